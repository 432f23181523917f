import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { MappingPair } from './mapping-pairs.rules.ts';

/** The settings as they are stored; the configuration is to be parsed. */
export interface StoredSettings {
  connectionId: Id;
  configuration: unknown;
  revision: number;
  startedAt: Date | null;
}

const settingsOf = ({ db }: Tx, connectionId: Id) =>
  db
    .selectFrom('sync_settings as s')
    .innerJoin('connection as c', 'c.id', 's.connection_id')
    .select(['s.connection_id as connectionId', 's.configuration', 's.revision', 'c.sync_started_at as startedAt'])
    .where('s.connection_id', '=', connectionId);

export const readSettings = (tx: Tx, connectionId: Id): Promise<StoredSettings | undefined> =>
  settingsOf(tx, connectionId).executeTakeFirst();

/** The same, with the settings locked until the transaction ends. */
export const lockSettings = (tx: Tx, connectionId: Id): Promise<StoredSettings | undefined> =>
  settingsOf(tx, connectionId).forUpdate('s').executeTakeFirst();

/** The configuration of one revision, to be parsed; null when that is not known (any more). */
export async function readRevision({ db }: Tx, connectionId: Id, revision: number): Promise<unknown> {
  const row = await db
    .selectFrom('settings_revision')
    .select('configuration')
    .where('connection_id', '=', connectionId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row?.configuration ?? null;
}

export interface NewRevision {
  /** JSON text. */
  configuration: string;
  changes: string;
  actorId: Id | null;
  actorName: string;
  note: string | null;
}

/** Makes the configuration that of the connection, and keeps it as the next revision. */
export async function writeRevision(tx: Tx, connectionId: Id, next: NewRevision): Promise<void> {
  await tx.query(
    `with next as (
       update sync_settings set configuration = $2, revision = revision + 1, updated_at = now(), updated_by = $3
       where connection_id = $1 returning revision)
     insert into settings_revision (connection_id, revision, configuration, changes, actor_id, actor_name, note)
     select $1, revision, $2, $4, $3, $5, $6 from next`,
    [connectionId, next.configuration, next.actorId, next.changes, next.actorName, next.note],
  );
}

/** Gives a connection its settings and their first revision; does nothing when it has them. */
export async function writeFirstRevision(tx: Tx, connectionId: Id, configuration: string): Promise<void> {
  await tx.query(
    `with made as (
       insert into sync_settings (connection_id, configuration) values ($1, $2) on conflict do nothing returning revision)
     insert into settings_revision (connection_id, revision, configuration, changes) select $1, revision, $2, '[]' from made`,
    [connectionId, configuration],
  );
}

/** Of a connection without settings: when its sync was started, and whether they cannot be made in this transaction. */
export async function readWithoutSettings(
  tx: Tx,
  connectionId: Id,
): Promise<{ startedAt: Date | null; isReadOnly: boolean } | undefined> {
  const [row] = await tx.query<{ startedAt: Date | null; isReadOnly: boolean }>(
    `select c.sync_started_at as "startedAt", current_setting('transaction_read_only') = 'on' as "isReadOnly" from connection c where c.id = $1`,
    [connectionId],
  );
  return row;
}

/** Deletes first, so that two rows can swap theirs in one save. */
export async function replacePairs(tx: Tx, connectionId: Id, pairs: readonly MappingPair[]): Promise<void> {
  await tx.db.deleteFrom('mapping').where('connection_id', '=', connectionId).execute();
  await tx.query(
    `insert into mapping (connection_id, kind, local_key, remote_key)
     select $1, n.kind, n.local_key, n.remote_key from unnest($2::text[], $3::text[], $4::text[]) as n(kind, local_key, remote_key)`,
    [connectionId, pairs.map((p) => p.kind), pairs.map((p) => p.localKey), pairs.map((p) => p.remoteKey)],
  );
}
