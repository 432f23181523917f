import { hostname } from 'node:os';
import { toldOf } from '../../platform/database/away.ts';
import type { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { beat, forgetOldProcesses, noteEnd } from './process-heartbeat.queries.ts';
import { BEAT_EVERY_MS, type ProcessKind } from './process-standing.rules.ts';

export interface HeartbeatDeps {
  database: Pick<Database, 'acrossWorkspaces'>;
  jobs: Pick<JobQueue, 'isReady'>;
  logger: Pick<Logger, 'warn' | 'info'>;
  secrets: Pick<SecretBox, 'keyNames'>;
}

/** Says every few seconds that this process lives and whether it reaches the job store. It goes silent by itself when the process freezes. */
export class Heartbeat {
  private readonly id = newId();
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;
  private hasFailed = false;

  constructor(
    private readonly deps: HeartbeatDeps,
    private readonly kind: ProcessKind,
  ) {}

  async start(everyMs = BEAT_EVERY_MS): Promise<void> {
    this.timer = setInterval(() => void this.beat(), everyMs);
    await this.beat();
  }

  /** Says goodbye, so that nobody takes the silence for a failure. */
  async stop(): Promise<void> {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
    await this.beating;
    await this.deps.database.acrossWorkspaces((tx) => noteEnd(tx, this.id)).catch(() => undefined);
  }

  private beat(): Promise<void> {
    this.beating ??= this.tell().finally(() => {
      this.beating = null;
    });
    return this.beating;
  }

  private async tell(): Promise<void> {
    const { database, jobs, logger, secrets } = this.deps;
    const { id, kind } = this;
    try {
      const isJobStoreReady = await jobs.isReady();
      await database.acrossWorkspaces(async (tx) => {
        await beat(tx, { id, kind, host: hostname(), pid: process.pid, isJobStoreReady, keyNames: secrets.keyNames });
        await forgetOldProcesses(tx);
      });
      if (this.hasFailed) logger.info('the heartbeat of this process is heard again');
      this.hasFailed = false;
    } catch (err) {
      if (!this.hasFailed)
        logger.warn(toldOf(err), 'the heartbeat of this process could not be written; others take it for silent');
      this.hasFailed = true;
    }
  }
}
