import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import type { Tx } from '../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../platform/errors.ts';
import { type Id, isId, newId } from '../../platform/ids.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import type { DeliveryService } from '../delivery/delivery.service.ts';
import type { WorkspaceQueries } from '../workspace/workspace.queries.ts';
import { type AlertPreference, type AlertRules, alertPreferenceSchema, alertRulesSchema } from './alert-kind.rules.ts';
import {
  deleteWebhook,
  insertWebhook,
  listeners,
  putPreference,
  putRules,
  storedRules,
  type WebhookRow,
  webhooks,
} from './alert-listeners.queries.ts';
import { testMail } from './alert-mail.rules.ts';
import { preferenceOf } from './alert-notifier.ts';
import { secretPlace, type WebhookChannel } from './webhook-channel.ts';

export interface AlertSettingsDeps {
  deliveries: DeliveryService;
  workspaces: WorkspaceQueries;
  guard: Pick<OutboundGuard, 'reasonAgainst'>;
  secrets: Pick<SecretBox, 'seal'>;
  channel: WebhookChannel;
  publicUrl: string;
}

const MAX_WEBHOOKS = 20;
const MAX_NAME = 100;
const MAX_URL = 2_000;

/** What people hear, from when on, and which webhooks are told. */
export class AlertSettingsService {
  constructor(private readonly deps: AlertSettingsDeps) {}

  async preference(tx: Tx, userId: Id): Promise<AlertPreference> {
    const listener = (await listeners(tx)).find((one) => one.userId === userId);
    return preferenceOf(listener ?? { role: 'viewer', preference: null });
  }

  async savePreference(tx: Tx, userId: Id, input: object): Promise<AlertPreference> {
    const preference = checked(alertPreferenceSchema, input);
    await putPreference(tx, userId, preference);
    return preference;
  }

  async settings(tx: Tx): Promise<{ rules: AlertRules; webhooks: WebhookRow[] }> {
    return { rules: alertRulesSchema.parse((await storedRules(tx)) ?? {}), webhooks: await webhooks(tx) };
  }

  async saveRules(tx: Tx, input: object): Promise<AlertRules> {
    const rules = checked(alertRulesSchema, input);
    await putRules(tx, rules);
    return rules;
  }

  /** The secret is in the answer, and cannot be had again. */
  async addWebhook(tx: Tx, input: Omit<WebhookRow, 'id'>): Promise<{ webhook: WebhookRow; secret: string }> {
    const name = input.name.trim();
    if (name === '' || name.length > MAX_NAME)
      return refuse('invalid_name', `Give the webhook a name of at most ${MAX_NAME} characters.`, 'name');
    const url = this.allowedUrl(input.url.trim());
    if ((await webhooks(tx)).length >= MAX_WEBHOOKS)
      return refuse('too_many', `A workspace has at most ${MAX_WEBHOOKS} webhooks. Remove one first.`);
    const webhook = { id: newId(), name, url, form: input.form };
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const secretSealed = this.deps.secrets.seal(secret, secretPlace(tx.workspaceId, webhook.id));
    await insertWebhook(tx, { ...webhook, secretSealed });
    return { webhook, secret };
  }

  async removeWebhook(tx: Tx, id: Id): Promise<WebhookRow> {
    const removed = isId(id) ? await deleteWebhook(tx, id) : undefined;
    return removed ?? refuse('not_found', 'There is no such webhook; it may have been removed.', 'id');
  }

  /** A mail to the person who asks. */
  async sendTestMail(tx: Tx, userId: Id): Promise<string> {
    const listener = (await listeners(tx)).find((one) => one.userId === userId);
    if (!listener) return refuse('not_found', 'You were removed from this workspace.');
    const workspace = await this.deps.workspaces.current(tx);
    await this.deps.deliveries.mail(
      tx,
      listener.email,
      testMail({ workspace: workspace.name, url: `${this.deps.publicUrl}/alerts` }),
    );
    return this.deps.deliveries.sendsMail
      ? `A test mail to ${listener.email} is on its way.`
      : 'This installation sends no mail; the test is in the outbox.';
  }

  /** Tells a webhook now, and says what came of it. */
  async testWebhook(tx: Tx, id: Id): Promise<string> {
    const webhook = (await webhooks(tx)).find((one) => one.id === id);
    if (!webhook) return refuse('not_found', 'There is no such webhook; it may have been removed.', 'id');
    const workspace = await this.deps.workspaces.current(tx);
    const data = {
      sentence: 'This is a test. Alerts of this workspace arrive here.',
      workspace: workspace.name,
      url: `${this.deps.publicUrl}/alerts`,
    };
    const event = { type: 'alert.test' as const, timestamp: new Date().toISOString(), data };
    await this.deps.channel
      .post(tx.workspaceId, id, { messageId: newId(), event })
      .catch((error: Error) => refuse('not_delivered', error.message));
    return `The webhook "${webhook.name}" took the test.`;
  }

  private allowedUrl(text: string): string {
    const url = URL.canParse(text) && text.length <= MAX_URL ? new URL(text) : null;
    if (!url) return refuse('invalid_url', 'Enter the whole address, beginning with https://.', 'url');
    const reason = this.deps.guard.reasonAgainst(url);
    return reason === null ? url.toString() : refuse('host_not_allowed', reason, 'url');
  }
}

function checked<T extends z.ZodType>(schema: T, input: object): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ProblemsError(
    parsed.error.issues.map(({ path, message }) => ({ code: 'invalid_value', field: path.join('.'), message })),
  );
}
