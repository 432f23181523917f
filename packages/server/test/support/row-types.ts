import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Kind } from './row-check.ts';

/** A call of `query`, or of a function that hands a row type on to it: its lines, and what the row type says of each column. */
export interface Call {
  file: string;
  line: number;
  from: number;
  to: number;
  isQuery: boolean;
  /** The statement, where it is written out whole. */
  sql: string | null;
  columns: Record<string, Kind[]> | null;
  /** The row type is that of the caller. */
  handsOn: boolean;
}

/** What `scripts/row-types.mjs` read from the compiler before the tests. */
export function rowTypes(): Call[] {
  const file = fileURLToPath(new URL('../../../../.cache/row-types.json', import.meta.url));
  return (JSON.parse(readFileSync(file, 'utf8')) as { calls: Call[] }).calls;
}
