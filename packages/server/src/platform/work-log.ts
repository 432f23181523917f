import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** What a worker takes on, and is over at some time. */
export type Work =
  | { what: 'run'; kind: string; workspaceId: string; connectionId: string; runId: string; isResumed?: boolean }
  | {
      what: 'push';
      entity: string;
      workspaceId: string;
      connectionId: string;
      runId: string;
      localId: string;
      attempt: number;
    };

/** Tells how a piece of work ended; the second time it says nothing. */
export type EndOfWork = (outcome: string, more?: { code?: string; error?: string }) => void;

/** Writes the log lines `sync.run_started`, `sync.run_ended`, `sync.push_started` and `sync.push_ended`, and counts what they tell. */
export class WorkLog {
  constructor(
    private readonly logger: Pick<Logger, 'info'>,
    private readonly metrics: Metrics,
  ) {}

  /** Called when the work begins; what it answers is called when it is over. */
  begin({ what, ...fields }: Work): EndOfWork {
    const startedAt = performance.now();
    this.logger.info({ event: `sync.${what}_started`, ...fields }, `a ${what} started`);
    if ('kind' in fields) this.metrics.count('runs_started_total', { kind: fields.kind });
    else this.metrics.count('pushes_started_total', { entity: fields.entity });
    let isOver = false;
    return (outcome, more = {}) => {
      if (isOver) return;
      isOver = true;
      const seconds = (performance.now() - startedAt) / 1_000;
      const durationMs = Math.round(seconds * 1_000);
      this.logger.info({ event: `sync.${what}_ended`, outcome, durationMs, ...fields, ...more }, `a ${what} ended`);
      if ('kind' in fields) {
        this.metrics.count('runs_ended_total', { kind: fields.kind, outcome });
        this.metrics.observe('run_duration_seconds', { kind: fields.kind, outcome }, seconds);
      } else {
        this.metrics.count('pushes_ended_total', { entity: fields.entity, outcome });
        this.metrics.observe('push_duration_seconds', { entity: fields.entity, outcome }, seconds);
      }
    };
  }

  /** A poll that found nothing leaves no run, but it was made. */
  quietPoll(fields: { workspaceId: string; connectionId: string }): void {
    this.metrics.count('polls_quiet_total');
    this.logger.info({ event: 'sync.poll_quiet', ...fields }, 'a poll found nothing new');
  }
}
