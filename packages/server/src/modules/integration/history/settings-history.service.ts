import type { HistoryKind } from '@causeway/shared/vocabulary';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { type Problem, ProblemsError, refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import type { ConnectionRecord } from '../../connection/connection-record.ts';
import type { Saver, SettingsService } from '../configuration/settings.service.ts';
import { sections } from '../settings/sections.ts';
import type { EffectiveSettings, SyncSettingsService } from '../settings/sync-settings.service.ts';
import type { SetupFacts } from '../setup/section.ts';
import { type SettingChange, settingChanges } from '../setup/setting-lines.rules.ts';
import { readSetupFacts } from '../setup/setup-facts.queries.ts';
import {
  DOCUMENT_FORMAT,
  DOCUMENT_VERSION,
  kindWord,
  knownOf,
  labelsFor,
  readDocument,
  type SettingsDocument,
} from './settings-document.rules.ts';
import {
  type ImportChoice,
  type MatchedId,
  resolveImport,
  type UnresolvedId,
  withoutUnresolved,
} from './settings-import.rules.ts';
import { findRevision, type HistoryPlace, listHistory } from './settings-revisions.queries.ts';

export interface HistoryEntry {
  id: Id;
  kind: HistoryKind;
  revision: number;
  at: Date;
  actor: string | null;
  note: string | null;
  isCurrent: boolean;
  isRestorable: boolean;
  changes: SettingChange[];
}

export interface ImportOptions {
  /** False: nothing is saved, only told. */
  apply: boolean;
  /** Leave out what could not be resolved. */
  leaveOut: boolean;
  /** What stands here for IDs of the document. */
  choices: readonly ImportChoice[];
}

/** What can be chosen in place of IDs of one kind. */
export interface ImportOptionList {
  kind: string;
  /** `location`. */
  word: string;
  options: { id: string; label: string }[];
}

export interface ImportResult {
  changes: SettingChange[];
  matched: MatchedId[];
  unresolved: UnresolvedId[];
  /** One list for each kind of the two. */
  options: ImportOptionList[];
  /** What keeps it from being applied. */
  problems: Problem[];
  saved: EffectiveSettings | null;
}

/** Earlier states of the settings: seen, restored, carried to another account. */
export class SettingsHistoryService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: SettingsService,
    private readonly syncSettings: SyncSettingsService,
    private readonly clock: Clock,
  ) {}

  /** A page of entries, newest first, each with what it changed; one more than asked for says that there are more. */
  async entries(tx: Tx, page: { limit: number; after: HistoryPlace | null }): Promise<HistoryEntry[]> {
    const connection = await this.connections.active(tx);
    if (!connection) return [];
    const { revision: current } = await this.settings.of(tx, connection.id);
    const facts = await readSetupFacts(tx, connection.id);
    const rows = await listHistory(tx, connection.id, page);
    return rows.map((row): HistoryEntry => {
      const { id, kind, revision, at, actor, note } = row;
      const entry = { id, kind, revision, at, actor, note };
      // Tax regions are records of the CRM: no state of the settings holds them, so there is none to go back to.
      if (row.kind === 'tax_import') return { ...entry, isCurrent: false, isRestorable: false, changes: row.changes };
      const isCurrent = revision === current;
      const changes = row.before ? settingChanges(sections, row.before, row.configuration, facts) : [];
      return { ...entry, isCurrent, isRestorable: !isCurrent, changes };
    });
  }

  /** Makes an earlier revision the settings again, as a new revision. Judged like a save: an option may have gone since. */
  async restore(tx: Tx, revision: number, saver: Saver): Promise<EffectiveSettings> {
    const { id } = await this.connected(tx);
    const wanted = await findRevision(tx, id, revision);
    if (!wanted)
      return refuse(
        'not_found',
        `There is no revision ${revision}. Reload the history and choose one of it.`,
        'revision',
      );
    return this.syncSettings.replace(tx, id, wanted, saver, `Restored revision ${revision}.`);
  }

  async export(tx: Tx): Promise<SettingsDocument | null> {
    const connection = await this.connections.active(tx);
    if (!connection) return null;
    const { configuration, revision } = await this.settings.of(tx, connection.id);
    const facts = await readSetupFacts(tx, connection.id);
    return {
      format: DOCUMENT_FORMAT,
      version: DOCUMENT_VERSION,
      exportedAt: this.clock.now().toISOString(),
      revision,
      account: { host: connection.host, loginCompany: connection.loginCompany },
      configuration,
      labels: labelsFor(sections, configuration, facts),
    };
  }

  /** Tells what an export would change here, and changes it when told to. Throws ProblemsError for a document that is none. */
  async import(tx: Tx, given: unknown, options: ImportOptions, saver: Saver): Promise<ImportResult> {
    const connection = await this.connected(tx);
    const read = readDocument(given);
    if ('problems' in read) throw new ProblemsError(read.problems);
    const { apply, leaveOut, choices } = options;
    const { document } = read;
    const facts = await readSetupFacts(tx, connection.id);
    const { configuration: before } = await this.settings.lock(tx, connection.id);
    const resolved = resolveImport(sections, document, facts, {
      isSameAccount: isSame(connection, document),
      choices,
    });
    const { matched, unresolved } = resolved;
    const left = unresolved.filter((one) => leaveOut || one.isOmitted);
    const next = withoutUnresolved(resolved.configuration, left);
    // What else is wrong at their fields would only say it twice.
    const open = unresolved.filter((one) => !left.includes(one));
    const told = new Set<string | null | undefined>(open.map(({ field }) => field));
    const problems = [
      ...resolved.problems,
      ...unresolvedProblems(open),
      ...this.syncSettings.problemsOf(before, next, facts).filter(({ field }) => !told.has(field)),
    ];
    const answer = {
      changes: settingChanges(sections, before, next, facts),
      matched,
      unresolved,
      options: optionLists([...matched, ...unresolved], facts),
      problems,
    };
    if (!apply || problems.length > 0) return { ...answer, saved: null };
    const note = `Imported revision ${document.revision} of ${document.account.loginCompany}.`;
    return { ...answer, saved: await this.syncSettings.replace(tx, connection.id, next, saver, note) };
  }

  private async connected(tx: Tx): Promise<ConnectionRecord> {
    const connection = await this.connections.active(tx);
    return connection ?? refuse('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
  }
}

const isSame = (connection: { id: Id; host: string; loginCompany: string }, { account }: SettingsDocument): boolean =>
  account.host === connection.host && account.loginCompany.toLowerCase() === connection.loginCompany.toLowerCase();

/** What can be chosen, by the kinds of some IDs. */
const optionLists = (ids: readonly { kind: string }[], facts: SetupFacts): ImportOptionList[] =>
  [...new Set(ids.map(({ kind }) => kind))].map((kind) => ({
    kind,
    word: kindWord(kind),
    options: knownOf(kind, facts).flatMap(({ id, label, isActive }) => (isActive ? [{ id, label }] : [])),
  }));

const unresolvedProblems = (unresolved: readonly UnresolvedId[]): Problem[] =>
  unresolved.map(({ field, label, id, reason }) => ({
    code: 'unresolved',
    field,
    message: `"${label ?? `ID ${id}`}" was not found here: ${reason} Choose what stands for it, leave it out, or make it in ConnectWise and refresh the lists.`,
  }));
