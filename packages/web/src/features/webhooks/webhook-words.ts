import type { Tone } from '../../components/status-badge.tsx';
import type { WebhookDeliveryState, WebhookEvent, WebhookForm, WebhookState } from '../../graphql/graphql.ts';

export const eventWords: Readonly<Record<WebhookEvent, string>> = {
  RUN_FINISHED: 'A run finished',
  ISSUE_OPENED: 'An issue opened',
  ISSUE_RESOLVED: 'An issue was resolved or dismissed',
  RECORD_FAILED: 'A record failed, each attempt',
  LINK_BROKEN: 'A link broke',
  CONNECTION_PAUSED: 'The sync was paused',
  ALERT_OPENED: 'An alert opened',
  ALERT_RESOLVED: 'An alert is over',
};
export const eventOptions = (Object.entries(eventWords) as [WebhookEvent, string][]).map(([value, label]) => ({
  value,
  label,
}));

/** As in the messages: "run.finished". */
export const typeOf = (event: WebhookEvent): string => event.toLowerCase().replace('_', '.');

export const formWords: Readonly<Record<WebhookForm, string>> = {
  STANDARD: 'JSON (Standard Webhooks)',
  SLACK: 'Slack message',
  TEAMS: 'Teams message',
};
export const formOptions = (Object.entries(formWords) as [WebhookForm, string][]).map(([value, label]) => ({
  value,
  label,
}));

export const stateWords: Readonly<Record<WebhookState, { tone: Tone; label: string }>> = {
  ACTIVE: { tone: 'ok', label: 'On' },
  FAILING: { tone: 'attention', label: 'Failing' },
  OFF: { tone: 'stopped', label: 'Off' },
};

export const deliveryWords: Readonly<Record<WebhookDeliveryState, { tone: Tone; label: string }>> = {
  WAITING: { tone: 'working', label: 'Waiting' },
  DELIVERED: { tone: 'ok', label: 'Delivered' },
  FAILED: { tone: 'stopped', label: 'Not delivered' },
  STOPPED: { tone: 'quiet', label: 'Stopped' },
};
