import type { SyncMode } from '@causeway/shared/vocabulary';
import { since } from '../../../connectwise/client/conditions.ts';
import type { ConnectWiseClient } from '../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../connectwise/client/connectwise-error.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import type { ConnectionRecord } from '../../connection/connection-record.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { readMappedCustomFields } from '../../integration/mapping/mapped-custom-fields.queries.ts';
import { caughtUp } from '../messages/run.messages.ts';
import type { PushOutbox } from '../push/outbox/push-outbox.service.ts';
import { whyModeHolds } from '../push/outbox/push-policy.rules.ts';
import type { EntitySync } from '../records/entity-sync.ts';
import { lastUpdatedOf } from '../records/remote-state.rules.ts';
import { registry } from '../registry.ts';
import {
  askForSkipped,
  countSkippedByMode,
  countUnsent,
  readSeenAt,
  readWaitingPushes,
  readWatermarks,
  requestUnsent,
  type WaitingPushes,
} from './catch-up.queries.ts';
import { countWaited, releaseHeldEdits } from './held-edits.queries.ts';
import { type ModeFacts, modeSentences } from './mode-preview.rules.ts';

/** So many records of a kind are looked at one by one; of more, the rest is counted. */
const MAX_LOOKED_AT = 1_000;

export interface ModeDeps {
  database: Database;
  audit: AuditLog;
  connections: Connections;
  clients: ConnectWiseClients;
  settings: Pick<SettingsService, 'of'>;
  outbox: Pick<PushOutbox, 'wakeAfterCommit'>;
  /** Polls at once. */
  runs: { pollNow(tx: Tx): Promise<unknown> };
}

export interface ModePreview extends ModeFacts {
  mode: SyncMode;
  sentences: string[];
  nextPullAt: Date | null;
}

/** What a person asks to catch up on. */
export interface CatchUpWish {
  edits: boolean;
  newRecords: boolean;
  changes: boolean;
}

export interface CaughtUp {
  edits: number;
  newRecords: number;
  changes: number;
}

/** Says what a mode will do before it is chosen, and makes up, on a person's word, for what earlier modes left. */
export class ModeService {
  constructor(private readonly deps: ModeDeps) {}

  /** Null mode: the one in force. Throws ProblemsError not_connected. */
  async preview(workspaceId: Id, wanted: SyncMode | null): Promise<ModePreview> {
    const found = await this.deps.database.inWorkspace(workspaceId, (tx) => this.load(tx, wanted));
    const { connection, current, mode, watermarks, ...counts } = found;
    const pulls = modeCapabilities[mode].pullCreate || modeCapabilities[mode].pullUpdate;
    const incoming = pulls ? await this.incoming(workspaceId, connection, watermarks) : 0;
    const facts = { ...counts, incoming };
    return { ...facts, mode, sentences: modeSentences(current, mode, facts), nextPullAt: connection.nextPullAt };
  }

  private async load(tx: Tx, wanted: SyncMode | null) {
    const connection = await this.connection(tx);
    const { configuration } = await this.deps.settings.of(tx, connection.id);
    const mode = wanted ?? configuration.mode;
    const may = modeCapabilities[mode];
    const settings = { configuration, mapped: await readMappedCustomFields(tx, connection.id, configuration) };
    const unsent = await countUnsent(tx, connection.id, { wonOnly: !may.pushOpen, settings });
    const waiting = await readWaitingPushes(tx, connection.id);
    return {
      connection,
      current: configuration.mode,
      mode,
      unpushedEdits: unsent.edits,
      waitedEdits: await countWaited(tx, connection.id, settings),
      newHere: unsent.newHere,
      skippedByMode: await countSkippedByMode(tx, connection.id, may),
      heldPushes: countHeld(mode, configuration.options.pushLost, waiting),
      watermarks: await readWatermarks(tx, connection.id),
    };
  }

  /** Counted by ConnectWise itself; null when it cannot be asked. Before the first sync nothing is on its way by itself. */
  private async incoming(
    workspaceId: Id,
    connection: ConnectionRecord,
    watermarks: ReadonlyMap<string, Date>,
  ): Promise<number | null> {
    if (!connection.syncStartedAt) return 0;
    try {
      const remote = await this.deps.clients.clientFor({ id: connection.id, workspaceId });
      const counts = await Promise.all(
        registry.map((sync) =>
          this.notSeen(workspaceId, connection.id, remote, sync, watermarks.get(sync.entity) ?? null),
        ),
      );
      return counts.reduce((all, one) => all + one, 0);
    } catch (error) {
      if (error instanceof ConnectWiseError || error instanceof AppError) return null;
      throw error;
    }
  }

  /** What a poll would list and nobody has looked at as it is now: what was taken in, skipped or sent since lies behind the same time. */
  private async notSeen(
    workspaceId: Id,
    connectionId: Id,
    remote: ConnectWiseClient,
    { wire, entity }: EntitySync,
    from: Date | null,
  ): Promise<number> {
    const conditions = from ? since('lastUpdated', from) : undefined;
    const { records, done } = await remote.page(wire, {
      afterId: 0,
      pageSize: MAX_LOOKED_AT,
      ...(conditions ? { conditions } : {}),
    });
    const seen = await this.deps.database.inWorkspace(
      workspaceId,
      (tx) =>
        readSeenAt(
          tx,
          connectionId,
          entity,
          records.map(({ id }) => String(id)),
        ),
      { readOnly: true },
    );
    const unseen = records.filter((record) => {
      const [changedAt, seenAt] = [lastUpdatedOf(record), seen.get(String(record.id))];
      return !changedAt || !seenAt || seenAt < changedAt;
    });
    return unseen.length + (done ? 0 : (await remote.count(wire, conditions)) - records.length);
  }

  /**
   * Sends what was changed or made here and not sent, and has the next poll, which starts at once, look again at what a mode skipped; as far as
   * the mode in force lets it. Throws ProblemsError: not_connected, not_started, nothing_to_do.
   */
  async catchUp(tx: Tx, actor: Actor, wish: CatchUpWish): Promise<CaughtUp> {
    const connection = await this.connection(tx);
    if (!connection.syncStartedAt) return refuse('not_started', 'Start the sync first: Integrations → Start sync.');
    const { configuration } = await this.deps.settings.of(tx, connection.id);
    const may = modeCapabilities[configuration.mode];
    const settings = { configuration, mapped: await readMappedCustomFields(tx, connection.id, configuration) };
    const sends = (kind: 'edits' | 'new') =>
      requestUnsent(
        tx,
        connection.id,
        kind === 'edits' ? { kind, settings, wonOnly: false } : { kind, wonOnly: !may.pushOpen },
        actor.userId,
      );
    if (wish.edits && may.pushUpdate) await releaseHeldEdits(tx, connection.id);
    const done: CaughtUp = {
      edits: wish.edits && may.pushUpdate ? await sends('edits') : 0,
      newRecords: wish.newRecords && (may.pushOpen || may.pushWon) ? await sends('new') : 0,
      changes: wish.changes ? await askForSkipped(tx, connection.id, may) : 0,
    };
    if (done.edits + done.newRecords + done.changes === 0)
      return refuse('nothing_to_do', 'There is nothing to catch up on that the mode in force lets through.');
    if (done.edits + done.newRecords > 0) this.deps.outbox.wakeAfterCommit(tx, connection.id);
    if (done.changes > 0) await this.deps.runs.pollNow(tx);
    await this.deps.audit.record(tx, [
      {
        operation: 'setting',
        status: 'success',
        name: 'Catch up',
        actor: actor.name,
        description: caughtUp(actor.name, done),
      },
    ]);
    return done;
  }

  private async connection(tx: Tx): Promise<ConnectionRecord> {
    return (
      (await this.deps.connections.active(tx)) ??
      refuse('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.')
    );
  }
}

function countHeld(mode: SyncMode, pushLost: boolean, waiting: readonly WaitingPushes[]): number {
  const may = modeCapabilities[mode];
  return waiting
    .filter(
      ({ entity, isLinked, stageKind, reason }) =>
        whyModeHolds({
          entity,
          isLinked,
          may,
          pushLost,
          reason: reason === 'won' ? 'won' : 'updated',
          sale: stageKind ? { name: '', kind: stageKind } : null,
        }) !== null,
    )
    .reduce((sum, { count }) => sum + count, 0);
}
