import { counted } from '@causeway/shared/counted';
import type { Trouble, TroubleCode } from '../sync/activity/health/trouble.rules.ts';
import type { AlertKind, AlertRules } from './alert-kind.rules.ts';

/** A state that somebody has to know of. `key` says which one it is: the same key is the same alert. */
export interface Condition {
  key: string;
  kind: AlertKind;
  sentence: string;
  remedy: string | null;
}

export interface AlertFacts {
  isConnected: boolean;
  isStarted: boolean;
  troubles: readonly Trouble[];
  oldestPushMs: number | null;
  /** `message`: what most of them say; `kinds`: of how many kinds of records they are. */
  causes: readonly { code: string; count: number; message: string; kinds: number }[];
  lastHour: { processed: number; failed: number; brokenLinks: number };
  driftTasks: number;
  tokens: readonly { id: string; name: string; expiresAt: Date }[];
  /** Those that the product switched off. */
  webhooks: readonly { id: string; reason: string | null }[];
}

/** Of fewer records a share says nothing. */
const LEAST_RECORDS = 20;

/** Several codes of one cause are one alert: a worker that was frozen, then killed, was away all the time. */
const ofTroubles: Readonly<Record<TroubleCode, { key: string; kind: AlertKind } | null>> = {
  not_connected: null,
  not_started: null,
  worker_never_started: { key: 'worker', kind: 'worker' },
  worker_stopped: { key: 'worker', kind: 'worker' },
  worker_silent: { key: 'worker', kind: 'worker' },
  worker_missing: { key: 'worker_missing', kind: 'worker' },
  job_store_away: { key: 'job_store', kind: 'job_store' },
  keys_unreadable: { key: 'keys_unreadable', kind: 'connection' },
  keys_refused: { key: 'keys_refused', kind: 'connection' },
  permission_missing: { key: 'permission_missing', kind: 'connection' },
  connectwise_away: { key: 'connectwise_away', kind: 'connection' },
  connection_error: { key: 'connection_error', kind: 'connection' },
  disconnected: { key: 'paused', kind: 'connection' },
  paused: { key: 'paused', kind: 'connection' },
  run_held_up: { key: 'run_held_up', kind: 'sync_late' },
  run_not_picked_up: { key: 'sync_late', kind: 'sync_late' },
  poll_late: { key: 'sync_late', kind: 'sync_late' },
  run_failed: { key: 'run_failed', kind: 'sync_late' },
  push_not_picked_up: { key: 'push_old', kind: 'push_old' },
  push_old: null,
  callbacks_refused: { key: 'callbacks_refused', kind: 'connection' },
  callbacks_silent: { key: 'callbacks_silent', kind: 'connection' },
};

export interface Conditions {
  holding: Condition[];
  /** Keys that cannot be judged now: what follows from a standstill neither opens an alert nor ends one. */
  unknown: (key: string) => boolean;
}

/** Everything that is worth an alert now. */
export function conditionsOf(facts: AlertFacts, rules: AlertRules): Conditions {
  const ofTrouble = facts.troubles.flatMap(({ code, sentence, remedy }): Condition[] => {
    const alert = ofTroubles[code];
    return alert ? [{ ...alert, sentence, remedy }] : [];
  });
  if (!facts.isStarted) {
    // What was told before somebody stopped the sync is not over, and would be told anew with the next start.
    const stays = new Set(recordConditions(facts, rules).map(({ key }) => key));
    const needed = facts.isConnected ? ofTrouble.filter(({ kind }) => neededToStart.has(kind)) : [];
    return {
      holding: [...needed, ...tokenConditions(facts), ...webhookConditions(facts)],
      unknown: (key) => stays.has(key),
    };
  }
  const isStopped = facts.troubles.some(({ tone }) => tone === 'stopped');
  const holding = [
    ...ofTrouble,
    ...pushConditions(facts, rules),
    ...recordConditions(facts, rules),
    ...tokenConditions(facts),
    ...webhookConditions(facts),
  ];
  const unknown = (key: string) => isStopped && consequences.has(key);
  const seen = new Set<string>();
  return {
    holding: holding.filter(({ key }) => !unknown(key) && !seen.has(key) && seen.add(key)),
    unknown,
  };
}

/** Comparisons, previews and the start of the sync wait for these. */
const neededToStart: ReadonlySet<AlertKind> = new Set(['worker', 'job_store']);

/** What follows by itself while nothing is synced. */
const consequences: ReadonlySet<string> = new Set([
  'run_held_up',
  'sync_late',
  'run_failed',
  'push_old',
  'failure_rate',
]);

function pushConditions({ oldestPushMs }: AlertFacts, { pushOlderThanMinutes }: AlertRules): Condition[] {
  if ((oldestPushMs ?? 0) < pushOlderThanMinutes * 60_000) return [];
  return [
    {
      key: 'push_old',
      kind: 'push_old',
      sentence: `A change has been on its way to ConnectWise for more than ${plural(pushOlderThanMinutes, 'minute')}.`,
      remedy: 'Look at the audit log for what holds it up.',
    },
  ];
}

/** A removal in ConnectWise is told by the poll that notices it, and again by a push that comes upon it. */
const causeOf = (code: string): string => (code === 'link_broken' ? 'remote_deleted' : code);

function recordConditions({ causes, lastHour, driftTasks }: AlertFacts, rules: AlertRules): Condition[] {
  const { processed, failed, brokenLinks } = lastHour;
  const found: Condition[] = causes.map(({ code, count, message, kinds }) => ({
    key: `issue_cause:${causeOf(code)}`,
    kind: 'issue_cause',
    sentence: `A new cause of issues: ${message}${count > 1 ? ` (${counted(count, 'record')}${kinds > 1 ? ' of several kinds' : ''})` : ''}`,
    remedy: 'Open the issues: each says what to do.',
  }));
  if (processed >= LEAST_RECORDS && failed * 100 >= rules.failurePercent * processed)
    found.push({
      key: 'failure_rate',
      kind: 'failure_rate',
      sentence: `${failed} of ${processed} records failed within the last hour.`,
      remedy: 'Open the issues, the largest cause first.',
    });
  if (brokenLinks > rules.brokenLinksAnHour)
    found.push({
      key: 'broken_links',
      kind: 'broken_links',
      sentence: `${counted(brokenLinks, 'link')} broke within the last hour and ${brokenLinks === 1 ? 'is' : 'are'} still broken.`,
      remedy: 'Look in ConnectWise whether the records were really removed.',
    });
  if (driftTasks > 0)
    found.push({
      key: 'settings_drift',
      kind: 'settings_drift',
      sentence: `${plural(driftTasks, 'setting')} ${driftTasks === 1 ? 'uses' : 'use'} something that was changed or removed in ConnectWise.`,
      remedy: 'The overview lists them, each with the page where another one is chosen.',
    });
  return found;
}

const tokenConditions = ({ tokens }: AlertFacts): Condition[] =>
  tokens.map(({ id, name, expiresAt }) => ({
    key: `token:${id}`,
    kind: 'token_expiring',
    sentence: `The API token "${name}" expires on ${expiresAt.toISOString().slice(0, 10)}.`,
    remedy: 'Make a new one on API access, and enter it where the old one is used.',
  }));

const webhookConditions = ({ webhooks }: AlertFacts): Condition[] =>
  webhooks.map(({ id, reason }) => ({
    key: `webhook:${id}`,
    kind: 'webhook_off',
    sentence: reason ?? 'A webhook was switched off.',
    remedy: 'Mend the receiver, switch the webhook on under Settings → Webhooks, and send again what it missed.',
  }));

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
