import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { backoffMs } from '../../../../platform/backoff.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { type Id, newId } from '../../../../platform/ids.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { inTrace, type OpenSpan } from '../../../../platform/tracing/tracing.ts';
import type { EndOfWork, WorkLog } from '../../../../platform/work-log.ts';
import { wakeWatchers } from '../../../audit/live/live-hub.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import { errorActionOf, pullBackoff } from '../../error-action.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Records } from '../../records/records.ts';
import type { ApplyRemote } from '../apply-remote.ts';
import type { PullContext } from '../context/pull-context.ts';
import { readPullContext, withoutRun } from '../context/read-pull-context.ts';
import type { ForecastLook } from '../forecasts/forecast-look.ts';
import {
  checkAfterPoll,
  countResume,
  finishRun,
  forgetOldRuns,
  noteHoldUp,
  notePulled,
  openRun,
  type RunRow,
  runningPull,
  runState,
  schedulePoll,
  startEntity,
} from '../runs/runs.queries.ts';
import type { BelowLook } from './below-look.ts';
import { releaseLease, takeLease } from './cursor-lease.queries.ts';
import { DeletedLook } from './deleted-look.ts';
import { EntityPull } from './entity-pull.ts';
import { withHeartbeat } from './heartbeat.ts';
import { POLL_EVERY_MINUTES, toCome } from './listing.rules.ts';
import { LookedPages } from './looked-pages.ts';
import { claimPoll, noteQuietPoll } from './quiet-look.queries.ts';
import { QuietLook } from './quiet-look.ts';

export interface PullDeps {
  database: Pick<Database, 'inWorkspace'>;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'of' | 'atRevision' | 'capabilities'>;
  door: ApplyRemote;
  /** A new name for who holds a lease; one that shows whether its process lives. */
  leaseOwner?: () => string;
  records: Records;
  /** What is read of opportunities after each pull; a dry run has none. */
  forecasts?: Pick<ForecastLook, 'run'>;
  /** The same of what hangs below linked records. */
  below?: Pick<BelowLook, 'run'>;
  logger?: Pick<Logger, 'warn'>;
  /** Told of each run that this process takes on. */
  work?: WorkLog;
  /** How long a worker may be silent before another one takes over. */
  leaseMs?: number;
  pageSize?: number;
  /** Attempts in a row within one job before the sweep goes on with it. */
  tries?: number;
}

export interface PullRequest {
  workspaceId: Id;
  connectionId: Id;
  kind: 'initial' | 'poll' | 'manual';
}

/** How a worker is told to stop, and says that it is alive. */
export interface PullControl {
  signal: AbortSignal;
  touch(): Promise<void>;
}

type Claimed = 'none' | 'poll' | 'nothing_to_take_in';

const HELD_ELSEWHERE = 'held by another worker';

/** A look at four lists takes seconds; so long nobody else begins the same poll. */
const CLAIM_SECONDS = 60;

/**
 * One pull of a connection: every record of the registry, parents first, each from its cursor. All state is in PostgreSQL, so a
 * worker that is killed leaves a run that the next one goes on with, page by page.
 */
export class PullService {
  private readonly entityPull: EntityPull;
  private readonly quietLook: QuietLook;
  private readonly deletedLook: DeletedLook;

  constructor(private readonly deps: PullDeps) {
    this.entityPull = new EntityPull(deps.database, deps.door);
    this.quietLook = new QuietLook(deps);
    this.deletedLook = new DeletedLook(deps);
  }

  /** Goes on with the run of this connection, or opens one when a poll is due that finds something. Answers whether a pull was finished. */
  async run(request: PullRequest, control: PullControl): Promise<boolean> {
    const claimed = await this.claim(request);
    if (claimed === 'nothing_to_take_in') return this.lookForDeleted(request, control);
    const isClaimed = claimed === 'poll';
    const looked = new LookedPages();
    if (isClaimed && (await this.wasQuiet(request, looked, control))) return true;
    const run = await this.runFor(request, isClaimed);
    if (!run) return false;
    return inTrace(traceOf(request, run), (span) => this.goOn(request, run, looked, control, span));
  }

  private async goOn(
    request: PullRequest,
    run: RunRow,
    looked: LookedPages,
    control: PullControl,
    span: OpenSpan,
  ): Promise<boolean> {
    const { workspaceId, connectionId } = request;
    const isResumed = run.entities.some(({ startedAt }) => startedAt !== null);
    const { id: runId, kind } = run;
    const endOfWork =
      this.deps.work?.begin({ what: 'run', kind, workspaceId, connectionId, runId, isResumed }) ?? noEnd;
    const end: EndOfWork = (outcome, more) => {
      span.tell({ 'causeway.outcome': outcome });
      endOfWork(outcome, more);
    };
    for (let attempt = 1; ; attempt++) {
      try {
        const isDone = await this.attempt(request, run, looked, control);
        end(isDone ? 'done' : 'taken_over');
        return isDone;
      } catch (error) {
        if (control.signal.aborted) {
          end('stopped');
          return false;
        }
        span.failed(error);
        const goesOn = await this.afterFailure(request, run, error);
        if (!goesOn || attempt >= (this.deps.tries ?? 4)) {
          end(
            endOfAttempt(error),
            error instanceof StoppedError ? {} : { code: codeOf(error), error: messageOf(error) },
          );
          return false;
        }
        await sleep(backoffMs(attempt, Math.random(), pullBackoff), undefined, { signal: control.signal }).catch(
          () => undefined,
        );
      }
    }
  }

  /** Takes the poll that is due, unless a pull is running that the worker had better go on with. */
  private claim({ workspaceId, connectionId, kind }: PullRequest): Promise<Claimed> {
    if (kind !== 'poll') return Promise.resolve('none');
    return this.deps.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.deps.connections.byId(tx, connectionId);
      if (connection?.state !== 'connected' || (await runningPull(tx, connectionId))) return 'none';
      if (!(await claimPoll(tx, connectionId, CLAIM_SECONDS))) return 'none';
      const { pullCreate, pullUpdate } = await this.deps.settings.capabilities(tx, connectionId);
      if (pullCreate || pullUpdate) return 'poll';
      await schedulePoll(tx, connectionId, POLL_EVERY_MINUTES, { onlyIfDue: false });
      return 'nothing_to_take_in';
    });
  }

  /** A mode that takes nothing in sends to records that are linked, so what became of those is looked at as in every other one. */
  private async lookForDeleted(request: PullRequest, control: PullControl): Promise<false> {
    const connection = { id: request.connectionId, workspaceId: request.workspaceId };
    try {
      const pullContext = await readPullContext(this.deps, request, withoutRun, control.signal);
      await this.deletedLook.run(pullContext, control.signal);
    } catch (error) {
      if (control.signal.aborted) return false;
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.deps.health.reportFailure(connection, error);
    }
    return false;
  }

  /** A poll that finds nothing leaves two times behind and no run. What goes wrong here shows in the run that tries again. */
  private async wasQuiet(request: PullRequest, looked: LookedPages, control: PullControl): Promise<boolean> {
    const { workspaceId, connectionId } = request;
    try {
      const pullContext = await readPullContext(this.deps, request, withoutRun, control.signal);
      await this.lookForDeletedToo(pullContext, control.signal);
      if (!(await this.quietLook.isQuiet(pullContext, looked, control.signal))) return false;
      await this.deps.health.reportSuccess({ id: connectionId, workspaceId });
      await this.deps.database.inWorkspace(workspaceId, async (tx) => {
        await noteQuietPoll(tx, connectionId, POLL_EVERY_MINUTES);
        await forgetOldRuns(tx, connectionId, pullContext.configuration.options.keepRunsDays);
        await wakeWatchers(tx);
      });
      await this.lookAfter(pullContext, control.signal);
      this.deps.work?.quietPoll({ workspaceId, connectionId });
      return true;
    } catch {
      return false;
    }
  }

  /** The run that tries again looks for none that are deleted, so that this is told here. */
  private async lookForDeletedToo(pullContext: PullContext, signal: AbortSignal): Promise<void> {
    try {
      await this.deletedLook.run(pullContext, signal);
    } catch (error) {
      if (!signal.aborted)
        this.deps.logger?.warn(
          { err: error, connectionId: pullContext.connectionId },
          'looking for records that ConnectWise has marked as deleted failed; the next poll looks again',
        );
      throw error;
    }
  }

  /** The running pull; else, for a poll that was taken, a new one. */
  private runFor({ workspaceId, connectionId }: PullRequest, isClaimed: boolean): Promise<RunRow | null> {
    return this.deps.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.deps.connections.byId(tx, connectionId);
      if (connection?.state !== 'connected') return null;
      const running = await runningPull(tx, connectionId);
      if (running) return running;
      if (!isClaimed) return null;
      await schedulePoll(tx, connectionId, POLL_EVERY_MINUTES, { onlyIfDue: false });
      await openRun(tx, {
        id: newId(),
        connectionId,
        kind: 'poll',
        entities: this.deps.records.all.map((sync) => sync.entity),
      });
      return runningPull(tx, connectionId);
    });
  }

  private async attempt(
    request: PullRequest,
    run: RunRow,
    looked: LookedPages,
    control: PullControl,
  ): Promise<boolean> {
    const { workspaceId, connectionId } = request;
    const pullContext = await readPullContext(this.deps, request, run, control.signal);
    const { keepRunsDays } = pullContext.configuration.options;
    for (const sync of this.deps.records.all) {
      // A person may ask for one kind of record alone.
      if (!run.entities.some(({ entity }) => entity === sync.entity)) continue;
      const ended = await this.pullEntity({ ...pullContext, looked }, run, sync, control);
      if (ended === HELD_ELSEWHERE) return false;
    }
    await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      await finishRun(tx, run.id, 'done', null);
      if (run.kind !== 'initial') await checkAfterPoll(tx, connectionId, run.id);
      if (run.entities.length === this.deps.records.all.length) await notePulled(tx, connectionId);
      await forgetOldRuns(tx, connectionId, keepRunsDays);
    });
    await this.lookAfter({ ...pullContext, runId: null }, control.signal, run.kind);
    return true;
  }

  /** What no listing tells of. The first sync has just read it all. */
  private async lookAfter(pullContext: PullContext, signal: AbortSignal, kind?: RunRow['kind']): Promise<void> {
    if (kind !== 'initial') await this.deps.below?.run(pullContext, signal);
    await this.deps.forecasts?.run(pullContext.workspaceId, pullContext.connectionId, signal);
  }

  private async pullEntity(
    pullContext: PullContext,
    run: RunRow,
    sync: EntitySync,
    control: PullControl,
  ): Promise<typeof HELD_ELSEWHERE | 'done'> {
    const { database, leaseMs = 15_000, pageSize = 1_000 } = this.deps;
    const { workspaceId, connectionId } = pullContext;
    const held = await database.inWorkspace(workspaceId, async (tx) => {
      const now = await runningPull(tx, connectionId);
      const entity = now?.id === run.id ? now.entities.find((e) => e.entity === sync.entity) : undefined;
      if (!entity) return HELD_ELSEWHERE;
      if (entity.finishedAt) return 'done';
      const cursor = await takeLease(tx, {
        connectionId,
        entity: sync.entity,
        owner: (this.deps.leaseOwner ?? newId)(),
        leaseMs,
      });
      if (cursor?.listing) await countResume(tx, run.id);
      return cursor ? { cursor, isCounted: entity.expected !== null } : HELD_ELSEWHERE;
    });
    if (typeof held === 'string') return held;
    const { cursor, isCounted } = held;
    const connection = { id: connectionId, workspaceId };
    try {
      await withHeartbeat(database, workspaceId, cursor.lease, control.signal, async (signal) => {
        const expected =
          run.kind === 'initial' && !isCounted ? await pullContext.remote.count(sync.wire, toCome(cursor)) : null;
        await database.inWorkspace(workspaceId, (tx) => startEntity(tx, run.id, sync.entity, expected));
        const onPage = async () => {
          await control.touch();
          await this.deps.health.reportSuccess(connection);
          await this.stopWhenTold(workspaceId, run.id);
        };
        await this.entityPull.run(pullContext, sync, cursor, { pageSize, signal, onPage });
      });
    } catch (error) {
      await database.inWorkspace(workspaceId, (tx) => releaseLease(tx, cursor.lease)).catch(() => undefined);
      throw error;
    }
    return 'done';
  }

  /** A pause takes effect at the next page, and the run waits for the resume; so does the end of a run that was cancelled. */
  private async stopWhenTold(workspaceId: Id, runId: Id): Promise<void> {
    const { database } = this.deps;
    const { goesOn, isHeldUp } = await database.inWorkspace(workspaceId, (tx) => runState(tx, runId), {
      readOnly: true,
    });
    if (isHeldUp) await database.inWorkspace(workspaceId, (tx) => noteHoldUp(tx, runId, null));
    if (!goesOn) throw new StoppedError();
  }

  /** Says what holds the run up. Answers whether trying again in this job makes sense; if not, the sweep goes on with it later. */
  private async afterFailure(request: PullRequest, run: RunRow, error: unknown): Promise<boolean> {
    if (error instanceof StoppedError) return false;
    const errorAction = errorActionOf(error);
    if (errorAction === 'yield') return false;
    const connection = { id: request.connectionId, workspaceId: request.workspaceId };
    const failure = { code: codeOf(error), message: messageOf(error) };
    if (error instanceof ConnectWiseError) await this.deps.health.reportFailure(connection, error);
    await this.deps.database
      .inWorkspace(request.workspaceId, (tx) =>
        errorAction === 'quarantine' ? finishRun(tx, run.id, 'failed', failure) : noteHoldUp(tx, run.id, failure),
      )
      .catch(() => undefined);
    return errorAction === 'retry';
  }
}

const traceOf = ({ workspaceId, connectionId }: PullRequest, { id, kind, traceParent }: RunRow) => ({
  name: `run ${kind}`,
  parent: traceParent,
  facts: {
    'causeway.workspace_id': workspaceId,
    'causeway.connection_id': connectionId,
    'causeway.run_id': id,
    'causeway.run_kind': kind,
  },
});

class StoppedError extends Error {}

const noEnd: EndOfWork = () => undefined;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** `failed`: the run is over. `held_up`: another worker, or a later try, goes on with it. */
function endOfAttempt(error: unknown): string {
  if (error instanceof StoppedError) return 'paused_or_cancelled';
  const action = errorActionOf(error);
  if (action === 'yield') return 'taken_over';
  return action === 'quarantine' ? 'failed' : 'held_up';
}

const codeOf = (error: unknown): string => (error instanceof ConnectWiseError ? error.kind : 'unavailable');
