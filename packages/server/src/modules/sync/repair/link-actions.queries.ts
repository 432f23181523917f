import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { EntityLink, PulledEntity } from '../../links/link.ts';
import { linkCausesSql } from '../push/outbox/awaited-link.queries.ts';
import { readNames } from '../records/names.queries.ts';
import { HELD } from '../records/skip-codes.ts';
import { registry, syncOf } from '../registry.ts';
import type { LinkAction, MovedRecords, PushOfLink, UndoBlock } from './link-action.ts';

const columns = `a.id, a.connection_id as "connectionId", a.kind, a.entity, a.local_id as "localId", a.remote_id as "remoteId", a.name, a.reason,
  a.by_name as by, a.at, a.description, a.before, a.after, a.undone_at as "undoneAt", a.undone_by as "undoneBy"`;

export type NewLinkAction = Omit<LinkAction, 'id' | 'at' | 'undoneAt' | 'undoneBy'>;

export async function insertAction(tx: Tx, action: NewLinkAction): Promise<LinkAction> {
  const [row] = await tx.query<LinkAction>(
    `insert into link_action as a (connection_id, kind, entity, local_id, remote_id, name, reason, by_name, description, before, after)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${columns}`,
    [
      action.connectionId,
      action.kind,
      action.entity,
      action.localId,
      action.remoteId,
      action.name,
      action.reason,
      action.by,
      action.description,
      JSON.stringify(action.before),
      JSON.stringify(action.after),
    ],
  );
  if (!row) throw new Error('The action was not written.');
  return row;
}

export async function findAction(tx: Tx, id: Id): Promise<LinkAction | null> {
  const [row] = await tx.query<LinkAction>(`select ${columns} from link_action a where a.id = $1 for update`, [id]);
  return row ?? null;
}

/** Somebody did something else about the record of the action `a` since. */
const laterAction = `exists (select from link_action n where n.workspace_id = a.workspace_id and n.connection_id = a.connection_id and n.entity = a.entity
  and n.id > a.id and n.undone_at is null and (n.local_id = a.local_id or n.after ->> 'remoteId' = a.after ->> 'remoteId'))`;

/** The link of its record is not as the action `a` left it. */
const otherLink = `(a.after ->> 'remoteId', a.after ->> 'state') is distinct from
  ((select l.remote_id from entity_link l where l.connection_id = a.connection_id and l.entity = a.entity and l.local_id = a.local_id),
   (select l.state from entity_link l where l.connection_id = a.connection_id and l.entity = a.entity and l.local_id = a.local_id))`;

/** Newest first; of one record when it is named. */
export function listActions(
  tx: Tx,
  filter: { entity: PulledEntity | null; localId: Id | null },
  page: { limit: number; after: Id | null },
): Promise<(LinkAction & { undoBlock: UndoBlock | null })[]> {
  return tx.query<LinkAction & { undoBlock: UndoBlock | null }>(
    `select ${columns}, case when ${laterAction} then 'later_change' when ${otherLink} then 'link_changed' end as "undoBlock"
     from link_action a
     where ($1::text is null or a.entity = $1) and ($2::uuid is null or a.local_id = $2) and ($3::uuid is null or a.id < $3)
     order by a.id desc limit $4`,
    [filter.entity, filter.localId, page.after, page.limit],
  );
}

/** Whether somebody did something else about one of its records since. */
export async function hasLaterAction(
  tx: Tx,
  { id, connectionId, entity, localId, after }: LinkAction,
): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from link_action a where a.connection_id = $1 and a.entity = $2 and a.id > $3 and a.undone_at is null
       and (a.local_id = $4 or a.after ->> 'remoteId' = $5) limit 1`,
    [connectionId, entity, id, localId, after.remoteId],
  );
  return rows.length > 0;
}

export const markUndone = (tx: Tx, id: Id, by: string): Promise<unknown> =>
  tx.query(`update link_action set undone_at = now(), undone_by = $2 where id = $1`, [id, by]);

/** Puts links back as they stood, also those of which somebody decided that they stay although the record is gone. */
export async function restoreLinks(tx: Tx, links: readonly EntityLink[]): Promise<void> {
  if (links.length === 0) return;
  await tx.query(
    `insert into entity_link (id, connection_id, entity, local_id, remote_id, parent_local_id, state, origin, remote_updated_at, remote_hash,
       base, hold, synced_at, look_again_at, broken_at, removal_asked_at)
     select v.id, v."connectionId", v.entity, v."localId", v."remoteId", v."parentLocalId", v.state, v.origin, v."remoteUpdatedAt", v."remoteHash",
       v.base, v.hold, v."syncedAt", v."lookAgainAt", case when v.state = 'broken' then coalesce(v."brokenAt", v."syncedAt") end,
       case when v."isGoneThere" then now() end
     from jsonb_to_recordset($1::jsonb) as v(id uuid, "connectionId" uuid, entity text, "localId" uuid, "remoteId" text, "parentLocalId" uuid,
       state text, origin text, "remoteUpdatedAt" timestamptz, "remoteHash" text, base jsonb, hold jsonb, "syncedAt" timestamptz, "lookAgainAt" text[], "brokenAt" timestamptz,
       "isGoneThere" boolean)`,
    [JSON.stringify(links)],
  );
}

export const setBase = (tx: Tx, linkId: Id, base: EntityLink['base']): Promise<unknown> =>
  tx.query(`update entity_link set base = $2::jsonb where id = $1`, [linkId, base && JSON.stringify(base)]);

/** Closes the open issues that say that the link is broken, or that ask about the record of ConnectWise; answers them. */
export async function closeIssuesOf(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  record: { localId: Id; remoteIds: readonly string[] },
  resolution: string,
): Promise<Id[]> {
  const rows = await tx.query<{ id: Id }>(
    `update sync_issue set state = 'resolved', resolution = $5, last_seen_at = now(), next_retry_at = null
     where connection_id = $1 and entity = $2 and state = 'open' and direction = 'in'
       and ((local_id = $3 and code in ('remote_deleted', 'local_missing'))
         or (remote_id = any($4::text[]) and code in ('name_taken', 'possible_duplicate', 'remote_deleted')))
     returning id`,
    [connectionId, entity, record.localId, record.remoteIds, resolution],
  );
  return rows.map(({ id }) => id);
}

export const reopenIssues = (tx: Tx, ids: readonly Id[]): Promise<unknown> =>
  tx.query(
    `update sync_issue i set state = 'open', resolution = null from unnest($1::uuid[]) as k(id)
     where i.id = k.id and not exists (select from sync_issue o where o.connection_id = i.connection_id and o.entity = i.entity
       and o.direction = i.direction and o.record_key = i.record_key and o.state = 'open')`,
    [ids],
  );

/** Pushes that wait because the link of this record is broken: its own, and those of records that need it. */
export async function waitingFor(tx: Tx, connectionId: Id, localId: Id): Promise<PushOfLink[]> {
  const waiting = await tx.query<Omit<PushOfLink, 'name'>>(
    `select coalesce(own.id, cause.id) as "issueId", r.connection_id as "connectionId", r.entity, r.local_id as "localId", r.reason
     from push_request r
     left join sync_issue own on own.workspace_id = r.workspace_id and own.connection_id = r.connection_id and own.entity = r.entity
       and own.direction = 'out' and own.record_key = 'local:' || r.local_id and own.state = 'open' and own.code in ${linkCausesSql}
     left join sync_issue cause on cause.workspace_id = r.workspace_id and cause.connection_id = r.connection_id and cause.direction = 'out'
       and cause.local_id = $2 and cause.state = 'open' and cause.code in ${linkCausesSql}
     where r.connection_id = $1 and r.state <> 'done' and r.last_code in ${linkCausesSql}
       -- Of a push from before pushes said for what they wait, its own issue does.
       and (r.waits_for = $2 or own.local_id = $2 or own.detail ->> 'about' = $2::text)
     order by r.requested_at, r.id`,
    [connectionId, localId],
  );
  const ids = waiting.map((push) => push.localId);
  const names = await namesOf(tx, ids);
  return waiting.map((push) => ({ ...push, name: names.get(push.localId) ?? null }));
}

/** Whether a push of this record was skipped because somebody held it. */
export async function wasHeldBack(tx: Tx, connectionId: Id, entity: PulledEntity, localId: Id): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from push_request where connection_id = $1 and entity = $2 and local_id = $3 and state = 'done' and not_sent_code = $4`,
    [connectionId, entity, localId, HELD],
  );
  return rows.length > 0;
}

/** Of pushes: the first whose record is being sent, or was synced, since; null when none is. */
export async function firstGone(
  tx: Tx,
  pushes: readonly Pick<PushOfLink, 'connectionId' | 'entity' | 'localId' | 'name'>[],
  since: Date,
): Promise<{ name: string | null; isBeingSent: boolean } | null> {
  const [row] = await tx.query<{ name: string | null; isBeingSent: boolean }>(
    `select v.name, r.id is not null as "isBeingSent"
     from jsonb_to_recordset($1::jsonb) as v("connectionId" uuid, entity text, "localId" uuid, name text)
     left join push_request r on r.connection_id = v."connectionId" and r.entity = v.entity and r.local_id = v."localId"
       and r.state = 'running' and r.lease_until > now()
     left join entity_link l on l.connection_id = v."connectionId" and l.entity = v.entity and l.local_id = v."localId" and l.synced_at > $2
     where r.id is not null or l.id is not null
     order by r.id is null limit 1`,
    [JSON.stringify(pushes), since],
  );
  return row ?? null;
}

/** Whether anything was sent of a sale since that is no field of it: lines, notes, documents. */
export async function wasPartSent(tx: Tx, opportunityId: Id, since: Date): Promise<boolean> {
  const [row] = await tx.query<{ isSent: boolean }>(
    `select exists (select from audit_event e where e.opportunity_id = $1 and e.at > $2 and e.direction = 'out' and e.status = 'success'
       and e.entity not in ('company', 'contact', 'product') and e.operation in ('create', 'update', 'link', 'attach', 'note')) as "isSent"`,
    [opportunityId, since],
  );
  return row?.isSent ?? false;
}

/** Keeps two records from being taken for the same by themselves. */
export async function keepApart(
  tx: Tx,
  pair: {
    connectionId: Id;
    entity: PulledEntity;
    localId: Id;
    localName: string;
    remoteId: string;
    remoteName: string;
  },
  by: string,
): Promise<void> {
  if (syncOf(pair.entity).matching === null) return;
  await tx.query(
    `insert into match_pair as p (connection_id, entity, remote_id, remote_name, local_id, local_name, score, best, state, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, 0, 0, 'rejected', $7, now())
     on conflict (workspace_id, connection_id, entity, remote_id, local_id) do update set state = 'rejected', decided_by = $7, decided_at = now()`,
    [pair.connectionId, pair.entity, pair.remoteId, pair.remoteName, pair.localId, pair.localName, by],
  );
}

/** A pair that was kept apart may be one again. */
export const forgetPair = (
  tx: Tx,
  pair: { connectionId: Id; entity: PulledEntity; localId: Id; remoteId: string },
): Promise<unknown> =>
  tx.query(`delete from match_pair where connection_id = $1 and entity = $2 and local_id = $3 and remote_id = $4`, [
    pair.connectionId,
    pair.entity,
    pair.localId,
    pair.remoteId,
  ]);

/** Puts moved records back, those that are still where they were moved to; answers these. */
export async function moveBack(tx: Tx, moved: MovedRecords): Promise<{ contacts: Id[]; opportunities: Id[] }> {
  const { fromClientId, contacts, opportunities, toClientId = null, field = 'clientId' } = moved;
  const column = { clientId: 'client_id', contactId: 'contact_id' }[field];
  const ids = (rows: readonly { id: Id }[]) => rows.map(({ id }) => id);
  const movedContacts = await tx.query<{ id: Id }>(
    `update contact k set client_id = $1, is_primary = v.was_primary, version = k.version + 1, updated_at = now()
     from unnest($2::uuid[], $3::boolean[]) as v(id, was_primary) where k.id = v.id and ($4::uuid is null or k.client_id = $4) returning k.id`,
    [fromClientId, contacts.map(({ id }) => id), contacts.map(({ isPrimary }) => isPrimary), toClientId],
  );
  const movedSales = await tx.query<{ id: Id }>(
    `update opportunity o set ${column} = $1, version = o.version + 1, updated_at = now() from unnest($2::uuid[]) as k(id)
     where o.id = k.id and ($3::uuid is null or o.${column} = $3) returning o.id`,
    [fromClientId, opportunities, toClientId],
  );
  return { contacts: ids(movedContacts), opportunities: ids(movedSales) };
}

/** The primary contacts of these clients. */
export const primariesOf = (tx: Tx, clientIds: readonly unknown[]): Promise<{ id: Id; clientId: Id }[]> =>
  tx.query<{ id: Id; clientId: Id }>(
    `select id, client_id as "clientId" from contact where client_id = any($1::uuid[]) and is_primary order by id`,
    [clientIds],
  );

/** Gives the mark back to contacts whose client has no primary one; answers them. */
export const markPrimaryAgain = (tx: Tx, primaries: readonly { id: Id; clientId: Id }[]): Promise<{ id: Id }[]> =>
  tx.query<{ id: Id }>(
    `update contact k set is_primary = true, version = k.version + 1, updated_at = now() from unnest($1::uuid[], $2::uuid[]) as v(id, client_id)
     where k.id = v.id and k.client_id = v.client_id and not k.is_primary
       and not exists (select from contact o where o.client_id = k.client_id and o.is_primary) returning k.id`,
    [primaries.map(({ id }) => id), primaries.map(({ clientId }) => clientId)],
  );

/** Whether another client has this name by now. */
export async function isNameTaken(tx: Tx, clientId: Id, name: string): Promise<boolean> {
  const rows = await tx.query(`select 1 from client where name_key = lower($2) and id <> $1`, [clientId, name]);
  return rows.length > 0;
}

/** The skip rows of records of ConnectWise; what is left out of them is looked at anew. */
export const dropSkips = (
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<unknown> =>
  tx.query(`delete from sync_skip where connection_id = $1 and entity = $2 and remote_id = any($3::text[])`, [
    connectionId,
    entity,
    remoteIds,
  ]);

/**
 * Takes the request of an action back that nobody works on yet, with the issue that has come up over it since; false when there is none. What was asked
 * for later, such as what a settled question sends, stays.
 */
export async function withdrawPush(
  tx: Tx,
  { id, connectionId, entity, localId, at }: Pick<LinkAction, 'id' | 'connectionId' | 'entity' | 'localId' | 'at'>,
  resolution: string,
): Promise<boolean> {
  const [row] = await tx.query<{ isWithdrawn: boolean }>(
    `with withdrawn as (
       update push_request set state = 'done', updated_at = now()
       where connection_id = $1 and entity = $2 and local_id = $3 and state in ('pending', 'parked') and reason in ('relinked', 'recreate')
         and requested_at <= (select a.at from link_action a where a.id = $6)
       returning 1
     ), closed as (
       update sync_issue set state = 'resolved', resolution = $5, last_seen_at = now(), next_retry_at = null
       where connection_id = $1 and entity = $2 and local_id = $3 and direction = 'out' and state = 'open' and first_seen_at >= $4
         and exists (select from withdrawn)
     )
     select exists (select from withdrawn) as "isWithdrawn"`,
    [connectionId, entity, localId, at, resolution, id],
  );
  return row?.isWithdrawn ?? false;
}

/** Names of records of the CRM by ID, for showing what a reference means. */
export const namesOf = (tx: Tx, ids: readonly Id[]): Promise<Map<Id, string>> => readNames(tx, registry, ids);
