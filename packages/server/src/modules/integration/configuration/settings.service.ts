import {
  type Configuration,
  configurationSchema,
  emptyConfiguration,
} from '@causeway/shared/forms/configuration/configuration';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { FieldChange } from '../../audit/diff.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { changesBetween } from './configuration-diff.rules.ts';
import { mappingPairs } from './mapping-pairs.rules.ts';
import { type ModeCapabilities, modeCapabilities } from './mode.rules.ts';

/** The settings of a connection as they were chosen, and the number of the revision that they are. */
export interface SettingsRecord {
  connectionId: Id;
  configuration: Configuration;
  revision: number;
  startedAt: Date | null;
}

/** Who saves, for the history and the audit log. */
export interface Saver {
  userId: Id | null;
  name: string;
}

export interface SaveOptions {
  /** What was done, for the audit log, when it was not a plain change. */
  note?: string;
  /** Names of the IDs that rows of maps are known by. */
  names?: ReadonlyMap<string, string>;
}

/**
 * Keeps the configuration of each connection. It is written whole, as the next revision; the pairs of its maps are written to `mapping` in
 * the same transaction, whose unique keys hold one-to-one whatever the callers checked.
 */
export class SettingsService {
  constructor(private readonly audit: AuditLog) {}

  /** The settings, made with defaults when the connection has none yet (a viewer may be the first to look). */
  async of(tx: Tx, connectionId: Id): Promise<SettingsRecord> {
    const found = await this.find(tx, connectionId);
    if (found) return found;
    await this.ensure(tx, connectionId);
    return required(await this.find(tx, connectionId));
  }

  /** The configuration that was in force at a revision; the current one when that revision is not known (any more). */
  async atRevision(tx: Tx, connectionId: Id, revision: number | null): Promise<Configuration> {
    const rows = await tx.query<{ configuration: unknown }>(
      `select configuration from settings_revision where connection_id = $1 and revision = $2`,
      [connectionId, revision],
    );
    const [row] = rows;
    return row ? configurationSchema.parse(row.configuration) : (await this.of(tx, connectionId)).configuration;
  }

  /** What the current mode lets through. */
  async capabilities(tx: Tx, connectionId: Id): Promise<ModeCapabilities> {
    return modeCapabilities[(await this.of(tx, connectionId)).configuration.mode];
  }

  /** Locks the row, so that saves follow each other and the number of a revision is its place in history. */
  async lock(tx: Tx, connectionId: Id): Promise<SettingsRecord> {
    await this.ensure(tx, connectionId);
    return required(await this.find(tx, connectionId, 'for update of s'));
  }

  /**
   * Makes `next` the configuration: a new revision, the pairs of its maps, a row in the audit log. Call `lock` first. Nothing changed:
   * nothing happens. Throws what PostgreSQL says (23505) when a pair is taken; callers check that before.
   */
  async save(
    tx: Tx,
    before: SettingsRecord,
    next: Configuration,
    saver: Saver,
    options: SaveOptions = {},
  ): Promise<FieldChange[]> {
    const { note, names } = options;
    const changes = changesBetween(before.configuration, next, names);
    if (changes.length === 0) return [];
    const document = JSON.stringify(next);
    await tx.query(
      `with next as (
         update sync_settings set configuration = $2, revision = revision + 1, updated_at = now(), updated_by = $3
         where connection_id = $1 returning revision)
       insert into settings_revision (connection_id, revision, configuration, changes, actor_id, actor_name, note)
       select $1, revision, $2, $4, $3, $5, $6 from next`,
      [before.connectionId, document, saver.userId, JSON.stringify(changes), saver.name, note ?? null],
    );
    await this.writePairs(tx, before.connectionId, next);
    await this.audit.record(tx, [
      {
        operation: 'setting',
        status: 'success',
        name: 'Integration settings',
        description: note ?? `Changed ${changes.map((c) => c.field).join(', ')}.`,
        actor: saver.name,
        changes,
      },
    ]);
    await recordSecurityEvent(tx, {
      kind: 'settings_saved',
      actorId: saver.userId,
      actor: saver.name,
      // What changed is in the settings history; here only that, and which.
      description: note ?? `Changed the sync settings: ${changes.map((c) => c.field).join(', ')}.`.slice(0, 500),
    });
    return changes;
  }

  /** Gives a new connection its settings and their first revision; does nothing when it has them. */
  private async ensure(tx: Tx, connectionId: Id): Promise<void> {
    await tx.query(
      `with made as (
         insert into sync_settings (connection_id, configuration) values ($1, $2) on conflict do nothing returning revision)
       insert into settings_revision (connection_id, revision, configuration, changes) select $1, revision, $2, '[]' from made`,
      [connectionId, JSON.stringify(emptyConfiguration())],
    );
  }

  /** Deletes first, so that two rows can swap theirs in one save. */
  private async writePairs(tx: Tx, connectionId: Id, configuration: Configuration): Promise<void> {
    const pairs = mappingPairs(configuration);
    await tx.query(`delete from mapping where connection_id = $1`, [connectionId]);
    await tx.query(
      `insert into mapping (connection_id, kind, local_key, remote_key)
       select $1, n.kind, n.local_key, n.remote_key from unnest($2::text[], $3::text[], $4::text[]) as n(kind, local_key, remote_key)`,
      [connectionId, pairs.map((p) => p.kind), pairs.map((p) => p.localKey), pairs.map((p) => p.remoteKey)],
    );
  }

  private async find(tx: Tx, connectionId: Id, lock = ''): Promise<SettingsRecord | null> {
    const rows = await tx.query<SettingsRecord>(
      `select s.connection_id as "connectionId", s.configuration, s.revision, c.sync_started_at as "startedAt"
       from sync_settings s join connection c on c.id = s.connection_id where s.connection_id = $1 ${lock}`,
      [connectionId],
    );
    const row = rows[0];
    return row ? { ...row, configuration: configurationSchema.parse(row.configuration) } : null;
  }
}

function required(settings: SettingsRecord | null): SettingsRecord {
  if (settings) return settings;
  throw new AppError('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
}
