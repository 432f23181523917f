import { oneOf } from '../../../../connectwise/client/conditions.ts';
import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { ConnectWiseClients } from '../../../connection/connection.ports.ts';
import { forecastLines } from './forecast-lines.rules.ts';
import {
  type DueForecast,
  dropForecasts,
  keepForecasts,
  type ReadForecast,
  readDueForecasts,
} from './forecasts.queries.ts';

export interface ForecastLookDeps {
  database: Pick<Database, 'inWorkspace'>;
  clients: ConnectWiseClients;
}

const BATCH = 50;
/** One request each: the rest waits for the next poll. Of those that were read before, one batch a poll. */
const MAX_BATCHES = 20;
const AT_ONCE = 4;

/**
 * The forecasts of linked opportunities, after a pull. A record of ConnectWise has no amount: it is in the forecast, which is read one opportunity at
 * a time. What is read stands beside the synced record (`opportunity_forecast`), so that it makes neither changes nor conflicts, and is never sent.
 */
export class ForecastLook {
  constructor(private readonly deps: ForecastLookDeps) {}

  /** A failure ends the look and nothing else: what is missing is due at the next poll. */
  async run(workspaceId: Id, connectionId: Id, signal: AbortSignal): Promise<void> {
    const { database, clients } = this.deps;
    await database.inWorkspace(workspaceId, (tx) => dropForecasts(tx, connectionId));
    for (let batch = 0; batch < MAX_BATCHES && !signal.aborted; batch++) {
      const due = await database.inWorkspace(workspaceId, (tx) =>
        readDueForecasts(tx, connectionId, { again: batch === 0, limit: BATCH }),
      );
      if (due.length === 0) return;
      try {
        const client = await clients.clientFor({ id: connectionId, workspaceId }, { signal });
        const read = await readAll(client, due);
        await database.inWorkspace(workspaceId, (tx) => keepForecasts(tx, read));
      } catch (error) {
        if (error instanceof ConnectWiseError || signal.aborted) return;
        throw error;
      }
      if (due.length < BATCH) return;
    }
  }
}

async function readAll(client: ConnectWiseClient, due: readonly DueForecast[]): Promise<ReadForecast[]> {
  const there = await client.find(opportunityWire, {
    conditions: oneOf(
      'id',
      due.map(({ remoteId }) => Number(remoteId)),
    ),
    fields: ['id'],
  });
  const entered = new Map(there.map(({ id, _info }) => [String(id), _info?.dateEntered ?? null]));
  const waiting = [...due];
  const read: ReadForecast[] = [];
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const { opportunityId, remoteId, remoteUpdatedAt, hasQuote } = one;
      const lines = hasQuote ? null : forecastLines(await client.forecast(remoteId));
      read.push({ opportunityId, remoteId, remoteUpdatedAt, enteredAt: entered.get(remoteId) ?? null, lines });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return read;
}
