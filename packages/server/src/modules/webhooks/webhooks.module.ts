import { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import { Transport } from '../../connectwise/client/transport.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { WebhookResolver } from './webhook.resolver.ts';
import { WebhookService } from './webhook.service.ts';
import { WebhookLoop } from './webhook-loop.ts';
import { WebhookSender } from './webhook-sender.ts';

export interface WebhooksModuleDeps {
  database: Database;
  logger: Logger;
  clock: Clock;
  secrets: SecretBox;
  publicUrl: string;
  /** Hosts that are not public or not https, to which webhooks may go all the same. */
  hosts: readonly string[];
}

export interface WebhooksModule {
  loop: WebhookLoop;
  resolvers: object[];
  close(): Promise<void>;
}

/** The longest wait for an answer, and for an attempt as a whole. */
const ANSWER_MS = 10_000;
const ATTEMPT_MS = 15_000;
/** More of an answer is not read. */
const ANSWER_BYTES = 4_096;

/** Addresses that are told what happens: an outbox that the tables fill by themselves, and the loop that sends it. */
export function createWebhooks(deps: WebhooksModuleDeps): WebhooksModule {
  const { database, logger, clock, secrets, publicUrl, hosts } = deps;
  const guard = new OutboundGuard(hosts, { anyPublicHost: true });
  const transport = new Transport({
    guard,
    timeoutMs: ANSWER_MS,
    totalTimeoutMs: ATTEMPT_MS,
    readsAtMostBytes: ANSWER_BYTES,
  });
  const sender = new WebhookSender({ transport, secrets, clock, publicUrl });
  const loop = new WebhookLoop({ database, logger, sender });
  const service = new WebhookService({ database, guard, secrets, sender, clock, wake: loop.wake });
  return {
    loop,
    resolvers: [new WebhookResolver(service, sender)],
    close: async () => {
      await loop.stop();
      await transport.close();
    },
  };
}
