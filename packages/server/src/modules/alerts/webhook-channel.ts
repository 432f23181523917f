import { z } from 'zod';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import type { Transport } from '../../connectwise/client/transport.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import type { ClaimedDelivery } from '../delivery/delivery.queries.ts';
import type { DeliveryChannel } from '../delivery/delivery-loop.ts';
import { webhookWithSecret } from './alert-listeners.queries.ts';
import { signedHeaders, type WebhookEvent, webhookBody } from './webhook-message.rules.ts';

export interface WebhookChannelDeps {
  database: Pick<Database, 'inWorkspace'>;
  /** Its guard lets requests out to public addresses over https, and to hosts that the operator has named. */
  transport: Transport;
  secrets: Pick<SecretBox, 'open'>;
  clock: Clock;
}

const eventSchema = z.object({
  type: z.enum(['alert.opened', 'alert.resolved', 'alert.test']),
  timestamp: z.string(),
  data: z.record(z.string(), z.string().nullable()),
});

export const secretPlace = (workspaceId: Id, webhookId: Id): string => `${workspaceId}:webhook.secret:${webhookId}`;

/** Posts events to webhooks, signed. */
export class WebhookChannel implements DeliveryChannel {
  constructor(private readonly deps: WebhookChannelDeps) {}

  async deliver({ id, workspaceId, recipient, body }: ClaimedDelivery): Promise<'sent'> {
    await this.post(workspaceId, recipient, { messageId: id, event: eventSchema.parse(body) });
    return 'sent';
  }

  /** Throws an error with a sentence for people unless the webhook answers with success. */
  async post(
    workspaceId: Id,
    webhookId: Id,
    { messageId, event }: { messageId: string; event: WebhookEvent },
  ): Promise<void> {
    const webhook = await this.deps.database.inWorkspace(workspaceId, (tx) => webhookWithSecret(tx, webhookId), {
      readOnly: true,
    });
    // Removed meanwhile: nobody waits for it.
    if (!webhook) return;
    const secret = this.deps.secrets.open(webhook.secretSealed, secretPlace(workspaceId, webhookId));
    const body = webhookBody(webhook.form, event);
    const { status } = await this.deps.transport
      .send({
        method: 'POST',
        url: new URL(webhook.url),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Causeway',
          ...signedHeaders(secret, { id: messageId, at: this.deps.clock.now(), body }),
        },
        body,
      })
      .catch((error: unknown) => {
        throw error instanceof ConnectWiseError ? new Error(error.message, { cause: error }) : error;
      });
    if (status < 200 || status > 299) throw new Error(`The webhook "${webhook.name}" answered with ${status}.`);
  }
}
