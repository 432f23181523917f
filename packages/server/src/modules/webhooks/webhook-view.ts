import type { Webhook, WebhookDelivery, WebhookState } from './webhook.type.ts';
import type { DeliveryRow } from './webhook-deliveries.queries.ts';
import { webhookEvents } from './webhook-event.rules.ts';
import type { WebhookRow } from './webhooks.queries.ts';

/** A webhook in the API's words. */
export function shownWebhook(row: WebhookRow): Webhook {
  return {
    ...row,
    events: webhookEvents.filter((event) => row.events.includes(event)),
    state: stateOf(row),
    sentence: row.offReason ?? row.lastError,
  };
}

const stateOf = ({ offAt, failingSince }: WebhookRow): WebhookState => {
  if (offAt) return 'off';
  return failingSince ? 'failing' : 'active';
};

export const shownDelivery = (row: DeliveryRow, payload: string): WebhookDelivery => ({
  ...row,
  type: row.event.replace('_', '.'),
  payload,
});
