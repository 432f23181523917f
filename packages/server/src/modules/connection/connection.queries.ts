import type { ConnectionState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ConnectionRecord } from './connection-record.ts';

const columns = `c.id, c.workspace_id as "workspaceId", c.site_url as "siteUrl", c.api_base_url as "apiBaseUrl", c.web_base_url as "webBaseUrl",
  c.host, c.login_company as "loginCompany", c.public_key_hint as "publicKeyHint",
  case when c.client_id_sealed is null then 'environment' else 'connection' end as "clientIdSource",
  c.keys_set_at as "keysSetAt", c.keys_set_by as "keysSetBy",
  (select u.name from app_user u where u.workspace_id = c.workspace_id and u.id = c.keys_set_by) as "keysSetByName", c.state, c.state_code as "stateCode", c.state_message as "stateMessage",
  c.state_since as "stateSince", c.verified_at as "verifiedAt", c.remote_version as "remoteVersion", c.api_version as "apiVersion", c.throttled_until as "throttledUntil",
  c.sync_started_at as "syncStartedAt", c.sync_stopped_at as "syncStoppedAt", c.sync_new_since as "syncNewSince", c.last_pull_at as "lastPullAt", c.next_pull_at as "nextPullAt"`;

/** Keys as they lie in the database. */
export interface SealedKeys {
  publicKeySealed: string;
  privateKeySealed: string;
  clientIdSealed: string | null;
}

/** An account with its keys sealed, ready to be stored as connected. */
export interface NewConnection extends SealedKeys {
  siteUrl: string;
  apiBaseUrl: string;
  webBaseUrl: string;
  host: string;
  loginCompany: string;
  publicKeyHint: string;
  keysSetBy: Id | null;
  remoteVersion: string | null;
  apiVersion: string | null;
}

export interface StateChange {
  state: ConnectionState;
  code: string | null;
  message: string | null;
}

export async function findActive(tx: Tx): Promise<ConnectionRecord | null> {
  const rows = await tx.query<ConnectionRecord>(
    `select ${columns} from connection c order by c.created_at, c.id limit 1`,
  );
  return rows[0] ?? null;
}

export async function findById(tx: Tx, id: Id): Promise<ConnectionRecord | null> {
  const rows = await tx.query<ConnectionRecord>(`select ${columns} from connection c where c.id = $1`, [id]);
  return rows[0] ?? null;
}

/** The account with its sealed keys, for making a client. */
export async function findWithKeys(tx: Tx, id: Id): Promise<(ConnectionRecord & SealedKeys) | null> {
  const rows = await tx.query<ConnectionRecord & SealedKeys>(
    `select ${columns}, c.public_key_sealed as "publicKeySealed", c.private_key_sealed as "privateKeySealed",
       c.client_id_sealed as "clientIdSealed" from connection c where c.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Stores a verified account. New keys of a known one touch nothing but the keys and the state: links, settings and history stay. */
export async function saveConnected(tx: Tx, connection: NewConnection): Promise<ConnectionRecord> {
  const rows = await tx.query<ConnectionRecord>(
    `insert into connection as c (site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, client_id_sealed,
       public_key_hint, keys_set_by, remote_version, api_version, state, verified_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'connected', now())
     on conflict (workspace_id, host, lower(login_company)) do update set
       site_url = excluded.site_url, api_base_url = excluded.api_base_url, web_base_url = excluded.web_base_url, login_company = excluded.login_company,
       public_key_sealed = excluded.public_key_sealed, private_key_sealed = excluded.private_key_sealed, client_id_sealed = excluded.client_id_sealed,
       public_key_hint = excluded.public_key_hint, keys_set_at = clock_timestamp(), keys_set_by = excluded.keys_set_by, remote_version = excluded.remote_version, api_version = excluded.api_version,
       state_since = case when c.state = 'connected' then c.state_since else now() end,
       state = 'connected', state_code = null, state_message = null, verified_at = now(), throttled_until = null
     returning ${columns}`,
    [
      connection.siteUrl,
      connection.apiBaseUrl,
      connection.webBaseUrl,
      connection.host,
      connection.loginCompany,
      connection.publicKeySealed,
      connection.privateKeySealed,
      connection.clientIdSealed,
      connection.publicKeyHint,
      connection.keysSetBy,
      connection.remoteVersion,
      connection.apiVersion,
    ],
  );
  const saved = rows[0];
  if (!saved) throw new Error('The connection was not stored.');
  return saved;
}

/** Changes the state, unless it is that already; answers whether it changed. `from` limits it to connections in one of these states, `not` leaves one with this code alone. */
export async function changeState(
  tx: Tx,
  id: Id,
  to: StateChange,
  from: readonly ConnectionState[],
  not: string | null = null,
): Promise<boolean> {
  const rows = await tx.query(
    `update connection set state = $2, state_code = $3, state_message = $4, state_since = now()
     where id = $1 and state = any($5::text[]) and (state, coalesce(state_code, '')) is distinct from ($2, coalesce($3, ''))
       and ($6::text is null or state_code is distinct from $6) returning id`,
    [id, to.state, to.code, to.message, from, not],
  );
  return rows.length > 0;
}

export async function noteVerified(
  tx: Tx,
  id: Id,
  { version, apiVersion }: { version: string | null; apiVersion: string | null },
): Promise<void> {
  await tx.query(
    'update connection set verified_at = now(), remote_version = coalesce($2, remote_version), api_version = $3 where id = $1',
    [id, version, apiVersion],
  );
}

/** ConnectWise does not know the version that was used; this one is from now on. */
export async function noteApiVersion(tx: Tx, id: Id, apiVersion: string): Promise<void> {
  await tx.query('update connection set api_version = $2 where id = $1', [id, apiVersion]);
}

export async function countLinks(tx: Tx, id: Id): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    'select count(*)::int as count from entity_link where connection_id = $1',
    [id],
  );
  return rows[0]?.count ?? 0;
}

/** What hangs on an account, for the question before it is disconnected. */
export async function countHeld(
  tx: Tx,
  id: Id,
): Promise<{ links: number; pushes: number; issues: number; runs: number }> {
  const [row] = await tx.query<{ links: number; pushes: number; issues: number; runs: number }>(
    `select (select count(*)::int from entity_link where connection_id = $1) as links,
       (select count(*)::int from push_request where connection_id = $1 and state in ('pending', 'running', 'parked')) as pushes,
       (select count(*)::int from sync_issue where connection_id = $1 and state = 'open') as issues,
       (select count(*)::int from sync_run where connection_id = $1 and state = 'running') as runs`,
    [id],
  );
  return row ?? { links: 0, pushes: 0, issues: 0, runs: 0 };
}

/** Takes the keys out and ends what runs; links, settings and history stay for a connection to the same company. */
export async function disconnect(tx: Tx, id: Id, message: string): Promise<void> {
  await tx.query(
    `update connection set state = 'paused', state_code = 'disconnected', state_message = $2, state_since = now(), public_key_sealed = '',
       private_key_sealed = '', client_id_sealed = null, public_key_hint = '', next_pull_at = null,
       sync_stopped_at = case when sync_started_at is null then sync_stopped_at else now() end, sync_started_at = null where id = $1`,
    [id, message],
  );
  await tx.query(
    `update sync_run set state = 'cancelled', finished_at = now(), error_code = null, error = null
     where connection_id = $1 and state = 'running' and kind <> 'push'`,
    [id],
  );
}

/** Forgets an account with its links, settings and lists. */
export async function forget(tx: Tx, id: Id): Promise<void> {
  await tx.query('delete from connection where id = $1', [id]);
}

/** One change of the workspace's account at a time, until the transaction ends. */
export async function lockAccount(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('connection:' || $1, 0))`, [tx.workspaceId]);
}

/** How long the pause still lasts that ConnectWise asked for; the clock is the database's, since processes may disagree. */
export async function throttleRemainingMs(tx: Tx, id: Id): Promise<number> {
  const [row] = await tx.query<{ ms: number | null }>(
    'select extract(epoch from throttled_until - clock_timestamp())::float8 * 1000 as ms from connection where id = $1',
    [id],
  );
  return Math.ceil(row?.ms ?? 0);
}

export async function raiseThrottle(tx: Tx, id: Id, waitMs: number): Promise<void> {
  await tx.query(
    'update connection set throttled_until = greatest(throttled_until, clock_timestamp() + make_interval(secs => $2)) where id = $1',
    [id, waitMs / 1000],
  );
}
