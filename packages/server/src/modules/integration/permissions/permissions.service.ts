import type { RightId } from '@causeway/shared/connectwise-rights';
import type { ConnectWiseClient } from '../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../connectwise/client/connectwise-error.ts';
import { expectRefusal } from '../../../connectwise/client/expected-refusal.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import { rightProbes } from '../../connection/right-probes.ts';
import type { SettingsService } from '../configuration/settings.service.ts';
import type { StepReporter } from '../settings/setup-progress.service.ts';
import { isCheckDue, readPermissionCheck, writePermissionCheck } from './permission-checks.queries.ts';
import {
  type PermissionCheckRow,
  type PermissionLine,
  permissionLines,
  permissionStep,
  rightsToTry,
} from './permission-report.rules.ts';
import { type RightResult, rightResult } from './right-answer.rules.ts';

/** Least time between two checks that nobody asked for. */
const AFTER_REFUSAL_SECONDS = 15;
const AFTER_SUCCESS_SECONDS = 10;

export interface PermissionsDeps {
  database: Database;
  connections: Connections;
  clients: Pick<ConnectWiseClients, 'hastyClientFor'>;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'capabilities'>;
}

export interface PermissionReport {
  check: PermissionCheckRow | null;
  lines: PermissionLine[];
}

/** Looks whether the API member's security role has the rights that the chosen settings want, before a sync finds out the hard way. */
export class PermissionsService implements StepReporter {
  readonly step = 'permissions';

  constructor(private readonly deps: PermissionsDeps) {}

  async report(tx: Tx, connectionId: Id) {
    return permissionStep(...(await this.known(tx, connectionId)));
  }

  /** What is known, line by line; null without a connection. */
  async read(tx: Tx): Promise<PermissionReport | null> {
    const connection = await this.deps.connections.active(tx);
    if (!connection) return null;
    const [check, may] = await this.known(tx, connection.id);
    return { check, lines: permissionLines(check, may) };
  }

  /** Tries every right now, for somebody who asked. Throws ProblemsError when ConnectWise cannot be asked at all. */
  async check(workspaceId: Id, actorName: string): Promise<PermissionReport | null> {
    const { database, connections, health } = this.deps;
    const connection = await database.inWorkspace(workspaceId, (tx) => connections.active(tx));
    if (!connection) return refuse('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
    try {
      await this.tryAll({ id: connection.id, workspaceId }, actorName);
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      await health.reportFailure(connection, error);
      refuse('unavailable', `ConnectWise could not be asked: ${error.message}. What was known before is kept.`);
    }
    return database.inWorkspace(workspaceId, (tx) => this.read(tx));
  }

  /**
   * The same by itself, after connecting and after a refusal, not more often than every 15 seconds, however many requests were refused; and after a
   * success where a right was missing, soon, since that right may be the one that is back.
   */
  async checkIfDue(connection: { id: Id; workspaceId: Id }, { onlyDenied = false } = {}): Promise<void> {
    const isDue = await this.deps.database.inWorkspace(
      connection.workspaceId,
      async (tx) =>
        (!onlyDenied || (await this.isDenied(tx, connection.id))) &&
        isCheckDue(tx, connection.id, onlyDenied ? AFTER_SUCCESS_SECONDS : AFTER_REFUSAL_SECONDS),
    );
    if (!isDue) return;
    try {
      await this.tryAll(connection, null);
    } catch (error) {
      // Its state says so already, or will at the next request.
      if (!(error instanceof ConnectWiseError)) throw error;
    }
  }

  /** Whether a right that the settings want was missing the last time. */
  private async isDenied(tx: Tx, connectionId: Id): Promise<boolean> {
    const [check, may] = await this.known(tx, connectionId);
    return check !== null && permissionLines(check, may).some(({ isNeeded, state }) => isNeeded && state === 'denied');
  }

  private async tryAll(connection: { id: Id; workspaceId: Id }, checkedBy: string | null): Promise<void> {
    const { database, clients, settings } = this.deps;
    const client = await clients.hastyClientFor(connection);
    const may = await database.inWorkspace(connection.workspaceId, (tx) => settings.capabilities(tx, connection.id));
    // First alone: wrong keys shall not be tried thirty times.
    await client.systemInfo();
    const results = await Promise.all(
      rightsToTry(may).map(async (id): Promise<[RightId, RightResult]> => [id, await tryRight(client, id)]),
    );
    await database.inWorkspace(connection.workspaceId, (tx) =>
      writePermissionCheck(tx, connection.id, { results: Object.fromEntries(results), checkedBy }),
    );
  }

  private async known(tx: Tx, connectionId: Id) {
    const check = await readPermissionCheck(tx, connectionId);
    return [check, await this.deps.settings.capabilities(tx, connectionId)] as const;
  }
}

async function tryRight(client: ConnectWiseClient, id: RightId): Promise<RightResult> {
  const error = await expectRefusal(() => rightProbes[id](client)).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const result = rightResult(id, error);
  if (result) return result;
  throw error;
}
