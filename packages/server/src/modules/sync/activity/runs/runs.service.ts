import type { EntityType, SetupStep } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import { AppError, type Problem, ProblemsError, refuse } from '../../../../platform/errors.ts';
import { type Id, isId, newId } from '../../../../platform/ids.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { usableConnection } from '../../../connection/usable-connection.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import type { SyncSettingsService } from '../../../integration/settings/sync-settings.service.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { firstSyncCancelled, pollCancelled } from '../../messages/run.messages.ts';
import { MissedChanges } from '../../modes/missed-changes.ts';
import type { PreviewService } from '../../preview/preview.service.ts';
import { checkSoon } from '../../pull/callbacks/callbacks.queries.ts';
import { POLL_EVERY_MINUTES } from '../../pull/poll/listing.rules.ts';
import { pullJob } from '../../pull/poll/wake-ups.ts';
import {
  advancePollForWaiting,
  cancelRun,
  findRun,
  noteNotStarted,
  noteStarted,
  openRun,
  type RunRow,
  runningPull,
  schedulePoll,
} from '../../pull/runs/runs.queries.ts';
import type { PushOutbox } from '../../push/outbox/push-outbox.service.ts';
import { registry } from '../../registry.ts';

export interface RunsDeps {
  connections: Connections;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'warn'>;
  audit: AuditLog;
  settings: Pick<SettingsService, 'lock' | 'of'>;
  outbox: Pick<PushOutbox, 'wakeAfterCommit'>;
  syncSettings: Pick<SyncSettingsService, 'problemsBySection'>;
  previews: Pick<PreviewService, 'require'>;
}

/** Something that keeps the sync from starting, and the step of the set-up in which it is mended. */
export interface StartProblem extends Problem {
  step: SetupStep;
}

export interface StartOptions {
  /** The preview whose word is taken; without it the newest finished one. */
  previewId?: Id | null;
  /** Starts for the first time without one. */
  withoutPreview?: boolean;
  /** Only what is made in ConnectWise from now on comes in; asks for no preview, since nothing that is there is touched. */
  onlyNew?: boolean;
}

const everyEntity: readonly PulledEntity[] = registry.map((sync) => sync.entity);

/** Starts and ends pulls on a person's word. A run is a row; the job only wakes a worker, and the sweep does when the job store is down. */
export class RunsService {
  private readonly missed: MissedChanges;

  constructor(private readonly deps: RunsDeps) {
    this.missed = new MissedChanges(deps);
  }

  /**
   * Starts the first sync and the poll after it, or answers the pull that is running (requirement R49). All that keeps it from starting is
   * told at once (R48). The settings stay locked until the commit, so the run goes by what was judged.
   */
  async start(
    tx: Tx,
    { previewId = null, withoutPreview = false, onlyNew = false }: StartOptions = {},
  ): Promise<RunRow> {
    const connection = await usableConnection(this.deps.connections, tx);
    const running = await runningPull(tx, connection.id);
    if (running) return running;
    await this.deps.settings.lock(tx, connection.id);
    const problems = await this.startProblems(tx, connection.id);
    const needsPreview = previewId !== null || (connection.syncStartedAt === null && !withoutPreview && !onlyNew);
    if (needsPreview)
      await this.deps.previews.require(tx, connection.id, previewId).catch((error: unknown) => {
        if (!(error instanceof ProblemsError)) throw error;
        problems.push(...error.problems.map((problem) => ({ ...problem, step: 'preview' as const })));
      });
    if (problems.length > 0) throw new ProblemsError(problems);
    if (connection.syncStoppedAt) await this.missed.request(tx, connection.id, connection.syncStoppedAt);
    await noteStarted(tx, connection.id, { onlyNew });
    await checkSoon(tx, connection.id);
    await schedulePoll(tx, connection.id, POLL_EVERY_MINUTES, { onlyIfDue: false });
    return this.open(tx, connection.id, 'initial');
  }

  /** Polls now instead of at the next quarter of an hour, one kind of record alone where it is named; or answers the pull that is running. */
  async pollNow(tx: Tx, entity: EntityType | null = null): Promise<RunRow> {
    const only = entity === null ? null : registry.find((sync) => sync.entity === entity)?.entity;
    if (only === undefined) return refuse('not_synced', 'Records of this kind are not listed by themselves.', 'entity');
    const connection = await usableConnection(this.deps.connections, tx);
    if (!connection.syncStartedAt) return refuse('not_started', 'Start the sync first: Integrations → Start sync.');
    return this.open(tx, connection.id, 'manual', only === null ? undefined : [only]);
  }

  /** Ends a pull after the page that is being written. What came in stays; the next one goes on behind it. */
  async cancel(tx: Tx, runId: Id, actor: string): Promise<RunRow> {
    const ended = isId(runId) ? await cancelRun(tx, runId) : null;
    const run = isId(runId) ? await findRun(tx, runId) : null;
    if (!run) return refuse('not_found', 'There is no such run.', 'id');
    if (!ended) return refuse('not_running', 'This run is over already, or is a push, which ends by itself.', 'id');
    const isFirst = ended.kind === 'initial';
    if (isFirst) await noteNotStarted(tx, ended.connectionId);
    const description = isFirst ? firstSyncCancelled() : pollCancelled();
    await this.deps.audit.record(tx, [{ operation: 'setting', status: 'success', description, actor, runId }]);
    return run;
  }

  /** Polls soon when records wait for one that was linked just now. */
  async pollForWaiting(tx: Tx, connectionId: Id): Promise<void> {
    if (await advancePollForWaiting(tx, connectionId)) this.wake(tx, connectionId, 'poll');
  }

  private async startProblems(tx: Tx, connectionId: Id): Promise<StartProblem[]> {
    const problems = await this.deps.syncSettings.problemsBySection(tx, connectionId);
    return problems.map(({ step, problem }) => ({ ...problem, step }));
  }

  private wake(tx: Tx, connectionId: Id, kind: 'initial' | 'manual' | 'poll'): void {
    tx.afterCommit(() => {
      this.deps.queue.enqueue(pullJob, { workspaceId: tx.workspaceId, connectionId, kind }).catch((error: unknown) => {
        this.deps.logger.warn(
          { err: error, connectionId },
          'could not wake a worker for a pull; the sweep will find it',
        );
      });
    });
  }

  private async open(tx: Tx, connectionId: Id, kind: 'initial' | 'manual', entities = everyEntity): Promise<RunRow> {
    await openRun(tx, { id: newId(), connectionId, kind, entities });
    this.wake(tx, connectionId, kind);
    const run = await runningPull(tx, connectionId);
    if (!run) throw new AppError('conflict', 'The run ended while it was being started. Try again.');
    return run;
  }
}
