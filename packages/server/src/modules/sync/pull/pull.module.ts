import type { Database } from '../../../platform/database/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import type { LinksService } from '../../links/links.service.ts';
import { records } from '../registry.ts';
import { ApplyRemote } from './apply-remote.ts';
import { pullJobs, type SweepDeps } from './poll/pull.job.ts';
import { PullService } from './poll/pull.service.ts';
import { SWEEP_EVERY_SECONDS, sweepJob } from './poll/wake-ups.ts';

export interface PullModuleDeps {
  database: Database;
  audit: AuditLog;
  queue: Pick<JobQueue, 'enqueue'>;
  links: LinksService;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: SettingsService;
  /** What else the sweep wakes. */
  sweeps: SweepDeps['sweeps'];
  /** How long a worker may be silent before another one takes its listing over; 15 s unless said. */
  leaseMs?: number;
  pageSize?: number;
}

export interface PullModule {
  door: ApplyRemote;
  pull: PullService;
  jobs: JobHandler[];
  /** Sets up the sweep and wakes what was left unfinished; the worker calls it once at its start. */
  schedule(queue: JobQueue): Promise<void>;
}

/** Everything that comes in from ConnectWise. */
export function createPull(deps: PullModuleDeps): PullModule {
  const door = new ApplyRemote({ ...deps, records });
  const pull = new PullService({ ...deps, door, records });
  return {
    door,
    pull,
    jobs: pullJobs(pull, deps),
    schedule: async (queue) => {
      await queue.every(sweepJob, SWEEP_EVERY_SECONDS, {});
      await queue.enqueue(sweepJob, {});
    },
  };
}
