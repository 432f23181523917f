import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { type RepeatedTrouble, repeatedWarning } from '../../platform/repeated-trouble.ts';
import type { AlertCheckService } from './alert-check.service.ts';
import { claimChecks } from './alerts.queries.ts';

export interface AlertLoopDeps {
  database: Pick<Database, 'acrossWorkspaces'>;
  logger: Pick<Logger, 'warn'>;
  checks: AlertCheckService;
  checkEverySeconds: number;
}

/** Looks at the states of all workspaces, in every process: that no worker lives must be noticed without one. */
export class AlertLoop {
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> | null = null;

  private readonly trouble: RepeatedTrouble;

  constructor(private readonly deps: AlertLoopDeps) {
    this.trouble = repeatedWarning(deps.logger, 'alerts could not be looked at; the next look follows');
  }

  start(): void {
    this.timer ??= setInterval(() => void this.look(), this.deps.checkEverySeconds * 600);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.working;
  }

  private look(): Promise<void> {
    this.working ??= this.checkDue()
      .catch((err: unknown) => this.trouble.tell(err))
      .finally(() => {
        this.working = null;
      });
    return this.working;
  }

  private async checkDue(): Promise<void> {
    const due = await this.deps.database.acrossWorkspaces((tx) => claimChecks(tx, this.deps.checkEverySeconds));
    for (const { workspaceId } of due) {
      await this.deps.checks.check(workspaceId).catch((err: unknown) => {
        this.deps.logger.warn({ err, workspaceId }, 'the alerts of a workspace could not be looked at');
      });
    }
  }
}
