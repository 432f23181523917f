/**
 * What is given must be of the shape and hold nothing else. Rules whose answer is spread over a record ask for it: a whole entity would
 * pass as `Pick<Entity, …>`, and its other fields would come back and overwrite what was just set.
 */
export type Exactly<Shape, Given extends Shape> = Given & { [Key in Exclude<keyof Given, keyof Shape>]: never };
