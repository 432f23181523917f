/** What a webhook may hear of. The words of the database; a message's `type` has a dot in place of the "_". */
export const webhookEvents = [
  'run_finished',
  'issue_opened',
  'issue_resolved',
  'record_failed',
  'link_broken',
  'connection_paused',
  'alert_opened',
  'alert_resolved',
] as const;
export type WebhookEventWord = (typeof webhookEvents)[number];

/** What a delivery is about: an event, or somebody's test. */
export type DeliveryEvent = WebhookEventWord | 'webhook_test';

/** Raised when a field changes its meaning or goes; new fields and new events leave it. */
const VERSION = 1;

/** The facts of an event as they were written with it. */
export type Facts = Readonly<Record<string, unknown>>;

/** What a webhook is told, before it is put into the form that it takes. */
export interface WebhookMessage {
  type: string;
  version: number;
  timestamp: string;
  data: Facts & { sentence: string; workspace: string; url: string };
}

export const typeOf = (event: DeliveryEvent): string => event.replace('_', '.');

/** The same message whenever it is composed, so that each attempt sends the same bytes. */
export function webhookMessage(
  { event, facts, at }: { event: DeliveryEvent; facts: Facts; at: Date },
  { workspace, publicUrl }: { workspace: string; publicUrl: string },
): WebhookMessage {
  const { sentence, path } = tell[event](facts);
  return {
    type: typeOf(event),
    version: VERSION,
    timestamp: at.toISOString(),
    data: { ...facts, sentence, workspace, url: `${publicUrl}${path}` },
  };
}

interface Told {
  sentence: string;
  /** Where Causeway shows it. */
  path: string;
}

const tell: Readonly<Record<DeliveryEvent, (facts: Facts) => Told>> = {
  run_finished: (facts) => ({
    sentence: `${runWords[text(facts.kind)] ?? 'A sync'} ${stateWords[text(facts.state)] ?? 'ended'}${facts.reason ? `: ${text(facts.reason)}` : '.'}`,
    path: `/runs/${text(facts.runId)}`,
  }),
  issue_opened: (facts) => ({ sentence: text(facts.message), path: '/issues' }),
  issue_resolved: (facts) => ({
    sentence: `${facts.state === 'DISMISSED' ? 'Dismissed' : 'Resolved'}: ${text(facts.message)}${facts.resolution ? ` ${text(facts.resolution)}` : ''}`,
    path: '/issues',
  }),
  record_failed: (facts) => ({ sentence: text(facts.message), path: `/audit?event=${text(facts.auditEventId)}` }),
  link_broken: (facts) => ({
    sentence: `ConnectWise removed ${remoteWords[text(facts.entity)] ?? 'record'} ${text(facts.remoteId)}, so its link is broken.`,
    path: '/links',
  }),
  connection_paused: (facts) => ({
    sentence: facts.reason ? `The sync is paused: ${text(facts.reason)}` : 'The sync is paused.',
    path: '/integrations',
  }),
  alert_opened: (facts) => ({ sentence: text(facts.sentence), path: '/alerts' }),
  alert_resolved: (facts) => ({ sentence: text(facts.sentence), path: '/alerts' }),
  webhook_test: () => ({ sentence: 'This is a test. Messages of this workspace arrive here.', path: '/webhooks' }),
};

const runWords: Readonly<Record<string, string>> = {
  INITIAL: 'The first sync',
  POLL: 'A poll',
  MANUAL: 'A sync that somebody asked for',
  PUSH: 'A push',
};
const stateWords: Readonly<Record<string, string>> = {
  DONE: 'is done',
  FAILED: 'failed',
  CANCELLED: 'was cancelled',
};
/** ConnectWise's words. */
const remoteWords: Readonly<Record<string, string>> = {
  COMPANY: 'company',
  CONTACT: 'contact',
  PRODUCT: 'catalog item',
  OPPORTUNITY: 'opportunity',
  TAX_CODE: 'tax code',
  DOCUMENT: 'document',
};

const text = (fact: unknown): string => (typeof fact === 'string' ? fact : '');
