import { flag, number, text } from './shape.ts';
import { type WireOf, wire } from './wire.ts';

/** A subscription to changes: `url` is called with the record's ID and the action appended. */
export const callbackWire = wire('callbackEntry', '/system/callbacks', {
  url: text,
  description: text,
  objectId: number,
  type: text,
  level: text,
  inactiveFlag: flag,
});
export type CallbackEntry = WireOf<typeof callbackWire>;
