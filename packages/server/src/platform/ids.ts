import { uuidv7 } from 'uuidv7';

/** UUIDv7 as text. */
export type Id = string;

/** A new identifier; later ones sort after earlier ones. */
export const newId = (): Id => uuidv7();

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether text can be asked of a uuid column without an error from the database. */
export const isId = (text: string): boolean => shape.test(text);
