import type { Database } from '../../../platform/database/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { RecordUrls } from '../../audit/audit.resolver.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import type { LinksService } from '../../links/links.service.ts';
import { MatchRunService } from './comparison/match-run.service.ts';
import { matchJobs, scheduleMatchJobs } from './comparison/matching.job.ts';
import { UnmatchedRecordResolver, UnmatchedRecordsResolver } from './comparison/unmatched.resolver.ts';
import { MatchDecisions } from './review/match-decisions.service.ts';
import { MatchingResolver, MatchPairPageResolver, MatchPairResolver } from './review/matching.resolver.ts';
import { MatchingService } from './review/matching.service.ts';

export interface MatchingModuleDeps {
  database: Database;
  audit: AuditLog;
  queue: Pick<JobQueue, 'enqueue'>;
  links: LinksService;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'of' | 'atRevision'>;
  recordUrls: RecordUrls;
  logger: Pick<Logger, 'warn'>;
  /** How long a worker may be silent before another one takes its comparison over; 15 s unless said. */
  leaseMs?: number;
  pageSize?: number;
}

export interface MatchingModule {
  service: MatchingService;
  runs: MatchRunService;
  resolvers: object[];
  jobs: JobHandler[];
  /** Sets up the sweep that finds comparisons which were left unfinished. */
  schedule(queue: JobQueue): Promise<void>;
}

/** Finding the records that are on both sides already, and deciding about them. */
export function createMatching(deps: MatchingModuleDeps): MatchingModule {
  const runs = new MatchRunService(deps);
  const service = new MatchingService({ ...deps, decisions: new MatchDecisions(deps.audit, deps.links) });
  return {
    service,
    runs,
    resolvers: [
      new MatchingResolver(service, deps.connections),
      new MatchPairResolver(deps.recordUrls),
      new MatchPairPageResolver(),
      new UnmatchedRecordsResolver(service, deps.connections),
      new UnmatchedRecordResolver(deps.recordUrls),
    ],
    jobs: matchJobs({ ...deps, runs }),
    schedule: scheduleMatchJobs,
  };
}
