import { createHmac } from 'node:crypto';
import type { WebhookMessage } from './webhook-event.rules.ts';

export type WebhookForm = 'standard' | 'slack' | 'teams';

/** The body in the form that the receiver takes. */
export function webhookBody(form: WebhookForm, message: WebhookMessage): string {
  if (form === 'standard') return JSON.stringify(message);
  const text = messageText(message);
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
          actions: [{ type: 'Action.OpenUrl', title: 'Open in Causeway', url: message.data.url }],
        },
      },
    ],
  });
}

const words: Readonly<Record<string, string>> = {
  'run.finished': 'Run',
  'issue.opened': 'Issue',
  'issue.resolved': 'Issue',
  'record.failed': 'Failed',
  'link.broken': 'Broken link',
  'connection.paused': 'Paused',
  'alert.opened': 'Alert',
  'alert.resolved': 'Resolved',
  'webhook.test': 'Test',
};

function messageText({ type, data }: WebhookMessage): string {
  const remedy = type === 'alert.opened' && typeof data.remedy === 'string' ? ` ${data.remedy}` : '';
  return `${words[type] ?? type} (${data.workspace}): ${data.sentence}${remedy}`;
}

/**
 * The headers of Standard Webhooks (standardwebhooks.com). Each secret is "whsec_" and Base64; while an old one is still good there are two, and
 * a signature with each. The same message keeps its ID in every attempt.
 */
export function signedHeaders(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1_000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
