import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';

export type CallbackState = 'off' | 'active' | 'silent' | 'failing';

export interface KnownEntry {
  entity: PulledEntity;
  id: number;
}

export interface EndpointRow {
  connectionId: Id;
  secretSealed: string;
  state: CallbackState;
  reason: string | null;
  entries: KnownEntry[];
  renewed: number;
  rejected: number;
  rejectedAt: Date | null;
  /** Of the messages since the last one that was believed. */
  refused: number;
  refusedSince: Date | null;
  registeredAt: Date | null;
  checkedAt: Date | null;
  lastEventAt: Date | null;
}

export async function findEndpoint(tx: Tx, connectionId: Id): Promise<EndpointRow | null> {
  const [row] = await tx.query<EndpointRow>(
    `select connection_id as "connectionId", secret_sealed as "secretSealed", state, reason, entries, renewed, rejected,
       rejected_at as "rejectedAt", refused, refused_since as "refusedSince", registered_at as "registeredAt", checked_at as "checkedAt", last_event_at as "lastEventAt"
     from callback_endpoint where connection_id = $1`,
    [connectionId],
  );
  return row ?? null;
}

/** Gives a connection its secret address; does nothing when it has one. */
export async function ensureEndpoint(
  tx: Tx,
  connectionId: Id,
  { secretHash, secretSealed }: { secretHash: string; secretSealed: string },
): Promise<void> {
  await tx.query(
    `insert into callback_endpoint (connection_id, secret_hash, secret_sealed) values ($1, $2, $3) on conflict (workspace_id, connection_id) do nothing`,
    [connectionId, secretHash, secretSealed],
  );
}

/** How the entries stand, and for which address of this product. Those that are told to be active stay silent until a message comes. */
export async function noteEndpoint(
  tx: Tx,
  connectionId: Id,
  to: {
    state: CallbackState;
    reason: string | null;
    entries: readonly KnownEntry[];
    renewed: number;
    address: string | null;
  },
): Promise<void> {
  await tx.query(
    `update callback_endpoint set state = case when $2 = 'active' and state = 'silent' and $5 = 0 then 'silent' else $2 end,
       reason = case when $2 = 'active' and state = 'silent' and $5 = 0 then reason else $3 end, entries = $4, renewed = renewed + $5,
       registered_at = case when $2 = 'active' then coalesce(registered_at, now()) when $2 = 'off' then null else registered_at end,
       refused = case when $2 = 'off' then 0 else refused end, refused_since = case when $2 <> 'off' then refused_since end,
       checked_at = now(), checked_for = $6, check_at = case when check_at > now() then check_at end
     where connection_id = $1`,
    [connectionId, to.state, to.reason, JSON.stringify(to.entries), to.renewed, to.address],
  );
}

/** Lets the next sweep look after the entries, whatever was found before: a sync begins. */
export async function checkSoon(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(`update callback_endpoint set checked_at = null where connection_id = $1`, [connectionId]);
}

/** Keeps a message; answers whether it is a new one. Hearing of something ends a silence. */
export async function keepEvent(
  tx: Tx,
  connectionId: Id,
  event: { messageId: string; entity: PulledEntity; remoteId: string; action: string; traceParent: string | null },
): Promise<boolean> {
  const rows = await tx.query(
    `with kept as (
       insert into callback_event (connection_id, message_id, entity, remote_id, action, trace_parent) values ($1, $2, $3, $4, $5, $6)
       on conflict (workspace_id, connection_id, message_id) do nothing returning 1),
     noted as (
       update callback_endpoint set last_event_at = now(), refused = 0, refused_since = null, state = case when state = 'silent' then 'active' else state end,
         reason = case when state = 'silent' then null else reason end
       where connection_id = $1 and exists (select from kept))
     select 1 from kept`,
    [connectionId, event.messageId, event.entity, event.remoteId, event.action, event.traceParent],
  );
  return rows.length > 0;
}

export async function countRejected(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(
    `update callback_endpoint set rejected = rejected + 1, rejected_at = now(), refused = refused + 1,
       refused_since = coalesce(refused_since, now()) where connection_id = $1`,
    [connectionId],
  );
}

export interface ClaimedEvent {
  id: string;
  entity: PulledEntity;
  remoteId: string;
  /** Of the request that brought it; null of one that an older version took. */
  traceParent: string | null;
}

/** Takes messages that nobody works on, the oldest first. */
export const claimEvents = (tx: Tx, connectionId: Id, limit: number): Promise<ClaimedEvent[]> =>
  tx.query<ClaimedEvent>(
    `update callback_event v set claimed_until = now() + interval '30 seconds' from (
       select id from callback_event where connection_id = $1 and done_at is null and (claimed_until is null or claimed_until < now())
       order by id limit $2 for update skip locked) k
     where v.id = k.id returning v.id::text as id, v.entity, v.remote_id as "remoteId", v.trace_parent as "traceParent"`,
    [connectionId, limit],
  );

export async function endEvents(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(`update callback_event set done_at = now() where id = any($1::bigint[])`, [ids]);
}

/** Gives messages back that could not be worked on, to be taken again after a while. */
export async function postponeEvents(tx: Tx, ids: readonly string[], waitMs: number): Promise<void> {
  await tx.query(
    `update callback_event set claimed_until = now() + make_interval(secs => $2) where id = any($1::bigint[])`,
    [ids, waitMs / 1000],
  );
}

/** A message is remembered for two days; ConnectWise repeats within seconds. */
export async function forgetOldEvents(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(
    `delete from callback_event where connection_id = $1 and done_at is not null and received_at < now() - interval '2 days'`,
    [connectionId],
  );
}

export async function eventsLastHour(tx: Tx, connectionId: Id): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from callback_event where connection_id = $1 and received_at > now() - interval '1 hour'`,
    [connectionId],
  );
  return row?.n ?? 0;
}

/**
 * Changes that polls have brought since ConnectWise last told of anything, of records that changed there after the entries were made: it should
 * have told of each. What a poll brought within the last minute does not count, since a message may be on its way; nor does a record that a
 * message named about then, since the clocks of both may differ, nor anything while messages come and are refused.
 */
export async function unannounced(tx: Tx, connectionId: Id): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from callback_endpoint p
     join sync_run r on r.workspace_id = p.workspace_id and r.connection_id = p.connection_id and r.kind in ('poll', 'manual')
       and r.started_at > p.registered_at and r.finished_at <= now() - interval '1 minute'
     join audit_event e on e.workspace_id = r.workspace_id and e.run_id = r.id and e.direction = 'in'
       and e.operation in ('create', 'update') and e.status = 'success' and e.at > greatest(p.registered_at, p.last_event_at)
     join entity_link l on l.workspace_id = e.workspace_id and l.connection_id = r.connection_id and l.entity = e.entity
       and l.remote_id = e.remote_id and l.remote_updated_at > greatest(p.registered_at, p.last_event_at) + interval '1 minute'
     where p.connection_id = $1 and p.state = 'active' and p.refused_since is null
       and not exists (select from callback_event v where v.workspace_id = e.workspace_id and v.connection_id = p.connection_id
         and v.entity = e.entity and v.remote_id = e.remote_id and v.received_at > least(e.at, l.remote_updated_at) - interval '2 minutes')`,
    [connectionId],
  );
  return row?.n ?? 0;
}

export async function noteSilence(tx: Tx, connectionId: Id, reason: string): Promise<boolean> {
  const rows = await tx.query(
    `update callback_endpoint set state = 'silent', reason = $2 where connection_id = $1 and state = 'active' returning 1`,
    [connectionId, reason],
  );
  return rows.length > 0;
}

type Scope = { workspaceId: Id; connectionId: Id };
const scope = `workspace_id as "workspaceId", connection_id as "connectionId"`;

/** Whose address this is; outside of workspaces. */
export async function ownerOfSecret(tx: Pick<Tx, 'query'>, secretHash: string): Promise<Scope | null> {
  const [row] = await tx.query<Scope>(`select ${scope} from system_callback_endpoint($1)`, [secretHash]);
  return row ?? null;
}

export const waitingCallbacks = (tx: Pick<Tx, 'query'>): Promise<Scope[]> =>
  tx.query(`select ${scope} from system_waiting_callbacks()`);

/** `address`: PUBLIC_URL as it is now. */
export const dueCallbackChecks = (tx: Pick<Tx, 'query'>, address: string | null): Promise<Scope[]> =>
  tx.query(`select ${scope} from system_due_callback_checks($1)`, [address]);
