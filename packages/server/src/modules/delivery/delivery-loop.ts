import { type Backoff, backoffMs } from '../../platform/backoff.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { type RepeatedTrouble, repeatedWarning } from '../../platform/repeated-trouble.ts';
import {
  type Channel,
  type ClaimedDelivery,
  claimDelivery,
  noteDelivered,
  noteNotDelivered,
  workspacesWithDeliveries,
} from './delivery.queries.ts';

/** A way to somebody. Throws when it did not work; it is tried again. */
export interface DeliveryChannel {
  deliver(delivery: ClaimedDelivery): Promise<'sent' | 'kept'>;
}

export interface DeliveryLoopDeps {
  database: Pick<Database, 'inWorkspace' | 'acrossWorkspaces'>;
  logger: Pick<Logger, 'warn' | 'info'>;
  channels: Readonly<Record<Channel, DeliveryChannel>>;
  everyMs?: number;
}

const EVERY_MS = 2_000;
/** With the waits between them about a day in all. */
const MAX_ATTEMPTS = 16;
const retries: Backoff = { firstMs: 10_000, maxMs: 6 * 3_600_000 };

/**
 * Sends what waits, in every process and without the job store: that a worker or the job store is away is among what is sent. Two processes
 * never send the same, except one that died between sending and writing it down.
 */
export class DeliveryLoop {
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> | null = null;
  private isStopped = false;
  private isAskedAgain = false;

  private readonly trouble: RepeatedTrouble;

  constructor(private readonly deps: DeliveryLoopDeps) {
    this.trouble = repeatedWarning(deps.logger, 'mails could not be looked at; they wait');
  }

  start(): void {
    this.timer ??= setInterval(() => void this.sendDue(), this.deps.everyMs ?? EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.isStopped = true;
    await this.working;
  }

  /** Sends everything that is due now; asked for while it is at it, it looks once more, for what came after it had looked. */
  sendDue(): Promise<void> {
    if (this.working) this.isAskedAgain = true;
    this.working ??= this.sendUntilQuiet()
      .catch((err: unknown) => this.trouble.tell(err))
      .finally(() => {
        this.working = null;
      });
    return this.working;
  }

  private async sendUntilQuiet(): Promise<void> {
    do {
      this.isAskedAgain = false;
      await this.send();
    } while (this.isAskedAgain && !this.isStopped);
  }

  private async send(): Promise<void> {
    const due = await this.deps.database.acrossWorkspaces(workspacesWithDeliveries);
    for (const { workspaceId } of due) {
      while (!this.isStopped && (await this.sendNext(workspaceId)));
    }
  }

  private async sendNext(workspaceId: Id): Promise<boolean> {
    const { database, channels, logger } = this.deps;
    const delivery = await database.inWorkspace(workspaceId, claimDelivery);
    if (!delivery) return false;
    const { id, channel } = delivery;
    try {
      const state = await channels[channel].deliver(delivery);
      await database.inWorkspace(workspaceId, (tx) => noteDelivered(tx, delivery, state));
      logger.info({ event: 'delivery.done', deliveryId: id, channel, state }, 'a message was delivered');
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const isLast = delivery.attempts >= MAX_ATTEMPTS;
      const delayMs = isLast ? null : backoffMs(delivery.attempts, Math.random(), retries);
      await database.inWorkspace(workspaceId, (tx) => noteNotDelivered(tx, delivery, message.slice(0, 500), delayMs));
      logger.warn(
        { event: 'delivery.failed', deliveryId: id, channel, err: error, isLast },
        'a message was not delivered',
      );
    }
    return true;
  }
}
