import { msg } from '@lingui/core/macro';
import { words } from '../../components/language/language.ts';
import type { Tone } from '../../components/status-badge.tsx';
import type { WebhookDeliveryState, WebhookEvent, WebhookForm, WebhookState } from '../../graphql/graphql.ts';

export const eventWords: Readonly<Record<WebhookEvent, string>> = words({
  RUN_FINISHED: msg`A run finished`,
  ISSUE_OPENED: msg`An issue opened`,
  ISSUE_RESOLVED: msg`An issue was resolved or dismissed`,
  RECORD_FAILED: msg`A record failed, each attempt`,
  LINK_BROKEN: msg`A link broke`,
  CONNECTION_PAUSED: msg`The sync was paused`,
  ALERT_OPENED: msg`An alert opened`,
  ALERT_RESOLVED: msg`An alert is over`,
});
export const eventOptions = (Object.keys(eventWords) as WebhookEvent[]).map((value) => ({
  value,
  get label() {
    return eventWords[value];
  },
}));

/** As in the messages: "run.finished". */
export const typeOf = (event: WebhookEvent): string => event.toLowerCase().replace('_', '.');

export const formWords: Readonly<Record<WebhookForm, string>> = words({
  STANDARD: msg`JSON (Standard Webhooks)`,
  SLACK: msg`Slack message`,
  TEAMS: msg`Teams message`,
});
export const formOptions = (Object.keys(formWords) as WebhookForm[]).map((value) => ({
  value,
  get label() {
    return formWords[value];
  },
}));

export const stateWords: Readonly<Record<WebhookState, { tone: Tone; label: string }>> = words({
  ACTIVE: { tone: 'ok', label: msg`On` },
  FAILING: { tone: 'attention', label: msg`Failing` },
  OFF: { tone: 'stopped', label: msg`Off` },
});

export const deliveryWords: Readonly<Record<WebhookDeliveryState, { tone: Tone; label: string }>> = words({
  WAITING: { tone: 'working', label: msg`Waiting` },
  DELIVERED: { tone: 'ok', label: msg`Delivered` },
  FAILED: { tone: 'stopped', label: msg`Not delivered` },
  STOPPED: { tone: 'quiet', label: msg`Stopped` },
});
