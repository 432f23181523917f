import type { MatchKeys } from './match.rules.ts';

/** `lateral … offset 0` asks the index for each key by itself; a plain join would read the whole table while it is small. */
export const having = (table: string, column: string, keys: string): string =>
  `select f.id from unnest(${keys}::text[]) as k(key)
     cross join lateral (select t.id from ${table} t where t.${column} = lower(k.key) offset 0) f`;

/** One look-up for each kind of key, as a union: an `or` would read the whole table. */
export const sameKeys = (options: {
  table: string;
  columns: string;
  entity: string;
  strongKey: string;
  more?: string;
}): string =>
  `select t.id, t.name, ${options.columns}, l.remote_id as "linkedTo", coalesce(l.state = 'broken', false) as "isLinkBroken"
   from (
     ${having(options.table, 'name_key', '$2')}
     union
     ${having(options.table, options.strongKey, '$3')}
     ${options.more ? `union ${options.more}` : ''}
   ) found
   cross join lateral (select * from ${options.table} t where t.id = found.id offset 0) t
   left join lateral (select e.remote_id, e.state from entity_link e
     where e.connection_id = $1 and e.entity = '${options.entity}' and e.local_id = t.id offset 0) l on true`;

/** The keys of one sort that these records have. */
export const keysOfSort = (keys: readonly MatchKeys[], sort: 'name' | 'strong'): string[] =>
  keys.flatMap((k) => (k[sort] === null ? [] : [k[sort]]));
