import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { backoffMs } from '../../../../platform/backoff.ts';
import { databaseTime } from '../../../../platform/database/database-time.queries.ts';
import { type Id, newId } from '../../../../platform/ids.ts';
import type { EndOfWork, WorkLog } from '../../../../platform/work-log.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import { filterLists } from '../../../integration/filters/pull-filters.ts';
import { errorActionOf, pullBackoff } from '../../error-action.ts';
import { reconciled } from '../../messages/reconcile-description.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Records } from '../../records/records.ts';
import { breakGone } from '../break-gone.ts';
import { whileBeating } from '../poll/heartbeat.ts';
import { runningPull } from '../runs/runs.queries.ts';
import {
  endReconcile,
  findReconcile,
  forgetOldReconciles,
  leaseReconcile,
  openReconcile,
  type ReconcileLease,
  type ReconcileRow,
  releaseReconcile,
  renewReconcile,
  runningReconcile,
  scheduleReconcile,
} from './reconcile.queries.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { unexplained } from './reconcile-counts.ts';
import { finishReconciledEntity, readGone } from './reconcile-page.queries.ts';
import { type ReconcilePageDeps, reconcilePage, type WalkedPage } from './reconcile-page.ts';
import { readWriteContext } from './write-context.ts';

export interface ReconcileDeps extends ReconcilePageDeps {
  audit: AuditLog;
  records: Records;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'of' | 'atRevision'>;
  leaseOwner?: () => string;
  /** Told of each reconcile that this process takes on. */
  work?: WorkLog;
  leaseMs?: number;
  pageSize?: number;
}

/** How a worker is told to stop, and says that it is alive. */
export interface ReconcileControl {
  signal: AbortSignal;
  touch(): Promise<void>;
}

/** Attempts in a row before the sweep goes on with it a minute later. */
const TRIES = 3;
const HELD_UP_MS = 60_000;

/**
 * Holds everything that ConnectWise has against everything that is linked, kind by kind and page by page: what polls cannot see, because it was
 * deleted, merged or changed without a new `lastUpdated`, is seen here. All state is in PostgreSQL; a killed one goes on at its page.
 */
export class ReconcileService {
  constructor(private readonly deps: ReconcileDeps) {}

  /** Opens the nightly reconcile where it is due, goes on with the one that runs. Answers whether one was finished. */
  async run(workspaceId: Id, connectionId: Id, control: ReconcileControl): Promise<boolean> {
    const { database, leaseMs = 15_000 } = this.deps;
    const lease = await database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.deps.connections.byId(tx, connectionId);
      if (connection?.state !== 'connected' || !connection.syncStartedAt) return null;
      const { configuration } = await this.deps.settings.of(tx, connectionId);
      const { hour, differences } = configuration.options.reconcile;
      const isDue = await scheduleReconcile(tx, connectionId, hour, { onlyIfDue: true });
      const running = await runningPull(tx, connectionId);
      if (running?.kind === 'initial') return null;
      if (isDue) {
        const heals = differences === 'heal';
        await openReconcile(tx, {
          connectionId,
          kind: 'nightly',
          heals,
          requestedBy: null,
          entities: this.deps.records.all.map(({ entity }) => entity),
        });
      }
      return leaseReconcile(tx, connectionId, { owner: (this.deps.leaseOwner ?? newId)(), leaseMs });
    });
    if (!lease) return false;
    const work = { what: 'run', kind: 'reconcile', workspaceId, connectionId, runId: lease.reconcileId } as const;
    const end: EndOfWork = this.deps.work?.begin(work) ?? (() => undefined);
    for (let attempt = 1; ; attempt++) {
      try {
        const isDone = await this.attempt(workspaceId, connectionId, lease, control);
        end(isDone ? 'done' : 'taken_over');
        return isDone;
      } catch (error) {
        if (control.signal.aborted || error instanceof StoppedError) {
          end(control.signal.aborted ? 'stopped' : 'paused_or_cancelled');
          await this.release(workspaceId, lease, null);
          return false;
        }
        const goesOn = await this.afterFailure({ id: connectionId, workspaceId }, lease, error, attempt >= TRIES);
        if (!goesOn) {
          end('held_up_or_failed', { error: error instanceof Error ? error.message : String(error) });
          return false;
        }
        const pause = backoffMs(attempt, Math.random(), pullBackoff);
        await sleep(pause, undefined, { signal: control.signal }).catch(() => undefined);
      }
    }
  }

  private async attempt(
    workspaceId: Id,
    connectionId: Id,
    lease: ReconcileLease,
    control: ReconcileControl,
  ): Promise<boolean> {
    const { database } = this.deps;
    const beat = () => database.inWorkspace(workspaceId, (tx) => renewReconcile(tx, lease));
    return whileBeating(beat, lease.leaseMs / 3, control.signal, async (signal) => {
      const connection = { id: connectionId, workspaceId };
      const remote = await this.deps.clients.clientFor(connection, { signal });
      const { row, configuration, lists, newSince, writes } = await database.inWorkspace(workspaceId, async (tx) => {
        const found = await runningReconcile(tx, connectionId);
        const settings = await this.deps.settings.atRevision(tx, connectionId, found?.settingsRevision ?? null);
        return {
          row: found,
          newSince: (await this.deps.connections.byId(tx, connectionId))?.syncNewSince ?? null,
          configuration: settings,
          writes: await readWriteContext(tx, connectionId, settings),
          lists: await readReferenceLists(tx, connectionId, filterLists),
        };
      });
      if (row?.id !== lease.reconcileId) return false;
      const capabilities = modeCapabilities[configuration.mode];
      const context: ReconcileContext = {
        pull: { workspaceId, connectionId, remote, configuration, capabilities, lists, newSince, runId: row.id },
        lease,
        heals: row.heals,
        sendsEdits: capabilities.pushUpdate,
        writes,
      };
      for (const sync of this.deps.records.all) {
        const entity = row.entities.find((one) => one.entity === sync.entity);
        if (!entity || entity.finishedAt) continue;
        if (!entity.isListed) await this.walk(context, sync, entity.afterId, signal, control);
        await this.finishReconciledEntity(context, sync);
      }
      await this.finish(workspaceId, connectionId, lease);
      return true;
    });
  }

  /** Every page from the position on; the next one is fetched while one is compared. */
  private async walk(
    context: ReconcileContext,
    sync: EntitySync,
    from: number,
    signal: AbortSignal,
    control: ReconcileControl,
  ): Promise<void> {
    const { workspaceId, connectionId } = context.pull;
    let next: Promise<WalkedPage> | null = this.fetch(context, sync, from);
    while (next) {
      const walked: WalkedPage = await next;
      signal.throwIfAborted();
      next = walked.page.done ? null : this.fetch(context, sync, walked.page.lastId);
      await reconcilePage(this.deps, context, sync, walked);
      await control.touch();
      await this.deps.health.reportSuccess({ id: connectionId, workspaceId });
      await this.stopWhenTold(workspaceId, connectionId);
      signal.throwIfAborted();
    }
  }

  private fetch({ pull }: ReconcileContext, sync: EntitySync, after: number): Promise<WalkedPage> {
    const { database, pageSize = 1_000 } = this.deps;
    const walked = (async () => {
      const askedAt = await database.inWorkspace(pull.workspaceId, databaseTime, { readOnly: true });
      return { askedAt, after, page: await pull.remote.page(sync.wire, { afterId: after, pageSize }) };
    })();
    // It may fail before anyone waits for it; it is awaited later and throws then.
    walked.catch(() => undefined);
    return walked;
  }

  /** All that is gone of a kind is judged at once, so that a wave is held before the first link breaks. */
  private async finishReconciledEntity({ pull, lease }: ReconcileContext, sync: EntitySync): Promise<void> {
    const { workspaceId, connectionId } = pull;
    const { reconcileId } = lease;
    await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      await renewReconcile(tx, lease);
      const linkIds = await readGone(tx, connectionId, reconcileId, sync.entity);
      const lookedAt = (await findReconcile(tx, reconcileId))?.startedAt ?? new Date(0);
      const scope = { connectionId, sync, runId: reconcileId };
      const removals = await breakGone(tx, this.deps, scope, { linkIds, lookedAt });
      await finishReconciledEntity(tx, { connectionId, reconcileId }, sync, removals);
    });
  }

  private async finish(workspaceId: Id, connectionId: Id, lease: ReconcileLease): Promise<void> {
    await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      await endReconcile(tx, lease, 'done', null);
      await forgetOldReconciles(tx, connectionId);
      const row = await findReconcile(tx, lease.reconcileId);
      if (row) await this.deps.audit.record(tx, [eventOf(row)]);
    });
  }

  /** A pause takes effect at the next page; the reconcile waits for the resume. */
  private async stopWhenTold(workspaceId: Id, connectionId: Id): Promise<void> {
    const connection = await this.deps.database.inWorkspace(
      workspaceId,
      (tx) => this.deps.connections.byId(tx, connectionId),
      { readOnly: true },
    );
    if (!connection || connection.state === 'paused') throw new StoppedError();
  }

  /** Says what holds it up. Answers whether to try again at once. */
  private async afterFailure(
    connection: { id: Id; workspaceId: Id },
    lease: ReconcileLease,
    error: unknown,
    isLast: boolean,
  ): Promise<boolean> {
    const action = errorActionOf(error);
    if (action === 'yield') return false;
    if (error instanceof ConnectWiseError) await this.deps.health.reportFailure(connection, error);
    const failure = {
      code: error instanceof ConnectWiseError ? error.kind : 'unavailable',
      message: error instanceof Error ? error.message : String(error),
    };
    if (action === 'quarantine' || !isRepeatable(error))
      await this.deps.database
        .inWorkspace(connection.workspaceId, (tx) => endReconcile(tx, lease, 'failed', failure))
        .catch(() => undefined);
    else if (isLast || action !== 'retry')
      await this.release(connection.workspaceId, lease, { ...failure, waitMs: HELD_UP_MS });
    else return true;
    return false;
  }

  private async release(
    workspaceId: Id,
    lease: ReconcileLease,
    why: { code: string; message: string; waitMs: number } | null,
  ): Promise<void> {
    await this.deps.database.inWorkspace(workspaceId, (tx) => releaseReconcile(tx, lease, why)).catch(() => undefined);
  }
}

/** A fault of our own code would fail the same way every minute. */
const isRepeatable = (error: unknown): boolean => !(error instanceof TypeError || error instanceof RangeError);

class StoppedError extends Error {}

const eventOf = (row: ReconcileRow) => {
  const sum = (of: (entity: ReconcileRow['entities'][number]) => number) =>
    row.entities.reduce((total, entity) => total + of(entity), 0);
  const figures = {
    there: sum((e) => e.there),
    linked: sum((e) => e.linked),
    differing: sum((e) => e.differing),
    healed: sum((e) => e.healed),
    gone: sum((e) => e.gone),
    unexplained: sum(unexplained),
  };
  const held = sum((e) => (e.removals === 'held' ? e.gone - e.kept : 0));
  const kept = sum((e) => e.kept);
  return {
    operation: 'check',
    status: 'info',
    code: 'reconciled',
    runId: row.id,
    actor: row.requestedBy,
    description: reconciled({ ...figures, removals: { held, kept } }),
  } as const;
};
