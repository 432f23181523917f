import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../ids.ts';

/** `= any($1::uuid[])`: one parameter for any number of IDs, none included. Use: `.where('id', '=', anyOf(ids))`. */
export const anyOf = (ids: readonly Id[]): RawBuilder<Id> => sql<Id>`any(${[...ids]}::uuid[])`;
