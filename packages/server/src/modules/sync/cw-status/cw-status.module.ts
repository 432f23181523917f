import type { Database } from '../../../platform/database/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { CwStatusField } from './cw-status-field.service.ts';
import { CwStatusOutcome } from './cw-status-outcome.service.ts';
import { scheduleStatusFills, statusFillJobs } from './status-fill.job.ts';
import { StatusFillService } from './status-fill.service.ts';
import { StatusFillRequests } from './status-fill-wake-up.ts';

export interface CwStatusModuleDeps {
  database: Database;
  audit: AuditLog;
  queue: Pick<JobQueue, 'enqueue'>;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: SettingsService;
  logger: Pick<Logger, 'warn'>;
}

export interface CwStatusModule {
  /** Brings the custom field up to date after settings were saved or lists read. */
  field: CwStatusField;
  /** Shows in the field what a win, a loss or a reopening comes to. */
  outcome: CwStatusOutcome;
  jobs: JobHandler[];
  /** Sets up what recurs; the worker calls it once at its start. */
  schedule(queue: JobQueue): Promise<void>;
}

/** The custom field "CW Status" of opportunities. */
export function createCwStatus(deps: CwStatusModuleDeps): CwStatusModule {
  return {
    field: new CwStatusField(deps.settings, new StatusFillRequests(deps.queue, deps.logger)),
    outcome: new CwStatusOutcome(deps.settings),
    jobs: statusFillJobs(new StatusFillService(deps), deps),
    schedule: scheduleStatusFills,
  };
}
