import { createHash } from 'node:crypto';

/** A stable GUID for a record, so that a seed gives the same data on every start. */
export function guidFor(record: string, id: number): string {
  const hex = createHash('md5').update(`${record}:${id}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
