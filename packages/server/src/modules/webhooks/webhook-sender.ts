import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import type { Transport } from '../../connectwise/client/transport.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Id } from '../../platform/ids.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { cleanText } from '../audit/audit-event.rules.ts';
import { type DeliveryEvent, type Facts, webhookMessage } from './webhook-event.rules.ts';
import { signedHeaders, type WebhookForm, webhookBody } from './webhook-message.rules.ts';
import type { ClaimedRow } from './webhook-outbox.queries.ts';
import { type Attempt, refusalOf, retryAfterOf } from './webhook-outcome.rules.ts';

export interface WebhookSenderDeps {
  /** Its guard lets requests out to public addresses over https, and to hosts that the operator has named. It follows no redirect. */
  transport: Transport;
  secrets: Pick<SecretBox, 'open'>;
  clock: Clock;
  publicUrl: string;
}

/** Characters of an answer that are kept. */
const KEPT_ANSWER = 1_000;

export const secretPlace = (workspaceId: Id, webhookId: Id): string => `${workspaceId}:webhook.secret:${webhookId}`;

/** Posts messages to webhooks, signed; the one way out, for what happens and for tests. No transaction is open meanwhile. */
export class WebhookSender {
  constructor(private readonly deps: WebhookSenderDeps) {}

  /** What a message looks like on its way. */
  bodyOf(message: { event: string; facts: unknown; createdAt: Date; form: WebhookForm; workspace: string }): string {
    const { form, createdAt, workspace } = message;
    const event = { event: eventOf(message.event), facts: factsOf(message.facts), at: createdAt };
    return webhookBody(form, webhookMessage(event, { workspace, publicUrl: this.deps.publicUrl }));
  }

  /** Never throws for what the receiver does; throws when `signal` is aborted. */
  async send(workspaceId: Id, claimed: ClaimedRow, signal?: AbortSignal): Promise<Attempt> {
    const startedAt = performance.now();
    const ended = (attempt: Omit<Attempt, 'durationMs'>): Attempt => ({
      ...attempt,
      durationMs: Math.round(performance.now() - startedAt),
    });
    try {
      const { status, headers, text } = await this.post(workspaceId, claimed, signal);
      return ended({
        statusCode: status,
        answer: text === '' ? null : cleanText(text, KEPT_ANSWER),
        error: refusalOf(claimed.name, status),
        retryAfterMs: retryAfterOf(headers['retry-after'], this.deps.clock.now()),
      });
    } catch (error) {
      signal?.throwIfAborted();
      return ended({ statusCode: null, answer: null, error: sentenceOf(error), retryAfterMs: null });
    }
  }

  private post(workspaceId: Id, claimed: ClaimedRow, signal: AbortSignal | undefined) {
    const { webhookId, messageId, url, secretSealed, previousSecretSealed } = claimed;
    const place = secretPlace(workspaceId, webhookId);
    const sealed = previousSecretSealed === null ? [secretSealed] : [secretSealed, previousSecretSealed];
    const secrets = sealed.map((one) => this.deps.secrets.open(one, place));
    const body = this.bodyOf(claimed);
    return this.deps.transport.send({
      method: 'POST',
      url: new URL(url),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Causeway',
        ...signedHeaders(secrets, { id: messageId, at: this.deps.clock.now(), body }),
      },
      body,
      ...(signal ? { signal } : {}),
    });
  }
}

const sentenceOf = (error: unknown): string =>
  error instanceof ConnectWiseError || error instanceof Error ? error.message : String(error);

const isObject = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const factsOf = (facts: unknown): Facts => (isObject(facts) ? facts : {});

const events: ReadonlySet<string> = new Set<DeliveryEvent>([
  'run_finished',
  'issue_opened',
  'issue_resolved',
  'record_failed',
  'link_broken',
  'connection_paused',
  'alert_opened',
  'alert_resolved',
  'webhook_test',
]);
const isEvent = (word: string): word is DeliveryEvent => events.has(word);
function eventOf(word: string): DeliveryEvent {
  if (isEvent(word)) return word;
  throw new Error(`"${word}" is no event of webhooks.`);
}
