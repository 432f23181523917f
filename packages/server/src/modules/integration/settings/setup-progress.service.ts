import type { SetupStep } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import { type StepReport, type StepStanding, setupProgress } from './setup-progress.rules.ts';
import type { SyncSettingsService } from './sync-settings.service.ts';

/** A step that knows more of itself than the configuration tells; reads only, a fixed number of statements. */
export interface StepReporter {
  step: SetupStep;
  report(tx: Tx, connectionId: Id): Promise<StepReport>;
}

/** How far the set-up of the workspace's connection is. */
export class SetupProgressService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: SyncSettingsService,
    private readonly reporters: readonly StepReporter[],
  ) {}

  async steps(tx: Tx): Promise<StepStanding[]> {
    const connection = await this.connections.active(tx);
    if (!connection) return setupProgress({ isConnected: false, isStarted: false, problems: [], reports: {} });
    const problems = await this.settings.problemsBySection(tx, connection.id);
    const reports: Partial<Record<SetupStep, StepReport>> = {};
    for (const reporter of this.reporters) reports[reporter.step] = await reporter.report(tx, connection.id);
    return setupProgress({ isConnected: true, isStarted: connection.syncStartedAt !== null, problems, reports });
  }
}
