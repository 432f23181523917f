import type { Tx } from '../../../platform/database/database.ts';
import { type ColumnsOf, columnsFrom, rowSource } from '../../../platform/database/row-source.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';
import { rulesHaveDecided } from '../messages/conflict-description.messages.ts';
import type { FieldValue } from '../records/entity-sync.ts';
import type { Conflict } from './merge.rules.ts';

/** A field that both sides had changed since they last agreed. */
export interface NewConflict {
  localId: Id;
  remoteId: string;
  name: string;
  field: string;
  base: unknown;
  crm: FieldValue;
  connectwise: FieldValue;
  /** Who changed the record in ConnectWise last, and when. */
  connectwiseBy: string | null;
  connectwiseAt: Date | null;
  kept: Conflict['kept'];
  why: string;
  foundBy: 'in' | 'out';
  /** ConnectWise's value stands, and is not here before the next pull, which comes upon the conflict as well. */
  isToCome?: boolean;
}

const columns: ColumnsOf<NewConflict> = {
  field: ['text', (c) => c.field],
  local_id: ['uuid', (c) => c.localId],
  remote_id: ['text', (c) => c.remoteId],
  name: ['text', (c) => c.name],
  base_value: ['jsonb', (c) => JSON.stringify(c.base ?? null)],
  crm_value: ['jsonb', (c) => JSON.stringify(c.crm ?? null)],
  connectwise_value: ['jsonb', (c) => JSON.stringify(c.connectwise ?? null)],
  connectwise_by: ['text', (c) => c.connectwiseBy],
  connectwise_at: ['timestamptz', (c) => c.connectwiseAt?.toISOString() ?? null],
  kept: ['text', (c) => c.kept],
  why: ['text', (c) => c.why],
  found_by: ['text', (c) => c.foundBy],
  state: ['text', (c) => (c.kept === 'ask' ? 'open' : 'kept')],
  is_to_come: ['boolean', (c) => c.isToCome ?? false],
};

/**
 * Keeps what both sides had changed, with both values. Who edited the record here is known from the last push that was asked for, or from
 * the log where that has a later edit: no push is asked for while nothing is connected. A question that is open for the field takes the newer values; where a
 * rule has decided the field meanwhile, the question is closed as decided by it. One that a push came upon and that is still to come is the same one
 * when a pull or another push finds it, and stays where it stands in the list.
 */
export async function recordConflicts(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  conflicts: readonly NewConflict[],
): Promise<void> {
  if (conflicts.length === 0) return;
  const { sql, names, params } = rowSource(columnsFrom(conflicts, columns));
  const [connection, kind] = [params.length + 1, params.length + 2];
  const all = names.split(', ');
  const decided = await tx.query<{ localId: Id }>(
    `with found as (
       select v.*, case when k.is_told then e.actor else u.name end as crm_by, case when k.is_told then e.at else r.requested_at end as crm_at
       from ${sql} v
       left join push_request r on r.connection_id = $${connection} and r.entity = $${kind} and r.local_id = v.local_id
       left join app_user u on u.id = r.requested_by
       left join lateral (
         select a.actor, a.at from audit_event a where a.local_id = v.local_id and a.direction is null and a.actor is not null
           and a.operation in ('create', 'update') and a.run_id is null order by a.id desc limit 1) e on true
       cross join lateral (select e.at is not null and (u.name is null or e.at > r.requested_at) as is_told) k),
     decided as (
       update sync_conflict c set at = now(), ${[...all, 'crm_by', 'crm_at'].map((name) => `${name} = v.${name}`).join(', ')}
       from found v
       where c.connection_id = $${connection} and c.entity = $${kind} and c.local_id = v.local_id and c.field = v.field
         and c.state = 'open' and v.state = 'kept'
       returning c.local_id, c.field),
     known as (
       update sync_conflict c set ${[...all.filter((name) => name !== 'found_by'), 'crm_by', 'crm_at'].map((name) => `${name} = v.${name}`).join(', ')},
         come_at = case when v.is_to_come then null else now() end
       from found v
       where c.connection_id = $${connection} and c.entity = $${kind} and c.local_id = v.local_id and c.remote_id = v.remote_id and c.field = v.field
         and c.is_to_come
       returning c.local_id, c.field),
     written as (
       insert into sync_conflict as c (connection_id, entity, ${names}, crm_by, crm_at)
       select $${connection}, $${kind}, ${all.map((name) => `v.${name}`).join(', ')}, v.crm_by, v.crm_at
       from found v where not exists (
         select from (select * from decided union all select * from known) d where d.local_id = v.local_id and d.field = v.field)
       on conflict (workspace_id, connection_id, entity, local_id, field) where state = 'open' do update set
         crm_value = excluded.crm_value, connectwise_value = excluded.connectwise_value, crm_by = excluded.crm_by, crm_at = excluded.crm_at,
         connectwise_by = excluded.connectwise_by, connectwise_at = excluded.connectwise_at)
     select distinct local_id as "localId" from decided`,
    [...params, connectionId, entity],
  );
  if (decided.length === 0) return;
  const localIds = decided.map(({ localId }) => localId);
  await closeAnswered(tx, connectionId, entity, localIds, rulesHaveDecided());
}

/** Closes the questions of records of which no field waits any more. */
export const closeAnswered = (
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  localIds: readonly Id[],
  resolution: string,
): Promise<unknown> =>
  tx.query(
    `update sync_issue i set state = 'resolved', resolution = $4, last_seen_at = now(), next_retry_at = null
     where i.connection_id = $1 and i.entity = $2 and i.local_id = any($3::uuid[]) and i.code = 'conflict_asked' and i.state = 'open'
       and not exists (
         select from sync_conflict c where c.connection_id = $1 and c.entity = $2 and c.local_id = i.local_id and c.state = 'open')`,
    [connectionId, entity, localIds, resolution],
  );

export interface OpenQuestion {
  id: Id;
  localId: Id;
  field: string;
  base: FieldValue;
  connectwise: FieldValue;
  /** Nobody is asked: the next pull brings ConnectWise's value. */
  isToCome: boolean;
}

/** The fields of these records that wait for a person, or for ConnectWise's value to come. */
export const openConflicts = (
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  localIds: readonly Id[],
): Promise<OpenQuestion[]> =>
  localIds.length === 0
    ? Promise.resolve([])
    : tx.query<OpenQuestion>(
        `select c.id, c.local_id as "localId", c.field, c.base_value as base, c.connectwise_value as connectwise,
           c.is_to_come as "isToCome"
         from sync_conflict c
         where c.connection_id = $1 and c.entity = $2 and c.local_id = any($3::uuid[]) and (c.state = 'open' or c.is_to_come) order by c.id`,
        [connectionId, entity, localIds],
      );

/** What these were to bring is here, or nothing of them is left to come. */
export async function noteCome(tx: Tx, come: readonly Pick<OpenQuestion, 'id'>[]): Promise<void> {
  if (come.length === 0) return;
  await tx.query(`update sync_conflict set is_to_come = false where id = any($1::uuid[])`, [come.map(({ id }) => id)]);
}

/** Ends questions that nobody has answered, and conflicts of which nothing is to come any more, with what both sides have by now, and whose value stands where they differ. */
export async function closeQuestions(
  tx: Tx,
  ended: readonly {
    id: Id;
    why: string;
    kept: 'crm' | 'connectwise' | null;
    crm: FieldValue;
    connectwise: FieldValue;
  }[],
): Promise<void> {
  if (ended.length === 0) return;
  await tx.query(
    `update sync_conflict c set state = 'settled', decided_at = now(), why = v.why, kept = coalesce(v.kept, c.kept), crm_value = v.crm::jsonb,
       connectwise_value = v.connectwise::jsonb, is_to_come = false
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as v(id, why, kept, crm, connectwise) where c.id = v.id`,
    [
      ended.map(({ id }) => id),
      ended.map(({ why }) => why),
      ended.map(({ kept }) => kept),
      ended.map(({ crm }) => JSON.stringify(crm)),
      ended.map(({ connectwise }) => JSON.stringify(connectwise)),
    ],
  );
}

/** The issue of a record goes on about the fields that are left. */
export const narrowQuestion = (
  tx: Tx,
  connectionId: Id,
  { entity, localId, message }: { entity: PulledEntity; localId: Id; message: string },
): Promise<unknown> =>
  tx.query(
    `update sync_issue i set message = $4 where i.connection_id = $1 and i.entity = $2 and i.local_id = $3
       and i.direction = 'in' and i.code = 'conflict_asked' and i.state = 'open'`,
    [connectionId, entity, localId, message],
  );
