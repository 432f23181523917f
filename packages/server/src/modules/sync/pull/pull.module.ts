import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { RecordUrls } from '../../audit/audit.resolver.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { LiveSignals } from '../../audit/live/live-hub.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import { FilterTestService } from '../../integration/filters/filter-test.service.ts';
import {
  ExcludedRecordResolver,
  ExcludedRecordsResolver,
  FilterTestResolver,
} from '../../integration/filters/filters.resolver.ts';
import type { SettingsService } from '../../integration/settings/settings.service.ts';
import type { SyncSettingsService } from '../../integration/settings/sync-settings.service.ts';
import type { LinksService } from '../../links/links.service.ts';
import {
  ClientLinkResolver,
  ContactLinkResolver,
  OpportunityLinkResolver,
  ProductLinkResolver,
  RemoteLinkResolver,
} from '../../links/remote-link.resolver.ts';
import { HealthResolver } from '../activity/health/health.resolver.ts';
import { HealthService } from '../activity/health/health.service.ts';
import { IssuePageResolver, IssueResolver } from '../activity/issues/issue.resolver.ts';
import { IssuesService, type PushRetries } from '../activity/issues/issues.service.ts';
import { RunResolver } from '../activity/runs/run.resolver.ts';
import { RunsService } from '../activity/runs/runs.service.ts';
import { ModeResolver } from '../modes/mode.resolver.ts';
import { ModeService } from '../modes/mode.service.ts';
import { previewJobs, sweepPreviews } from '../preview/preview.job.ts';
import { PreviewRecordResolver, PreviewResolver } from '../preview/preview.resolver.ts';
import { PreviewService } from '../preview/preview.service.ts';
import { PreviewMaker } from '../preview/preview-maker.ts';
import type { PushOutbox } from '../push/outbox/push-outbox.service.ts';
import { ApplyRemote } from './apply-remote.ts';
import { pullJobs } from './poll/pull.job.ts';
import { PullService } from './poll/pull.service.ts';
import { SWEEP_EVERY_SECONDS, sweepJob } from './poll/wake-ups.ts';

export interface PullModuleDeps {
  database: Database;
  clock: Clock;
  audit: AuditLog;
  live: LiveSignals;
  queue: Pick<JobQueue, 'enqueue'>;
  links: LinksService;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  /** From the push module, which makes them. */
  settings: SettingsService;
  syncSettings: SyncSettingsService;
  pushIssues: PushRetries;
  outbox: Pick<PushOutbox, 'sweep' | 'wakeAfterCommit'>;
  recordUrls: RecordUrls;
  logger: Pick<Logger, 'warn'>;
  /** DSN past any pooler, for a preview's own session. */
  sessionUrl: string;
  /** How long a worker may be silent before another one takes its listing over; 15 s unless said. */
  leaseMs?: number;
  pageSize?: number;
}

export interface PullModule {
  door: ApplyRemote;
  pull: PullService;
  runs: RunsService;
  issues: IssuesService;
  previews: PreviewService;
  previewMaker: PreviewMaker;
  resolvers: object[];
  jobs: JobHandler[];
  /** Sets up the sweep and wakes what was left unfinished; the worker calls it once at its start. */
  schedule(queue: JobQueue): Promise<void>;
}

/** Everything that comes in from ConnectWise, and what people see and do about it. */
export function createPull(deps: PullModuleDeps): PullModule {
  const door = new ApplyRemote(deps);
  const pull = new PullService({ ...deps, door });
  const previews = new PreviewService(deps.connections, deps.settings, deps.queue, deps.logger);
  const runs = new RunsService({ ...deps, previews });
  const issues = new IssuesService({ ...deps, door, runs, pushes: deps.pushIssues });
  const modes = new ModeService({ ...deps, runs });
  const previewMaker = new PreviewMaker(deps);
  const sweeps = [() => sweepPreviews(deps.database, deps.queue), () => deps.outbox.sweep(deps.database)];
  const health = new HealthService(deps.connections, deps.clock);
  return {
    door,
    pull,
    runs,
    issues,
    previews,
    previewMaker,
    resolvers: [
      new RunResolver(runs, deps.clock),
      new IssueResolver(issues, deps.recordUrls),
      new IssuePageResolver(),
      new HealthResolver(health, deps.live),
      new FilterTestResolver(new FilterTestService(deps)),
      new ModeResolver(modes),
      new ExcludedRecordsResolver(deps.connections),
      new ExcludedRecordResolver(deps.recordUrls),
      new PreviewResolver(previews, deps.live),
      new PreviewRecordResolver(deps.recordUrls),
      new ClientLinkResolver(deps.links),
      new ContactLinkResolver(deps.links),
      new ProductLinkResolver(deps.links),
      new OpportunityLinkResolver(deps.links),
      new RemoteLinkResolver(deps.recordUrls),
    ],
    jobs: [...pullJobs(pull, { ...deps, sweeps }), ...previewJobs(previewMaker)],
    schedule: async (queue) => {
      await queue.every(sweepJob, SWEEP_EVERY_SECONDS, {});
      await queue.enqueue(sweepJob, {});
    },
  };
}
