import type { Database, Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { type RepeatedTrouble, repeatedWarning } from '../../platform/repeated-trouble.ts';
import { recordSecurityEvent } from '../audit/security/security-event.queries.ts';
import {
  type ClaimedRow,
  claimNext,
  dueWebhooks,
  endAttempt,
  giveBack,
  insertAttempt,
  noteArrived,
  noteNotArrived,
} from './webhook-outbox.queries.ts';
import {
  type Attempt,
  failingReason,
  goneReason,
  nextStep,
  SWITCHED_OFF_AFTER_HOURS,
} from './webhook-outcome.rules.ts';
import type { WebhookSender } from './webhook-sender.ts';
import { forgetOldSecrets, switchOff } from './webhooks.queries.ts';

export interface WebhookLoopDeps {
  database: Pick<Database, 'inWorkspace' | 'acrossWorkspaces'>;
  logger: Pick<Logger, 'warn' | 'info'>;
  sender: WebhookSender;
  everyMs?: number;
}

const EVERY_MS = 2_000;
/** Webhooks that are told at the same time by one process. */
const MAX_LANES = 100;
/** How long a process that ends waits for the attempts that it is at. */
const PATIENCE_MS = 2_000;
const FORGET_EVERY_MS = 3_600_000;

/**
 * Sends what the outbox of webhooks holds, in every process and without the job store: that a worker or the job store is away is among what is
 * told. Each webhook has a lane of its own, so one that hangs holds nobody up. A process that dies between sending and writing it down sends
 * the message once more, under the same ID.
 */
export class WebhookLoop {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private isAskedAgain = false;
  private readonly lanes = new Map<Id, Promise<void>>();
  private readonly ending = new AbortController();
  private forgotAt = 0;
  private isStopped = false;

  private readonly trouble: RepeatedTrouble;

  constructor(private readonly deps: WebhookLoopDeps) {
    this.trouble = repeatedWarning(deps.logger, 'webhooks could not be looked at; their messages wait');
  }

  start(): void {
    this.timer ??= setInterval(() => void this.look(), this.deps.everyMs ?? EVERY_MS);
  }

  /** Gives running attempts a moment, then leaves them: who comes next sends them again. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    const patience = setTimeout(() => this.ending.abort(new Error('This process ends.')), PATIENCE_MS);
    this.isStopped = true;
    await this.looking;
    await Promise.all(this.lanes.values());
    clearTimeout(patience);
  }

  /** Looks at once; for after a commit that wrote something. */
  readonly wake = (): void => void this.look();

  /** Sends everything that is due now, and answers when that is done. */
  async sendDue(): Promise<void> {
    await this.look();
    await Promise.all(this.lanes.values());
  }

  private look(): Promise<void> {
    if (this.looking) this.isAskedAgain = true;
    this.looking ??= this.lookUntilQuiet()
      .catch((err: unknown) => this.trouble.tell(err))
      .finally(() => {
        this.looking = null;
      });
    return this.looking;
  }

  private async lookUntilQuiet(): Promise<void> {
    do {
      this.isAskedAgain = false;
      const due = await this.deps.database.acrossWorkspaces(dueWebhooks);
      for (const { workspaceId, webhookId } of due) {
        if (this.isStopped || this.lanes.size >= MAX_LANES || this.lanes.has(webhookId)) continue;
        this.lanes.set(webhookId, this.lane(workspaceId, webhookId));
      }
      if (due.length > 0) await this.forget(due.map(({ workspaceId }) => workspaceId));
    } while (this.isAskedAgain && !this.isStopped);
  }

  private async lane(workspaceId: Id, webhookId: Id): Promise<void> {
    try {
      while (!this.isStopped && (await this.sendNext(workspaceId, webhookId)));
    } catch (err) {
      this.deps.logger.warn({ err, workspaceId, webhookId }, 'a webhook could not be told; its messages wait');
    } finally {
      this.lanes.delete(webhookId);
    }
  }

  private async sendNext(workspaceId: Id, webhookId: Id): Promise<boolean> {
    const { database, sender } = this.deps;
    const claimed = await database.inWorkspace(workspaceId, (tx) => claimNext(tx, webhookId));
    if (!claimed) return false;
    if (claimed.isOff) {
      await database.inWorkspace(workspaceId, (tx) => endAttempt(tx, claimed, { state: 'stopped' }));
      return true;
    }
    try {
      const attempt = await sender.send(workspaceId, claimed, this.ending.signal);
      await this.write(workspaceId, claimed, attempt);
      return true;
    } catch (error) {
      if (!this.ending.signal.aborted) throw error;
      await database.inWorkspace(workspaceId, (tx) => giveBack(tx, claimed));
      return false;
    }
  }

  private async write(workspaceId: Id, claimed: ClaimedRow, attempt: Attempt): Promise<void> {
    const { database, logger } = this.deps;
    const { webhookId, messageId, name } = claimed;
    const step = nextStep(attempt, claimed.attempts - claimed.earlierAttempts, Math.random());
    const off = await database.inWorkspace(workspaceId, async (tx) => {
      const end =
        step.kind === 'retry'
          ? { delayMs: step.delayMs }
          : ({ state: step.kind === 'delivered' ? 'delivered' : 'failed' } as const);
      if (!(await endAttempt(tx, claimed, end))) return null;
      await insertAttempt(tx, claimed.id, attempt);
      if (attempt.error === null) {
        await noteArrived(tx, webhookId);
        return null;
      }
      const failing = await noteNotArrived(tx, webhookId, attempt.error);
      if (step.kind === 'gone')
        return this.giveUp(tx, claimed, { because: 'gone', reason: goneReason(name, new Date()) });
      if (step.kind !== 'given_up' || !failing || failing.hours < SWITCHED_OFF_AFTER_HOURS) return null;
      return this.giveUp(tx, claimed, {
        because: 'failing',
        reason: failingReason(name, failing.since, attempt.error),
      });
    });
    const facts = { workspaceId, webhookId, messageId, statusCode: attempt.statusCode, durationMs: attempt.durationMs };
    if (attempt.error === null) logger.info({ event: 'webhook.delivered', ...facts }, 'a webhook was told');
    else logger.warn({ event: 'webhook.failed', ...facts, step: step.kind }, attempt.error);
    if (off !== null) logger.warn({ event: 'webhook.switched_off', workspaceId, webhookId }, off);
  }

  private async giveUp(
    tx: Tx,
    { webhookId, name }: ClaimedRow,
    { because, reason }: { because: 'gone' | 'failing'; reason: string },
  ): Promise<string | null> {
    if (!(await switchOff(tx, webhookId, { because, reason }))) return null;
    const what = { kind: 'webhook_switched_off', actorId: null, actor: 'Causeway', subject: name } as const;
    await recordSecurityEvent(tx, { ...what, description: reason });
    return reason;
  }

  private async forget(workspaceIds: readonly Id[]): Promise<void> {
    if (Date.now() - this.forgotAt < FORGET_EVERY_MS) return;
    this.forgotAt = Date.now();
    for (const workspaceId of new Set(workspaceIds))
      await this.deps.database.inWorkspace(workspaceId, forgetOldSecrets);
  }
}
