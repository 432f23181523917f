import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { connectionView } from '../../../connection/connection.type.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import { processes } from '../../../liveness/process-heartbeat.queries.ts';
import { countSkippedByMode } from '../../modes/catch-up.queries.ts';
import { newestPull, newestRuns, runningPull } from '../../pull/runs/runs.queries.ts';
import { registry } from '../../registry.ts';
import { countEntities } from './health.queries.ts';
import { healthOf } from './health.rules.ts';
import type { IntegrationHealth } from './health.type.ts';
import { troublesOf } from './trouble.rules.ts';
import { nothingWaits, readWaiting } from './waiting.queries.ts';

/** The kinds of records whose standing is told. */
export const countedEntities: readonly EntityType[] = [...registry.map((sync) => sync.entity), 'document'];

/** How the integration stands, for the overview: some eight statements, whatever the number of records. */
export class HealthService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: Pick<SettingsService, 'of'>,
  ) {}

  async of(tx: Tx): Promise<IntegrationHealth> {
    const connection = await this.connections.active(tx);
    const counts = connection ? await countEntities(tx, connection.id, countedEntities) : [];
    const currentRun = connection ? await runningPull(tx, connection.id) : null;
    const recent = connection ? await newestRuns(tx, connection.id, 2) : [];
    const lastRun = recent.find((run) => run.id !== currentRun?.id) ?? null;
    const lastPull = connection && lastRun?.kind === 'push' ? await newestPull(tx, connection.id) : lastRun;
    const waiting = connection ? await readWaiting(tx, connection.id) : nothingWaits;
    const troubles = troublesOf({ connection, processes: await processes(tx), currentRun, lastPull, waiting });
    const openIssues = counts.reduce((sum, c) => sum + c.failing, 0);
    const pendingPushes = counts.reduce((sum, c) => sum + c.pending, 0);
    const differing = counts.reduce((sum, c) => sum + c.differing, 0);
    const held = counts.reduce((sum, c) => sum + c.held, 0);
    const leftBefore = connection ? await this.leftBefore(tx, connection.id) : 0;
    return {
      ...healthOf({ troubles, currentRun, openIssues, pendingPushes, differing, held, leftBefore }),
      troubles,
      connection: connection && connectionView(connection),
      lastPullAt: connection?.lastPullAt ?? null,
      // Nothing is planned while the connection does not work.
      nextPullAt: connection?.state === 'connected' ? connection.nextPullAt : null,
      openIssues,
      pendingPushes,
      oldestPushAt: waiting.oldestPushAt,
      entities: counts,
      currentRun,
      lastRun,
    };
  }

  /** Linked records in which ConnectWise has what an earlier mode did not take in and this one does. */
  private async leftBefore(tx: Tx, connectionId: Id): Promise<number> {
    const { configuration } = await this.settings.of(tx, connectionId);
    const { pullUpdate } = modeCapabilities[configuration.mode];
    return pullUpdate ? countSkippedByMode(tx, connectionId, { pullCreate: false, pullUpdate }) : 0;
  }
}
