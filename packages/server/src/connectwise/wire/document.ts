import { dateTime, flag, number, text } from './shape.ts';
import { type WireOf, wire } from './wire.ts';

/** A document; listed by the query parameters `recordType` and `recordId`, both needed. A link document has `linkFlag` or `urlFlag`. */
export const documentWire = wire('document', '/system/documents', {
  title: text,
  fileName: text,
  serverFileName: text,
  owner: text,
  linkFlag: flag,
  urlFlag: flag,
  publicFlag: flag,
  readOnlyFlag: flag,
  size: number,
  createdOnDate: dateTime,
  guid: text,
});
export type DocumentInfo = WireOf<typeof documentWire>;
