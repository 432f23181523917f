import type { Database } from '../../../platform/database/database.ts';
import { isLeaseLost } from '../../../platform/errors.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import { previewInterrupted, previewPaused } from '../messages/preview.messages.ts';
import { ApplyRemote, type ApplyRemoteDeps } from '../pull/apply-remote.ts';
import { whileBeating } from '../pull/poll/heartbeat.ts';
import { type PullControl, type PullDeps, PullService } from '../pull/poll/pull.service.ts';
import { findRun, openRun } from '../pull/runs/runs.queries.ts';
import { records, registry } from '../registry.ts';
import { finishPreview, type HeldPreview, releasePreview, renewPreview, takePreview } from './preview.queries.ts';
import { storeRecords } from './preview-records.queries.ts';
import { openShadow, type Shadow } from './shadow.ts';

export interface PreviewMakerDeps
  extends Omit<PullDeps, 'door' | 'database' | 'records'>,
    Omit<ApplyRemoteDeps, 'database' | 'records'> {
  database: Database;
  /** DSN of the application role, past any pooler. */
  sessionUrl: string;
  logger: Pick<Logger, 'warn'>;
}

/** A worker that was killed so often on one preview will not live through it next time either. */
const MAX_ATTEMPTS = 4;
/** So soon at the latest a worker hears that its preview was cancelled. */
const LISTEN_EVERY_MS = 2_000;

/**
 * Makes previews: runs a first sync, by the very code that will run it, on a shadow of the workspace, and stores what came of it. The
 * sync that follows decides the same because nothing decides here.
 */
export class PreviewMaker {
  constructor(private readonly deps: PreviewMakerDeps) {}

  /** Makes this preview unless another worker is at it, or it is over. Nothing but the preview itself is written. */
  async make(workspaceId: Id, previewId: Id, control: PullControl): Promise<void> {
    const { database, leaseMs = 15_000 } = this.deps;
    const held = await database.inWorkspace(workspaceId, (tx) => takePreview(tx, previewId, leaseMs));
    if (!held) return;
    try {
      if (held.attempts > MAX_ATTEMPTS) await this.fail(workspaceId, held, previewInterrupted());
      else
        await whileBeating(
          () => this.renew(workspaceId, held),
          Math.min(leaseMs / 3, LISTEN_EVERY_MS),
          control.signal,
          (signal) => this.tryOnce(workspaceId, held, { ...control, signal }),
        );
    } catch (error) {
      if (isLeaseLost(error)) return;
      if (control.signal.aborted) return await this.release(workspaceId, held);
      this.deps.logger.warn({ err: error, previewId }, 'a preview failed');
      await this.fail(workspaceId, held, error instanceof Error ? error.message : String(error));
    }
  }

  private async tryOnce(workspaceId: Id, held: HeldPreview, control: PullControl): Promise<void> {
    const { connectionId } = held.preview;
    const shadow = await openShadow(this.deps.database, {
      url: this.deps.sessionUrl,
      workspaceId,
      connectionId,
      signal: control.signal,
    });
    try {
      const runId = await this.pull(shadow, workspaceId, held, control);
      if (control.signal.aborted) return await this.release(workspaceId, held);
      const run = await shadow.engine.inWorkspace(workspaceId, (tx) => findRun(tx, runId));
      if (run?.state !== 'done') return await this.fail(workspaceId, held, run?.error ?? previewPaused());
      await storeRecords(shadow.session, workspaceId, runId, held.lease);
      await this.deps.database.inWorkspace(workspaceId, (tx) =>
        finishPreview(tx, held.lease, { state: 'done', entities: run.entities }),
      );
    } finally {
      await shadow.close();
    }
  }

  /** The pull of a first sync, page by page, with the settings that the preview was asked for with. */
  private async pull(
    shadow: Shadow,
    workspaceId: Id,
    { preview, lease }: HeldPreview,
    control: PullControl,
  ): Promise<Id> {
    const { connectionId, settingsRevision } = preview;
    const database = shadow.engine;
    const runId = newId();
    await database.inWorkspace(workspaceId, (tx) =>
      openRun(tx, {
        id: runId,
        connectionId,
        kind: 'initial',
        entities: registry.map((sync) => sync.entity),
        settingsRevision,
      }),
    );
    const touch = async () => {
      await control.touch();
      const run = await database.inWorkspace(workspaceId, (tx) => findRun(tx, runId));
      await this.deps.database.inWorkspace(workspaceId, (tx) => renewPreview(tx, lease, run?.entities));
    };
    const pull = new PullService({
      ...this.deps,
      database,
      records,
      door: new ApplyRemote({ ...this.deps, database, records }),
    });
    await pull.run({ workspaceId, connectionId, kind: 'initial' }, { signal: control.signal, touch });
    return runId;
  }

  /** Throws when the preview is not this worker's any more; a database that is away for a moment is no reason to stop. */
  private renew(workspaceId: Id, { lease }: HeldPreview): Promise<void> {
    return this.deps.database
      .inWorkspace(workspaceId, (tx) => renewPreview(tx, lease))
      .catch((error: unknown) => {
        if (isLeaseLost(error)) throw error;
      });
  }

  private release(workspaceId: Id, { lease }: HeldPreview): Promise<void> {
    return this.deps.database.inWorkspace(workspaceId, (tx) => releasePreview(tx, lease)).catch(() => undefined);
  }

  private fail(workspaceId: Id, { lease }: HeldPreview, error: string): Promise<void> {
    return this.deps.database
      .inWorkspace(workspaceId, (tx) => finishPreview(tx, lease, { state: 'failed', error }))
      .catch(() => undefined);
  }
}
