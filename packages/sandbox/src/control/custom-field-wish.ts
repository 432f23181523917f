/** A custom field to define on a record, or to change: one with the same caption on the same record is the same field. */
export interface CustomFieldWish {
  /** `companies`, `contacts`, `opportunities`, `catalog`, `products`, `sites` or `members`. */
  readonly record: string;
  readonly caption: string;
  /** `Text` (the default), `TextArea`, `Number`, `Currency`, `Percent`, `Checkbox`, `Date`, `Hyperlink` and so on. */
  readonly type?: string;
  /** A POST or PATCH of a record without a value is then refused as a whole. */
  readonly required?: boolean;
  /** Makes it a list with these values. */
  readonly options?: readonly string[];
}
