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
import {
  lockSettings,
  readRevision,
  readSettings,
  readWithoutSettings,
  replacePairs,
  type StoredSettings,
  writeFirstRevision,
  writeRevision,
} from './settings.queries.ts';

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
  /** What changed, in the words of the screen. */
  inWords?: readonly (FieldChange & { label: string })[];
}

/**
 * Keeps the configuration of each connection. It is written whole, as the next revision; the pairs of its maps are written to `mapping` in
 * the same transaction, whose unique keys hold one-to-one whatever the callers checked.
 */
export class SettingsService {
  constructor(private readonly audit: AuditLog) {}

  /** The settings, made with defaults when the connection has none yet (a viewer may be the first to look); who only reads gets the defaults. */
  async of(tx: Tx, connectionId: Id): Promise<SettingsRecord> {
    const found = parsed(await readSettings(tx, connectionId));
    if (found) return found;
    const without = await readWithoutSettings(tx, connectionId);
    if (without?.isReadOnly) return asFirstMade(connectionId, without.startedAt);
    await this.ensure(tx, connectionId);
    return required(parsed(await readSettings(tx, connectionId)));
  }

  /** The configuration that was in force at a revision; the current one when that revision is not known (any more). */
  async atRevision(tx: Tx, connectionId: Id, revision: number | null): Promise<Configuration> {
    const stored = revision === null ? null : await readRevision(tx, connectionId, revision);
    return stored === null ? (await this.of(tx, connectionId)).configuration : configurationSchema.parse(stored);
  }

  /** What the current mode lets through. */
  async capabilities(tx: Tx, connectionId: Id): Promise<ModeCapabilities> {
    return modeCapabilities[(await this.of(tx, connectionId)).configuration.mode];
  }

  /** Locks the row, so that saves follow each other and the number of a revision is its place in history. */
  async lock(tx: Tx, connectionId: Id): Promise<SettingsRecord> {
    await this.ensure(tx, connectionId);
    return required(parsed(await lockSettings(tx, connectionId)));
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
    const { note, inWords } = options;
    const changes = changesBetween(before.configuration, next);
    if (changes.length === 0) return [];
    const told = inWords?.map(({ label, from, to }) => ({ field: label, from, to })) ?? changes;
    await writeRevision(tx, before.connectionId, {
      configuration: JSON.stringify(next),
      changes: JSON.stringify(changes),
      actorId: saver.userId,
      actorName: saver.name,
      note: note ?? null,
    });
    await replacePairs(tx, before.connectionId, mappingPairs(next));
    await this.audit.record(tx, [
      {
        operation: 'setting',
        status: 'success',
        name: 'Integration settings',
        description: note ?? `Changed the sync settings. ${sentenceOf(told)}`,
        actor: saver.name,
        changes: told,
      },
    ]);
    await recordSecurityEvent(tx, {
      kind: 'settings_saved',
      actorId: saver.userId,
      actor: saver.name,
      description: note ?? `Changed the sync settings. ${sentenceOf(told)}`,
    });
    return changes;
  }

  private ensure(tx: Tx, connectionId: Id): Promise<void> {
    return writeFirstRevision(tx, connectionId, JSON.stringify(emptyConfiguration()));
  }
}

/** As the table counts. */
const FIRST_REVISION = 1;

const MAX_TOLD = 8;

/** "Direction for Client, phone: Both ways → Only in." All of it is in the settings history. */
function sentenceOf(changes: readonly FieldChange[]): string {
  const told = changes.slice(0, MAX_TOLD).map(({ field, from, to }) => `${field}: ${textOf(from)} → ${textOf(to)}`);
  const left = changes.length - told.length;
  return `${told.join('; ')}${left > 0 ? `; and ${left} more` : ''}.`;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const parsed = (stored: StoredSettings | undefined): SettingsRecord | null =>
  stored ? { ...stored, configuration: configurationSchema.parse(stored.configuration) } : null;

/** What `ensure` makes. */
const asFirstMade = (connectionId: Id, startedAt: Date | null): SettingsRecord => ({
  connectionId,
  configuration: configurationSchema.parse(emptyConfiguration()),
  revision: FIRST_REVISION,
  startedAt,
});

function required(settings: SettingsRecord | null): SettingsRecord {
  if (settings) return settings;
  throw new AppError('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
}
