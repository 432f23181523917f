import type pg from 'pg';

/** The first half of the keys of these advisory locks; owners of leases begin with it. */
export const PRESENCE_SPACE = 8371;

export const takePresence = (client: pg.Client, key: number): Promise<unknown> =>
  client.query('select pg_advisory_lock($1, $2)', [PRESENCE_SPACE, key]);

/** True where the lease owner in this column is a process that is gone: nobody in this database holds its lock. */
export const isOwnerGone = (column: string): string =>
  `(${column} like '${PRESENCE_SPACE}:%' and not exists (
     select from pg_locks k where k.locktype = 'advisory' and k.classid = ${PRESENCE_SPACE} and k.objsubid = 2 and k.granted
       and k.objid::text = split_part(${column}, ':', 2)
       and k.database = (select oid from pg_database where datname = current_database())))`;
