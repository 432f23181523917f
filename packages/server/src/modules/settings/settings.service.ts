import type { SyncMode } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Id } from '../../platform/ids.ts';
import type { AuditLog } from '../audit/audit-log.service.ts';
import type { FieldChange } from '../audit/diff.ts';
import { type Defaults, noDefaults } from './defaults.rules.ts';
import { type ModeCapabilities, modeCapabilities } from './mode.rules.ts';

/** The settings of a connection as they were chosen; `defaults` left null follow ConnectWise's own flags. */
export interface SettingsRecord {
  connectionId: Id;
  mode: SyncMode;
  bundleMode: string;
  defaults: Defaults;
  revision: number;
  startedAt: Date | null;
}

/** Who saves, for the history and the audit log. */
export interface Saver {
  userId: Id | null;
  name: string;
}

export class SettingsService {
  constructor(private readonly audit: AuditLog) {}

  /** The settings, made with defaults when the connection has none yet (a viewer may be the first to look). */
  async of(tx: Tx, connectionId: Id): Promise<SettingsRecord> {
    const found = await this.find(tx, connectionId);
    if (found) return found;
    await this.ensure(tx, connectionId);
    return required(await this.find(tx, connectionId));
  }

  /** Gives a new connection its settings row; does nothing when it has one. */
  async ensure(tx: Tx, connectionId: Id): Promise<void> {
    await tx.query(`insert into sync_settings (connection_id) values ($1) on conflict do nothing`, [connectionId]);
  }

  /** What the mode lets through; that of the standard mode while no settings were saved. */
  async capabilities(tx: Tx, connectionId: Id): Promise<ModeCapabilities> {
    const rows = await tx.query<{ mode: SyncMode }>(`select mode from sync_settings where connection_id = $1`, [
      connectionId,
    ]);
    return modeCapabilities[rows[0]?.mode ?? 'pull_new_push_won'];
  }

  /** Locks the row, so that saves follow each other and the number of a revision is its place in history. */
  async lock(tx: Tx, connectionId: Id): Promise<SettingsRecord> {
    await this.ensure(tx, connectionId);
    return required(await this.find(tx, connectionId, 'for update of s'));
  }

  async write(tx: Tx, connectionId: Id, next: Pick<SettingsRecord, 'mode' | 'defaults'>, saver: Saver): Promise<void> {
    const chosen = Object.fromEntries(Object.entries(next.defaults).filter(([, value]) => value !== null));
    await tx.query(
      `update sync_settings set mode = $2, defaults = $3, updated_at = now(), updated_by = $4 where connection_id = $1`,
      [connectionId, next.mode, JSON.stringify(chosen), saver.userId],
    );
  }

  /** Closes a save: a new revision that holds the changes, and a row in the audit log. Nothing changed: nothing happens. */
  async record(tx: Tx, connectionId: Id, changes: FieldChange[], saver: Saver): Promise<void> {
    if (changes.length === 0) return;
    await tx.query(
      `with next as (update sync_settings set revision = revision + 1 where connection_id = $1 returning revision)
       insert into settings_revision (connection_id, revision, changes, actor_id) select $1, revision, $2, $3 from next`,
      [connectionId, JSON.stringify(changes), saver.userId],
    );
    await this.audit.record(tx, [
      {
        operation: 'setting',
        status: 'success',
        name: 'Integration settings',
        description: `Changed ${changes.map((c) => c.field).join(', ')}.`,
        actor: saver.name,
        changes,
      },
    ]);
  }

  private async find(tx: Tx, connectionId: Id, lock = ''): Promise<SettingsRecord | null> {
    const rows = await tx.query<SettingsRecord>(
      `select s.connection_id as "connectionId", s.mode, s.bundle_mode as "bundleMode", s.defaults, s.revision,
         c.sync_started_at as "startedAt"
       from sync_settings s join connection c on c.id = s.connection_id where s.connection_id = $1 ${lock}`,
      [connectionId],
    );
    const row = rows[0];
    return row ? { ...row, defaults: { ...noDefaults, ...row.defaults } } : null;
  }
}

function required(settings: SettingsRecord | null): SettingsRecord {
  if (settings) return settings;
  throw new AppError('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
}
