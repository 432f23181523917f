import { oneOf } from '../../../../connectwise/client/conditions.ts';
import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError, type ConnectWiseErrorKind } from '../../../../connectwise/client/connectwise-error.ts';
import { opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { ConnectionHealth, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import { endForecastIssues, FORECAST_UNREAD, raiseUnreadForecasts } from './forecast-issues.queries.ts';
import { forecastLines } from './forecast-lines.rules.ts';
import {
  type DueForecast,
  dropForecasts,
  keepForecasts,
  noteUnreadForecasts,
  type ReadForecast,
  readDueForecasts,
} from './forecasts.queries.ts';

export interface ForecastLookDeps {
  database: Pick<Database, 'inWorkspace'>;
  clients: ConnectWiseClients;
  health: Pick<ConnectionHealth, 'reportFailure' | 'reportForbidden'>;
  logger: Pick<Logger, 'warn'>;
  audit: AuditLog;
}

const BATCH = 50;
/** One request each: the rest waits for the next poll. Of those that were read before, one batch a poll. */
const MAX_BATCHES = 20;
const AT_ONCE = 4;
/** So many that cannot be read are no matter of single opportunities. */
const MAX_UNREAD = 5;
/** What would be said of every other one too. */
const ofConnection: ReadonlySet<ConnectWiseErrorKind> = new Set<ConnectWiseErrorKind>([
  'unauthorized',
  'forbidden',
  'client_id_missing',
  'wrong_company',
  'rate_limited',
  'connection_refused',
]);

interface UnreadForecast {
  due: DueForecast;
  error: ConnectWiseError;
}

interface Looked {
  read: ReadForecast[];
  unread: UnreadForecast[];
}

/**
 * The forecasts of linked opportunities, after a pull. A record of ConnectWise has no amount: it is in the forecast, which is read one opportunity at
 * a time. What is read stands beside the synced record (`opportunity_forecast`), so that it makes neither changes nor conflicts, and is never sent. One that cannot be read several times in a row is an issue of its opportunity.
 */
export class ForecastLook {
  constructor(private readonly deps: ForecastLookDeps) {}

  /** A forecast that cannot be read keeps no other one away: it is due at the next poll, after them. What concerns the connection ends the look. */
  async run(workspaceId: Id, connectionId: Id, signal: AbortSignal): Promise<void> {
    const { database } = this.deps;
    const unread: UnreadForecast[] = [];
    await database.inWorkspace(workspaceId, async (tx) => {
      await dropForecasts(tx, connectionId);
      await endForecastIssues(tx, connectionId);
    });
    for (let batch = 0; batch < MAX_BATCHES && !signal.aborted; batch++) {
      const except = unread.map(({ due }) => due.opportunityId);
      const due = await database.inWorkspace(workspaceId, (tx) =>
        readDueForecasts(tx, connectionId, { again: batch === 0, limit: BATCH, except }),
      );
      if (due.length === 0) return;
      try {
        unread.push(...(await this.look(workspaceId, connectionId, due, signal)));
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof ConnectWiseError)) throw error;
        return this.report(workspaceId, connectionId, error);
      }
      if (due.length < BATCH || endsLook(unread)) return;
    }
  }

  /** One alone, on a person's word. Answers what kept ConnectWise from being asked for it at all. */
  async again(workspaceId: Id, connectionId: Id, opportunityId: Id): Promise<ConnectWiseError | null> {
    const due = await this.deps.database.inWorkspace(workspaceId, (tx) =>
      readDueForecasts(tx, connectionId, { again: true, limit: 1, except: [], only: opportunityId }),
    );
    if (due.length === 0) return null;
    try {
      const [unread] = await this.look(workspaceId, connectionId, due, new AbortController().signal);
      return unread && ofConnection.has(unread.error.kind) ? unread.error : null;
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.report(workspaceId, connectionId, error);
      return error;
    }
  }

  /** Reads these and keeps what came of each; answers those that could not be read. */
  private async look(
    workspaceId: Id,
    connectionId: Id,
    due: readonly DueForecast[],
    signal: AbortSignal,
  ): Promise<UnreadForecast[]> {
    const { database, clients, audit } = this.deps;
    const client = await clients.clientFor({ id: connectionId, workspaceId }, { signal });
    const { read, unread } = await readAll(client, due, signal);
    await database.inWorkspace(workspaceId, async (tx) => {
      await keepForecasts(tx, read);
      const inVain = unread.map(({ due: one, error }) => ({
        ...{ ...one, cause: error.message },
        isOfItself: !ofConnection.has(error.kind),
      }));
      await noteUnreadForecasts(tx, inVain);
      const causes = inVain.filter(({ isOfItself }) => isOfItself);
      const opened = await raiseUnreadForecasts(tx, connectionId, causes);
      await audit.record(
        tx,
        opened.map(({ opportunityId, remoteId, name, message }) => ({
          ...({ direction: 'in', operation: 'fail', status: 'error', entity: 'opportunity' } as const),
          ...{ code: FORECAST_UNREAD, name, localId: opportunityId, remoteId, opportunityId, description: message },
        })),
      );
      await endForecastIssues(tx, connectionId);
    });
    await this.tell(workspaceId, connectionId, unread);
    return unread;
  }

  private async tell(workspaceId: Id, connectionId: Id, unread: readonly UnreadForecast[]): Promise<void> {
    for (const { due, error } of unread)
      this.deps.logger.warn(
        { err: error, connectionId, opportunityId: due.opportunityId, remoteId: due.remoteId },
        'a forecast could not be read; it is asked for again with the next poll',
      );
    const worst = unread.find(({ error }) => ofConnection.has(error.kind));
    if (worst) await this.report(workspaceId, connectionId, worst.error);
  }

  private async report(workspaceId: Id, connectionId: Id, error: ConnectWiseError): Promise<void> {
    const { health } = this.deps;
    const connection = { id: connectionId, workspaceId };
    if (error.kind === 'forbidden') health.reportForbidden(connection);
    else await health.reportFailure(connection, error);
  }
}

const endsLook = (unread: readonly UnreadForecast[]): boolean =>
  unread.length >= MAX_UNREAD || unread.some(({ error }) => ofConnection.has(error.kind));

async function readAll(client: ConnectWiseClient, due: readonly DueForecast[], signal: AbortSignal): Promise<Looked> {
  const there = await client.find(opportunityWire, {
    conditions: oneOf(
      'id',
      due.map(({ remoteId }) => Number(remoteId)),
    ),
    fields: ['id'],
  });
  const entered = new Map(there.map(({ id, _info }) => [String(id), _info?.dateEntered ?? null]));
  const waiting = [...due];
  const looked: Looked = { read: [], unread: [] };
  const readOne = async (one: DueForecast) => {
    const { opportunityId, remoteId, remoteUpdatedAt, hasQuote } = one;
    try {
      const lines = hasQuote ? null : forecastLines(await client.forecast(remoteId));
      looked.read.push({ opportunityId, remoteId, remoteUpdatedAt, enteredAt: entered.get(remoteId) ?? null, lines });
    } catch (error) {
      if (!(error instanceof ConnectWiseError) || signal.aborted) throw error;
      looked.unread.push({ due: one, error });
    }
  };
  const work = async () => {
    for (let one = waiting.shift(); one && !endsLook(looked.unread); one = waiting.shift()) await readOne(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return looked;
}
