import type { ClientLogger } from '../../connectwise/client/http-session.ts';
import { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import type { RetryOptions } from '../../connectwise/client/retry.ts';
import { type HttpAnswer, Transport } from '../../connectwise/client/transport.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { JobHandler } from '../../platform/jobs/job.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import type { AuditLog } from '../audit/audit-log.service.ts';
import { ApiCallCounts } from './api-call-counts.ts';
import { connectionJobs, refreshJob, scheduleConnectionJobs } from './connection.job.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients, OnLists, ReferenceData } from './connection.ports.ts';
import { ConnectionResolver } from './connection.resolver.ts';
import { ConnectionService } from './connection.service.ts';
import { type AskForRights, ConnectionHealthService } from './connection-health.service.ts';
import type { ConnectionRecord } from './connection-record.ts';
import { ConnectWiseClientFactory } from './connectwise-client-factory.ts';
import { KeySealer } from './key-sealer.ts';
import { ReferenceDataService } from './reference-data.service.ts';
import { REQUESTS_PER_SECOND } from './request-rate.ts';

/** ConnectWise waits five seconds for the answer to a callback. */
const KEY_TIMEOUT_MS = 3_000;

export interface ConnectionDeps {
  database: Database;
  clock: Clock;
  secrets: Pick<SecretBox, 'seal' | 'open'>;
  audit: AuditLog;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: ClientLogger;
  metrics?: Metrics;
  /** Called in the transaction that stores lists which were just read. */
  onLists?: OnLists;
  /** Hosts beside ConnectWise's own to which requests may go: `host` or `host:port`. */
  allowedHosts: readonly string[];
  /** The operator's client ID, if there is one. */
  clientId: string | null;
  /** Highest rate for one connection and process; 12 unless said, which keeps below ConnectWise's 1,000 a minute. */
  requestsPerSecond?: number;
  retry?: RetryOptions;
  /** Asks a worker to try every right: after connecting, and after a refusal. */
  askForRights?: AskForRights;
  /** Longest wait for ConnectWise to begin its answer. */
  timeoutMs?: number;
  /** Called before the keys go, for what has to be tidied up with them. */
  onDisconnect?: (connection: ConnectionRecord) => Promise<void>;
}

export interface ConnectionModule {
  connections: Connections;
  service: ConnectionService;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  references: ReferenceData;
  /** Asks for the key by which callbacks are signed; with the account's own headers only where the host wants them. */
  askForKey(connection: { id: Id; workspaceId: Id }, url: URL): Promise<HttpAnswer>;
  resolvers: object[];
  jobs: JobHandler[];
  /** Sets up the recurring jobs; the worker calls it once at its start. */
  schedule(queue: JobQueue): Promise<void>;
  /** Drops the sockets to ConnectWise. */
  close(): Promise<void>;
}

export function createConnection(deps: ConnectionDeps): ConnectionModule {
  const { database, clock, audit, clientId, retry, logger } = deps;
  const guard = new OutboundGuard(deps.allowedHosts);
  const transport = new Transport({ guard, ...(deps.timeoutMs ? { timeoutMs: deps.timeoutMs } : {}) });
  const sealer = new KeySealer(deps.secrets);
  const requestsPerSecond = deps.requestsPerSecond ?? REQUESTS_PER_SECOND;
  const counts = new ApiCallCounts(database);
  const clients = new ConnectWiseClientFactory({
    database,
    transport,
    sealer,
    clientId,
    requestsPerSecond,
    logger,
    counts: { count: counted(counts, deps.metrics) },
    retry,
  });
  const askForRights = deps.askForRights ?? (() => undefined);
  const health = new ConnectionHealthService(database, audit, clock, clients, askForRights);
  const references = new ReferenceDataService(database, clients, clock, deps.onLists);
  const askForLists = () => deps.queue.enqueue(refreshJob, {});
  const service = new ConnectionService({
    database,
    audit,
    guard,
    transport,
    clients,
    sealer,
    clientId,
    references,
    askForLists,
    askForRights,
    ...(deps.onDisconnect ? { onDisconnect: deps.onDisconnect } : {}),
  });
  return {
    connections: service,
    service,
    clients,
    health,
    references,
    askForKey: async (connection, url) => {
      const ask = { method: 'GET', url, timeoutMs: KEY_TIMEOUT_MS } as const;
      const answer = await transport.send({ ...ask, headers: { accept: 'application/json' } });
      if (answer.status !== 401 && answer.status !== 403) return answer;
      return transport.send({ ...ask, headers: await clients.headersFor(connection) });
    },
    resolvers: [new ConnectionResolver(service, references)],
    jobs: connectionJobs({ database, clock, health, references }),
    schedule: scheduleConnectionJobs,
    close: async () => {
      await counts.flush();
      await transport.close();
    },
  };
}

/** A request counts in the workspace's figures, and in the metrics of this process. */
const counted =
  (counts: ApiCallCounts, metrics: Metrics | undefined): ApiCallCounts['count'] =>
  (workspaceId, outcome, durationMs) => {
    counts.count(workspaceId, outcome, durationMs);
    metrics?.count('connectwise_requests_total', { outcome });
    metrics?.observe('connectwise_request_duration_seconds', { outcome }, durationMs / 1_000);
  };
