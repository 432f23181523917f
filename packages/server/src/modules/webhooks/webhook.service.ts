import { randomBytes } from 'node:crypto';
import type { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { refuse } from '../../platform/errors.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import { type Id, isId, newId } from '../../platform/ids.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { recordSecurityEvent, type SecurityEventKind } from '../audit/security/security-event.queries.ts';
import { askAgain, askAgainForMissed, type DeliveryRow, deliveryById } from './webhook-deliveries.queries.ts';
import { type WebhookEventWord, webhookEvents } from './webhook-event.rules.ts';
import type { WebhookForm } from './webhook-message.rules.ts';
import { claimTest, endAttempt, insertAttempt, noteArrived } from './webhook-outbox.queries.ts';
import { personReason } from './webhook-outcome.rules.ts';
import { secretPlace, type WebhookSender } from './webhook-sender.ts';
import {
  deleteWebhook,
  insertWebhook,
  replaceSecret,
  switchOff,
  switchOn,
  updateWebhook,
  type WebhookRow,
  webhookById,
  webhooks,
} from './webhooks.queries.ts';

export interface WebhookServiceDeps {
  database: Pick<Database, 'inWorkspace'>;
  guard: Pick<OutboundGuard, 'reasonAgainst'>;
  secrets: Pick<SecretBox, 'seal'>;
  sender: WebhookSender;
  clock: Clock;
  /** Called after the commit, so that nobody waits for the next look. */
  wake: () => void;
}

/** Who does it, for the security log. */
export interface By {
  actor: Pick<Actor, 'userId' | 'name'>;
  address: string;
}

export interface WebhookDraft {
  name: string;
  url: string;
  form: WebhookForm;
  events: readonly WebhookEventWord[];
}

const MAX_WEBHOOKS = 20;
const MAX_NAME = 100;
const MAX_URL = 2_000;
/** A week: whoever needs longer makes a second webhook. */
const MAX_OVERLAP_HOURS = 168;
const HOUR_MS = 3_600_000;

/** Addresses that are told what happens, each signed with a secret of its own. */
export class WebhookService {
  constructor(private readonly deps: WebhookServiceDeps) {}

  /** The secret is in the answer, and cannot be had again. */
  async add(tx: Tx, input: WebhookDraft, by: By): Promise<{ webhook: WebhookRow; secret: string }> {
    const draft = this.checked(input);
    if ((await webhooks(tx)).length >= MAX_WEBHOOKS)
      return refuse('too_many', `A workspace has at most ${MAX_WEBHOOKS} webhooks. Remove one first.`);
    const id = newId();
    const secret = newSecret();
    await insertWebhook(tx, { id, ...draft, secretSealed: this.sealed(tx, id, secret) });
    await this.tell(tx, 'webhook_added', draft.name, by, `Added the webhook "${draft.name}" at ${hostOf(draft.url)}.`);
    return { webhook: await this.get(tx, id), secret };
  }

  /** What is not given stays. */
  async change(tx: Tx, id: Id, input: Partial<WebhookDraft>, by: By): Promise<WebhookRow> {
    const { name, url, form, events } = await this.get(tx, id);
    const known = webhookEvents.filter((event) => events.includes(event));
    const draft = this.checked({ name, url, form, events: known, ...input });
    await updateWebhook(tx, { id, ...draft });
    const moved = draft.url === url ? '' : ` It is at ${hostOf(draft.url)} now.`;
    await this.tell(tx, 'webhook_changed', draft.name, by, `Changed the webhook "${draft.name}".${moved}`);
    return this.get(tx, id);
  }

  async remove(tx: Tx, id: Id, by: By): Promise<WebhookRow> {
    const webhook = await this.get(tx, id);
    await deleteWebhook(tx, id);
    await this.tell(tx, 'webhook_removed', webhook.name, by, `Removed the webhook "${webhook.name}".`);
    return webhook;
  }

  /** A new secret; messages are signed with the old one as well until the overlap is over. */
  async rotate(tx: Tx, id: Id, overlapHours: number, by: By): Promise<{ webhook: WebhookRow; secret: string }> {
    if (!(overlapHours >= 0 && overlapHours <= MAX_OVERLAP_HOURS))
      return refuse('invalid', `Both secrets may sign for 0 to ${MAX_OVERLAP_HOURS} hours.`, 'overlapHours');
    const { name } = await this.get(tx, id);
    const secret = newSecret();
    await replaceSecret(tx, id, this.sealed(tx, id, secret), overlapHours * HOUR_MS);
    const old =
      overlapHours === 0 ? 'the old one is worth nothing now' : `the old one signs for ${overlapHours} more hours`;
    await this.tell(tx, 'webhook_secret_rotated', name, by, `The webhook "${name}" got a new secret; ${old}.`);
    return { webhook: await this.get(tx, id), secret };
  }

  async switch(tx: Tx, id: Id, to: 'on' | 'off', by: By): Promise<WebhookRow> {
    const { name } = await this.get(tx, id);
    if (to === 'on') {
      await switchOn(tx, id);
      await this.tell(tx, 'webhook_switched_on', name, by, `Switched the webhook "${name}" on.`);
    } else {
      const reason = personReason(by.actor.name, this.deps.clock.now());
      if (await switchOff(tx, id, { because: 'person', reason }))
        await this.tell(tx, 'webhook_switched_off', name, by, `Switched the webhook "${name}" off.`);
    }
    return this.get(tx, id);
  }

  /** Sends one message again, under the same ID. */
  async repeat(tx: Tx, deliveryId: Id): Promise<DeliveryRow> {
    const delivery = isId(deliveryId) ? await deliveryById(tx, deliveryId) : undefined;
    if (!delivery)
      return refuse('not_found', 'There is no such delivery; it may be older than deliveries are kept.', 'id');
    await this.mustBeOn(tx, delivery.webhookId);
    if (!(await askAgain(tx, deliveryId)))
      return refuse('conflict', 'This message is being sent at this moment. Look again in a minute.', 'id');
    tx.afterCommit(this.deps.wake);
    return (await deliveryById(tx, deliveryId)) ?? delivery;
  }

  /** Sends everything again that did not arrive. Answers how many messages that are. */
  async repeatMissed(tx: Tx, id: Id): Promise<number> {
    await this.mustBeOn(tx, id);
    const count = await askAgainForMissed(tx, id);
    tx.afterCommit(this.deps.wake);
    return count;
  }

  /** Tells a webhook now, also one that is off, and says what came of it. No transaction is open while it answers. */
  async test(workspaceId: Id, id: Id): Promise<string> {
    const { database, sender } = this.deps;
    const claimed = isId(id) ? await database.inWorkspace(workspaceId, (tx) => claimTest(tx, id)) : undefined;
    if (!claimed) return refuse('not_found', NONE, 'id');
    const attempt = await sender.send(workspaceId, claimed);
    const { error } = attempt;
    await database.inWorkspace(workspaceId, async (tx) => {
      if (!(await endAttempt(tx, claimed, { state: error === null ? 'delivered' : 'failed' }))) return;
      await insertAttempt(tx, claimed.id, attempt);
      if (error === null) await noteArrived(tx, id);
    });
    return error === null ? `The webhook "${claimed.name}" took the test.` : refuse('not_delivered', error);
  }

  async get(tx: Tx, id: Id): Promise<WebhookRow> {
    const webhook = isId(id) ? await webhookById(tx, id) : undefined;
    return webhook ?? refuse('not_found', NONE, 'id');
  }

  private async mustBeOn(tx: Tx, id: Id): Promise<void> {
    const webhook = await this.get(tx, id);
    if (webhook.offAt) refuse('switched_off', `The webhook "${webhook.name}" is off. Switch it on first.`, 'id');
  }

  private checked(input: WebhookDraft): WebhookDraft {
    const name = input.name.trim();
    if (name === '' || name.length > MAX_NAME)
      return refuse('invalid_name', `Give the webhook a name of at most ${MAX_NAME} characters.`, 'name');
    const events = webhookEvents.filter((event) => input.events.includes(event));
    if (events.length === 0) return refuse('no_events', 'Choose at least one event.', 'events');
    return { name, url: this.allowedUrl(input.url.trim()), form: input.form, events };
  }

  private allowedUrl(text: string): string {
    if (text.length > MAX_URL)
      return refuse('invalid_url', `Enter an address of at most ${MAX_URL.toLocaleString('en-US')} characters.`, 'url');
    const url = URL.canParse(text) ? new URL(text) : null;
    if (!url) return refuse('invalid_url', 'Enter the whole address, beginning with https://.', 'url');
    const reason = this.deps.guard.reasonAgainst(url);
    return reason === null ? url.toString() : refuse('host_not_allowed', reason, 'url');
  }

  private sealed(tx: Tx, id: Id, secret: string): string {
    return this.deps.secrets.seal(secret, secretPlace(tx.workspaceId, id));
  }

  private tell(tx: Tx, kind: SecurityEventKind, subject: string, { actor, address }: By, description: string) {
    return recordSecurityEvent(tx, { kind, actorId: actor.userId, actor: actor.name, subject, address, description });
  }
}

const NONE = 'There is no such webhook; it may have been removed.';

const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/** The path of an address may be a secret of its own. */
const hostOf = (url: string): string => new URL(url).host;
