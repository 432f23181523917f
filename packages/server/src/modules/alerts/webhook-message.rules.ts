import { createHmac } from 'node:crypto';
import type { WebhookForm } from './alert-listeners.queries.ts';

/** What a webhook is told, before it is put into the form that it takes. */
export interface WebhookEvent {
  type: 'alert.opened' | 'alert.resolved' | 'alert.test';
  timestamp: string;
  data: Record<string, string | null>;
}

interface Told {
  id: string;
  key: string;
  kind: string;
  sentence: string;
  remedy: string | null;
  openedAt: Date;
  resolvedAt: Date | null;
}

export function webhookEvent(
  what: 'opened' | 'resolved',
  alert: Told,
  { workspace, url }: { workspace: string; url: string },
): WebhookEvent {
  const { id, key, kind, sentence, remedy, openedAt, resolvedAt } = alert;
  return {
    type: `alert.${what}`,
    timestamp: (resolvedAt ?? openedAt).toISOString(),
    data: {
      alertId: id,
      key,
      kind,
      sentence,
      remedy,
      openedAt: openedAt.toISOString(),
      resolvedAt: resolvedAt?.toISOString() ?? null,
      workspace,
      url,
    },
  };
}

/** The body in the form that the receiver takes. */
export function webhookBody(form: WebhookForm, event: WebhookEvent): string {
  if (form === 'standard') return JSON.stringify(event);
  const text = messageText(event);
  if (form === 'slack') return JSON.stringify({ text });
  return JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [{ type: 'TextBlock', text, wrap: true }],
          actions: event.data.url
            ? [{ type: 'Action.OpenUrl', title: 'Open the alerts', url: event.data.url }]
            : undefined,
        },
      },
    ],
  });
}

const words: Readonly<Record<WebhookEvent['type'], string>> = {
  'alert.opened': 'Alert',
  'alert.resolved': 'Resolved',
  'alert.test': 'Test',
};

function messageText({ type, data }: WebhookEvent): string {
  const remedy = type === 'alert.opened' && data.remedy ? ` ${data.remedy}` : '';
  return `${words[type]} (${data.workspace}): ${data.sentence}${remedy}`;
}

/** The headers of Standard Webhooks (standardwebhooks.com): `secret` is "whsec_" and Base64. The same message keeps its ID in every attempt. */
export function signedHeaders(
  secret: string,
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1_000);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}
