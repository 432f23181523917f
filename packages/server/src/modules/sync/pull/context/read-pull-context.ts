import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Connections, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import { filterLists } from '../../../integration/filters/pull-filters.ts';
import type { PullContext } from './pull-context.ts';

export interface PullContextDeps {
  database: Pick<Database, 'inWorkspace'>;
  connections: Pick<Connections, 'byId'>;
  clients: ConnectWiseClients;
  settings: Pick<SettingsService, 'atRevision'>;
}

/**
 * What a pull of a connection goes by. A run goes by the settings that it began with, also when another worker resumes it after they were changed; without
 * a run the newest stand.
 */
export async function readPullContext(
  { database, connections, clients, settings }: PullContextDeps,
  { workspaceId, connectionId }: { workspaceId: Id; connectionId: Id },
  run: { id: Id | null; settingsRevision: number | null },
  signal: AbortSignal,
): Promise<PullContext & { remote: ConnectWiseClient }> {
  const remote = await clients.clientFor({ id: connectionId, workspaceId }, { signal });
  const { configuration, lists, connection } = await database.inWorkspace(workspaceId, async (tx) => ({
    connection: await connections.byId(tx, connectionId),
    configuration: await settings.atRevision(tx, connectionId, run.settingsRevision),
    lists: await readReferenceLists(tx, connectionId, filterLists),
  }));
  return {
    workspaceId,
    connectionId,
    remote,
    configuration,
    capabilities: modeCapabilities[configuration.mode],
    lists,
    newSince: connection?.syncNewSince ?? null,
    lagSince: connection?.syncStartedAt ?? null,
    runId: run.id,
  };
}

/** Of what is pulled outside of any run. */
export const withoutRun = { id: null, settingsRevision: null };
