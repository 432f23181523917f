import { ApiEndpoint } from '../../connectwise/client/api-endpoint.ts';
import type { ConnectWiseClient } from '../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import type { Exchange } from '../../connectwise/client/exchange.ts';
import { HttpConnectWiseClient } from '../../connectwise/client/http-connectwise-client.ts';
import { accountHeaders, type ClientLogger, type ConnectWiseAccount } from '../../connectwise/client/http-session.ts';
import { RateLimiter } from '../../connectwise/client/rate-limiter.ts';
import type { RetryOptions } from '../../connectwise/client/retry.ts';
import type { Transport } from '../../connectwise/client/transport.ts';
import type { Database } from '../../platform/database/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Id } from '../../platform/ids.ts';
import type { ApiCallCounts } from './api-call-counts.ts';
import { apiVersionOf } from './api-version.rules.ts';
import type { ConnectWiseClients } from './connection.ports.ts';
import {
  findWithKeys,
  noteApiVersion,
  raiseThrottle,
  type SealedKeys,
  throttleRemainingMs,
} from './connection.queries.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { ApiKeys, KeySealer } from './key-sealer.ts';

export interface ClientFactoryDeps {
  database: Database;
  transport: Transport;
  sealer: KeySealer;
  /** The operator's client ID; a connection's own is used where there is none. */
  clientId: string | null;
  requestsPerSecond: number;
  logger: ClientLogger;
  counts: Pick<ApiCallCounts, 'count'>;
  retry?: RetryOptions | undefined;
}

interface ClientOptions {
  onCall?: (outcome: string, durationMs: number) => void;
  onExchange?: (exchange: Exchange) => void;
  signal?: AbortSignal;
  retry?: RetryOptions | undefined;
  timeoutMs?: number;
}

/** Longest wait for an answer while a person watches. */
export const HASTY_TIMEOUT_MS = 15_000;
/** One look at whether ConnectWise answers: whoever asks looks twice, and soon again. */
const PROBE: ClientOptions = { retry: { attempts: 1 }, timeoutMs: 10_000 };
const HASTY: ClientOptions = { retry: { attempts: 2 }, timeoutMs: HASTY_TIMEOUT_MS };

interface Known {
  keysSetAt: number;
  account: ConnectWiseAccount;
  limiter: RateLimiter;
  endpoint: ApiEndpoint;
}

/** Makes clients of stored accounts. Keys are opened once and kept until they change; the limiter is one for the connection. */
export class ConnectWiseClientFactory implements ConnectWiseClients {
  private readonly known = new Map<Id, Known>();

  constructor(private readonly deps: ClientFactoryDeps) {}

  async clientFor(
    connection: { id: Id; workspaceId: Id },
    options: Pick<ClientOptions, 'signal' | 'onExchange'> = {},
  ): Promise<ConnectWiseClient> {
    const counted = this.countedFor(connection);
    return this.client(await this.knownOf(connection), { ...options, ...counted, retry: this.deps.retry });
  }

  async probeClientFor(connection: { id: Id; workspaceId: Id }): Promise<ConnectWiseClient> {
    return this.client(await this.knownOf(connection), PROBE);
  }

  /** A client that soon says how it went: for checks that a person waits for. */
  async hastyClientFor(connection: { id: Id; workspaceId: Id }): Promise<ConnectWiseClient> {
    return this.client(await this.knownOf(connection), { ...HASTY, ...this.countedFor(connection) });
  }

  /** What makes a request one of this account, for the few that are not of its API. */
  async headersFor(connection: { id: Id; workspaceId: Id }): Promise<Record<string, string>> {
    return accountHeaders((await this.knownOf(connection)).account);
  }

  /** The same, which finds out anew where and in which version ConnectWise answers. */
  async trialOf(connection: { id: Id; workspaceId: Id }): Promise<ConnectWiseClient> {
    const { account, limiter } = await this.knownOf(connection);
    const known = { account, limiter, endpoint: this.endpointOf(account) };
    return this.client(known, { ...HASTY, ...this.countedFor(connection) });
  }

  /** The same for keys that are not stored (yet). */
  trial(account: ConnectWiseAccount): ConnectWiseClient {
    return this.client(
      { account, limiter: new RateLimiter({ maxWaitMs: 0 }), endpoint: this.endpointOf(account) },
      HASTY,
    );
  }

  private countedFor({ workspaceId }: { workspaceId: Id }): Pick<ClientOptions, 'onCall'> {
    return { onCall: (outcome, durationMs) => this.deps.counts.count(workspaceId, outcome, durationMs) };
  }

  private client(known: Omit<Known, 'keysSetAt'>, options: ClientOptions): ConnectWiseClient {
    const { transport, logger } = this.deps;
    const { account, limiter, endpoint } = known;
    return new HttpConnectWiseClient({ account, transport, limiter, endpoint, logger, ...options });
  }

  private endpointOf({ apiBaseUrl, loginCompany }: ConnectWiseAccount, of?: ConnectionRecord): ApiEndpoint {
    const { transport, database } = this.deps;
    if (!of) return new ApiEndpoint({ transport, apiBaseUrl, loginCompany });
    return new ApiEndpoint({
      transport,
      apiBaseUrl,
      loginCompany,
      version: apiVersionOf(of),
      onVersion: (version) => database.inWorkspace(of.workspaceId, (tx) => noteApiVersion(tx, of.id, version)),
    });
  }

  private async knownOf({ id, workspaceId }: { id: Id; workspaceId: Id }): Promise<Known> {
    const row = await this.deps.database.inWorkspace(workspaceId, (tx) => findWithKeys(tx, id), { readOnly: true });
    if (!row)
      throw new AppError(
        'not_connected',
        'This ConnectWise connection is gone. Connect again in Settings > Integrations.',
      );
    const known = this.known.get(id);
    const isCurrent = known?.keysSetAt === row.keysSetAt.getTime();
    if (known && isCurrent && known.endpoint.current.version === apiVersionOf(row)) return known;
    const account = isCurrent ? known.account : this.accountOf(row, this.opened(row));
    const fresh: Known = {
      keysSetAt: row.keysSetAt.getTime(),
      account,
      limiter: known?.limiter ?? this.limiterOf(row),
      endpoint: this.endpointOf(account, row),
    };
    this.known.set(id, fresh);
    return fresh;
  }

  private opened(row: ConnectionRecord & SealedKeys): ApiKeys {
    try {
      return this.deps.sealer.open(row.workspaceId, row);
    } catch (cause) {
      // To the engine the same as keys that ConnectWise refuses: the connection stops, and a person has to act.
      const message = cause instanceof Error ? cause.message : 'The stored keys cannot be opened.';
      throw new ConnectWiseError({ kind: 'unauthorized', code: 'keys_unreadable', message }, { cause });
    }
  }

  private accountOf(row: ConnectionRecord, keys: ApiKeys) {
    const { apiBaseUrl, loginCompany } = row;
    const { publicKey, privateKey } = keys;
    return { apiBaseUrl, loginCompany, publicKey, privateKey, clientId: this.deps.clientId ?? keys.clientId ?? '' };
  }

  private limiterOf({ id, workspaceId }: ConnectionRecord): RateLimiter {
    const { database, requestsPerSecond } = this.deps;
    return new RateLimiter({
      requestsPerSecond,
      throttle: {
        remainingMs: () => database.inWorkspace(workspaceId, (tx) => throttleRemainingMs(tx, id), { readOnly: true }),
        raise: (waitMs) => database.inWorkspace(workspaceId, (tx) => raiseThrottle(tx, id, waitMs)),
      },
    });
  }
}
