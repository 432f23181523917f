/** Without labels a counter begins at 0; with them it begins with the first thing that it counts. */
export interface Described {
  help: string;
  labels: readonly string[];
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;
const LONG = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3_600] as const;
const LAGS = [1, 5, 15, 60, 300, 900, 1_800, 3_600, 14_400, 86_400] as const;

/** What is counted, each name without `causeway_` before it. */
export const counters = {
  records_total: {
    help: 'Rows of the audit log: attempts on records, by direction, kind of record and outcome.',
    labels: ['direction', 'entity', 'status'],
  },
  runs_started_total: { help: 'Pulls and reconciles that this process took on.', labels: ['kind'] },
  runs_ended_total: { help: 'Pulls and reconciles that this process ended or let go of.', labels: ['kind', 'outcome'] },
  pushes_started_total: { help: 'Pushes that this process began.', labels: ['entity'] },
  pushes_ended_total: { help: 'Pushes that this process ended.', labels: ['entity', 'outcome'] },
  polls_quiet_total: { help: 'Polls that found nothing new.', labels: [] },
  connectwise_requests_total: {
    help: 'Requests to ConnectWise by outcome: "ok" or the kind of the error.',
    labels: ['outcome'],
  },
  jobs_failed_total: { help: 'Jobs that threw.', labels: ['job'] },
  sockets_refused_total: { help: 'Sockets refused because their address holds too many.', labels: [] },
  sockets_too_slow_total: { help: 'Sockets closed because their client read too slowly.', labels: [] },
} as const satisfies Record<string, Described>;

export const histograms = {
  http_request_duration_seconds: { help: 'Answers of the API.', labels: ['kind', 'status'], buckets: SECONDS },
  connectwise_request_duration_seconds: {
    help: 'Answers of ConnectWise.',
    labels: ['outcome'],
    buckets: SECONDS,
  },
  run_duration_seconds: { help: 'Pulls and reconciles in this process.', labels: ['kind', 'outcome'], buckets: LONG },
  push_duration_seconds: { help: 'Pushes.', labels: ['entity', 'outcome'], buckets: LONG },
  lag_seconds: {
    help: 'From a change on one side until it was on the other.',
    labels: ['direction', 'entity'],
    buckets: LAGS,
  },
} as const satisfies Record<string, Bucketed>;

export const gauges = {
  up: { help: '1 while the program answers. `database` is 0 while PostgreSQL does not answer it.', labels: ['part'] },
  db_connections: { help: 'Connections of the pool of this process.', labels: ['state'] },
  db_connections_waiting: { help: 'Callers that wait for a connection of the pool.', labels: [] },
  db_connections_max: { help: 'Connections that the pool may have.', labels: [] },
  sockets: { help: 'Open sockets.', labels: [] },
  operations_waiting: { help: 'Costly GraphQL operations that wait for their turn.', labels: [] },
  live_subscribers: { help: 'Subscriptions to the audit log.', labels: [] },
  connectwise_requests_per_second_limit: {
    help: 'Requests a second that this process allows itself for one connection.',
    labels: [],
  },
  connectwise_budget_used_ratio: {
    help: "Requests of all processes in the last whole minute against ConnectWise's 1,000 a minute, of the connection that asked most.",
    labels: [],
  },
  connectwise_throttled_connections: { help: 'Connections that ConnectWise asked to wait.', labels: [] },
  connections: { help: 'Connections to ConnectWise by state.', labels: ['state'] },
  pushes_waiting: { help: 'Changes that wait to be sent, are being sent, or wait for a person.', labels: ['state'] },
  push_queue_age_seconds: { help: 'Age of the oldest change that is due and not sent.', labels: [] },
  pulls_running: { help: 'Pulls that are not over.', labels: [] },
  poll_overdue_seconds: { help: 'How long the poll that is most overdue has been due; 0 when none is.', labels: [] },
  issues_open: { help: 'Issues that wait for a person.', labels: ['direction'] },
  links_broken: { help: 'Links whose record in ConnectWise is gone.', labels: [] },
  deliveries_waiting: { help: 'Mails and webhook messages on their way out.', labels: [] },
  alerts_open: { help: 'Alerts that are open.', labels: [] },
  workers_alive: { help: 'Worker processes that were heard of in the last 20 seconds.', labels: [] },
  apis_alive: { help: 'API processes that were heard of in the last 20 seconds.', labels: [] },
} as const satisfies Record<string, Described>;

/** What is measured in buckets, in seconds. */
export type Bucketed = Described & { buckets: readonly number[] };

export type CounterName = keyof typeof counters;
export type HistogramName = keyof typeof histograms;
export type GaugeName = keyof typeof gauges;
