import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { excludedCodes } from '../health/health.queries.ts';

export const standings = [
  'linked',
  'pending',
  'failing',
  'broken',
  'paused',
  'never',
  'excluded',
  'skipped',
  'dismissed',
  'not_sent',
] as const;

/** How one record stands; each record has exactly one of these, the first that is true of it: failing, pending, then its link. */
export type Standing = (typeof standings)[number];

export interface TallyRow {
  standing: Standing;
  count: number;
}

const failingHere = `(select local_id from sync_issue where connection_id = $1 and entity = $2 and state = 'open')`;
const failingThere = `(select remote_id from sync_issue where connection_id = $1 and entity = $2 and state = 'open')`;
const pendingHere = `(select local_id from push_request where connection_id = $1 and entity = $2 and state in ('pending', 'running'))`;

/** All records of the CRM of one kind by how they stand. */
export const tallyHere = (
  tx: Tx,
  connectionId: Id,
  { entity, table }: Pick<EntitySync, 'entity' | 'table'>,
): Promise<TallyRow[]> =>
  tx.query<TallyRow>(
    `select standing, count(*)::int as count from (
       select case when t.id in ${failingHere} or l.remote_id in ${failingThere} then 'failing'
         when t.id in ${pendingHere} then 'pending' else coalesce(l.state, 'not_sent') end as standing
       from ${table.name} t
       left join entity_link l on l.workspace_id = t.workspace_id and l.connection_id = $1 and l.entity = $2 and l.local_id = t.id) told
     group by standing`,
    [connectionId, entity],
  );

/** Why the records of ConnectWise that count as skipped are: codes as the audit log has them. */
export async function skippedCodes(
  tx: Tx,
  connectionId: Id,
  { entity }: Pick<EntitySync, 'entity'>,
): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    `select distinct code from sync_skip where connection_id = $1 and entity = $2 and code <> all($3::text[]) and code <> 'dismissed' order by code`,
    [connectionId, entity, excludedCodes],
  );
  return rows.map(({ code }) => code);
}

/** All records of ConnectWise of one kind that Causeway knows of, by how they stand; one whose link is broken is not there any more. */
export const tallyThere = (tx: Tx, connectionId: Id, { entity }: Pick<EntitySync, 'entity'>): Promise<TallyRow[]> =>
  tx.query<TallyRow>(
    `with link as (select remote_id, local_id, state from entity_link where connection_id = $1 and entity = $2),
     skip as (select remote_id, case when code = any($3::text[]) then 'excluded' when code = 'dismissed' then 'dismissed' else 'skipped' end as standing
       from sync_skip where connection_id = $1 and entity = $2),
     known as (
       select remote_id from link union select remote_id from skip
       union select remote_id from sync_issue where connection_id = $1 and entity = $2 and state = 'open' and remote_id is not null)
     select standing, count(*)::int as count from (
       select case when k.remote_id in ${failingThere} or l.local_id in ${failingHere} then 'failing'
         when l.local_id in ${pendingHere} then 'pending' else coalesce(l.state, s.standing) end as standing
       from known k left join link l using (remote_id) left join skip s using (remote_id)
       where l.state is distinct from 'broken') told
     group by standing`,
    [connectionId, entity, excludedCodes],
  );
