import type { Express } from 'express';
import type { Database, Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { JobHandler } from '../../platform/jobs/job.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import type { Logger } from '../../platform/logger.ts';
import type { FileSink, Storage } from '../../platform/storage.ts';
import { AuditQueries } from './audit.queries.ts';
import {
  AuditPageResolver,
  AuditResolver,
  type FieldLabels,
  type LocalPaths,
  type RecordUrls,
} from './audit.resolver.ts';
import { AuditLog } from './audit-log.service.ts';
import { auditExportRoute } from './export/audit-export.route.ts';
import { LiveHub } from './live/live-hub.ts';
import { retentionJobs, sweepRetention } from './retention/retention.job.ts';
import { RetentionResolver } from './retention/retention.resolver.ts';
import { RetentionService } from './retention/retention.service.ts';
import { retentionExportRoute } from './retention/retention-export.route.ts';
import { SavedViewsResolver } from './views/saved-views.resolver.ts';

export interface AuditDeps {
  database: Database;
  listenUrl: string;
  recordUrls: RecordUrls;
  localPath: LocalPaths;
  labelOf: FieldLabels;
  onError?: (error: unknown) => void;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'info' | 'warn'>;
  storage: Storage & FileSink;
  /** What lies in the store for a mail. */
  filesOfMail: (workspaceId: Id, mailId: Id) => readonly string[];
  /** How long runs are kept; null without a connection. */
  runsDaysOf: (tx: Tx) => Promise<number | null>;
}

export interface Audit {
  log: AuditLog;
  queries: AuditQueries;
  live: LiveHub;
  resolvers: object[];
  routes: Array<(app: Express) => void>;
  jobs: JobHandler[];
  retention: RetentionService;
  /** Wakes a worker where logs hold what is too old. */
  sweep(): Promise<void>;
}

/** The log of every attempt. `live` begins to listen with `live.start()`. */
export function createAudit(deps: AuditDeps): Audit {
  const { database, listenUrl, recordUrls, localPath, labelOf, onError } = deps;
  const retention = new RetentionService(deps);
  const queries = new AuditQueries();
  const live = new LiveHub({ database, listenUrl, ...(onError ? { onError } : {}) });
  return {
    log: new AuditLog(),
    queries,
    live,
    resolvers: [
      new AuditResolver(queries, live, { recordUrls, localPath, labelOf }),
      new AuditPageResolver(queries),
      new SavedViewsResolver(),
      new RetentionResolver(retention, deps.runsDaysOf),
    ],
    routes: [auditExportRoute({ database, queries }), retentionExportRoute(retention)],
    jobs: retentionJobs(retention),
    retention,
    sweep: () => sweepRetention(retention, deps.queue),
  };
}
