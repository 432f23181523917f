import type { Clock } from '../../../platform/clock.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { RecordUrls } from '../../audit/audit.resolver.ts';
import type { LiveSignals } from '../../audit/live/live-hub.ts';
import { rollUpStatistics } from '../../audit/statistics/tallies.queries.ts';
import { REQUESTS_PER_SECOND } from '../../connection/request-rate.ts';
import { ChangeRulesResolver } from './change-rules/change-rules.resolver.ts';
import { HealthResolver, HealthTroubleResolver } from './health/health.resolver.ts';
import { countedEntities, HealthService } from './health/health.service.ts';
import { IssueDeskResolver } from './issues/desk/issue-desk.resolver.ts';
import { IssueDesk } from './issues/desk/issue-desk.service.ts';
import { IssuePageResolver, IssueResolver } from './issues/issue.resolver.ts';
import { type IssuesDeps, IssuesService } from './issues/issues.service.ts';
import { issueRetryJobs, sweepRetries } from './issues/retry/issue-retry.job.ts';
import { IssueRetryService } from './issues/retry/issue-retry.service.ts';
import { WaitingRecordsResolver } from './issues/waiting/waiting-records.resolver.ts';
import { RunResolver } from './runs/run.resolver.ts';
import { type RunsDeps, RunsService } from './runs/runs.service.ts';
import { type SyncRecordDeps, SyncRecordService } from './runs/sync-record.service.ts';
import { type SyncRecordsDeps, SyncRecordsService } from './runs/sync-records.service.ts';
import { NotSentResolver } from './standings/not-sent.resolver.ts';
import { RecordTalliesResolver } from './standings/record-tallies.resolver.ts';
import { WaitingPushesResolver } from './standings/waiting-pushes.resolver.ts';
import { StatisticsResolver, StatisticsSeriesResolver } from './statistics/statistics.resolver.ts';
import { StatisticsService } from './statistics/statistics.service.ts';

export interface ActivityModuleDeps
  extends Omit<RunsDeps, 'outbox'>,
    Omit<IssuesDeps, 'settings' | 'runs'>,
    Omit<SyncRecordDeps, 'settings' | 'runs'>,
    Pick<SyncRecordsDeps, 'edited'> {
  settings: RunsDeps['settings'] & IssuesDeps['settings'] & SyncRecordDeps['settings'];
  clock: Clock;
  live: LiveSignals;
  recordUrls: RecordUrls;
  /** Highest rate of requests to ConnectWise, of one process. */
  requestsPerSecond?: number;
}

export interface ActivityModule {
  runs: RunsService;
  issues: IssuesService;
  health: HealthService;
  resolvers: object[];
  jobs: JobHandler[];
  /** Adds up the figures, and enqueues every retry of issues that nobody is at. */
  sweep(): Promise<void>;
}

/** What the sync is doing and did, as people see it, and what they do about it: runs, issues, health. */
export function createActivity(deps: ActivityModuleDeps): ActivityModule {
  const runs = new RunsService(deps);
  const issues = new IssuesService({ ...deps, runs });
  const retries = new IssueRetryService({ ...deps, issues });
  const health = new HealthService(deps.connections, deps.settings);
  return {
    runs,
    issues,
    jobs: issueRetryJobs(retries),
    sweep: async () => {
      await sweepRetries(deps.database, deps.queue);
      await rollUpStatistics(deps.database, countedEntities);
    },
    health,
    resolvers: [
      new RunResolver(
        runs,
        deps.clock,
        new SyncRecordService({ ...deps, runs }),
        new SyncRecordsService({ ...deps, runs }),
      ),
      new IssueResolver(issues, deps.recordUrls),
      new IssuePageResolver(),
      new WaitingRecordsResolver(),
      new IssueDeskResolver(new IssueDesk(deps), retries),
      new HealthResolver(health, deps.live),
      new RecordTalliesResolver(deps.connections, deps.settings),
      new WaitingPushesResolver(deps.connections),
      new NotSentResolver(deps.connections),
      new HealthTroubleResolver(),
      new StatisticsResolver(new StatisticsService({ requestsPerSecond: REQUESTS_PER_SECOND, ...deps })),
      new StatisticsSeriesResolver(),
      new ChangeRulesResolver(deps.connections),
    ],
  };
}
