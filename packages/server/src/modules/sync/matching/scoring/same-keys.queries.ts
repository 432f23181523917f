import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { isGoneThere } from '../../../links/removal-guard.queries.ts';
import type { MatchKeys } from './match.rules.ts';
import { type FreeLook, NothingFree } from './nothing-free.ts';

/** `lateral … offset 0` asks the index for each key by itself; a plain join would read the whole table while it is small. */
export const having = (table: string, column: string, keys: string): string =>
  `select f.id from unnest(${keys}::text[]) as k(key)
     cross join lateral (select t.id from ${table} t where t.${column} = lower(k.key) offset 0) f`;

/** Of so many records at once it is asked first whether anything is free; most pages of a first sync meet a CRM in which nothing is. */
const MANY = 200;
const nothingFree = new NothingFree();

/** Records that are linked to nothing; nothing else could be the other half of a new record. Fenced: what follows is not asked of linked ones. */
export const freeOf = (table: string, entity: string, within = ''): string =>
  `(select t.* from ${table} t where ${within} not exists (select from entity_link e
     where e.connection_id = $1 and e.entity = '${entity}' and e.local_id = t.id and e.state <> 'broken') offset 0)`;

/** Whether near matches of these are worth a look. */
export async function mayHaveNear(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  table: string,
  keys: readonly MatchKeys[],
): Promise<boolean> {
  if (keys.length <= MANY) return true;
  return nothingFree.recall(`${connectionId} ${entity}`, async (behind) => {
    const free = freeOf(table, entity, behind === null ? '' : 't.id > $2 and');
    const rows = await tx.query<FreeLook>(
      `select exists ${free} as "isFree", (select n.id from ${table} n order by n.id desc limit 1) as newest`,
      behind === null ? [connectionId] : [connectionId, behind],
    );
    return rows[0] ?? { isFree: true, newest: null };
  });
}

/** One look-up for each kind of key, as a union: an `or` would read the whole table. */
export const sameKeys = (options: {
  table: string;
  columns: string;
  entity: string;
  strongKey: string;
  more?: string;
}): string =>
  `select t.id, t.name, ${options.columns}, l.remote_id as "linkedTo", coalesce(${isGoneThere('l')}, false) as "isLinkBroken"
   from (
     ${having(options.table, 'name_key', '$2')}
     union
     ${having(options.table, options.strongKey, '$3')}
     ${options.more ? `union ${options.more}` : ''}
   ) found
   cross join lateral (select * from ${options.table} t where t.id = found.id offset 0) t
   left join lateral (select e.remote_id, e.state, e.removal_asked_at from entity_link e
     where e.connection_id = $1 and e.entity = '${options.entity}' and e.local_id = t.id offset 0) l on true`;

/** The keys of one sort that these records have. */
export const keysOfSort = (keys: readonly MatchKeys[], sort: 'name' | 'strong'): string[] =>
  keys.flatMap((k) => (k[sort] === null ? [] : [k[sort]]));
