import type { Database } from '../../../platform/database/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { RecordUrls } from '../../audit/audit.resolver.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { LiveSignals } from '../../audit/live/live-hub.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import type { LinksService } from '../../links/links.service.ts';
import { previewJobs, sweepPreviews } from './preview.job.ts';
import { PreviewRecordResolver, PreviewResolver } from './preview.resolver.ts';
import { PreviewService } from './preview.service.ts';
import { PreviewMaker } from './preview-maker.ts';

export interface PreviewModuleDeps {
  database: Database;
  audit: AuditLog;
  live: LiveSignals;
  queue: Pick<JobQueue, 'enqueue'>;
  links: LinksService;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: SettingsService;
  recordUrls: RecordUrls;
  logger: Pick<Logger, 'warn'>;
  /** DSN past any pooler, for a preview's own session. */
  sessionUrl: string;
  leaseMs?: number;
  pageSize?: number;
}

export interface PreviewModule {
  previews: PreviewService;
  previewMaker: PreviewMaker;
  /** Enqueues every preview that nobody is at. */
  sweep(): Promise<void>;
  resolvers: object[];
  jobs: JobHandler[];
}

/** A dry run of the first sync. */
export function createPreview(deps: PreviewModuleDeps): PreviewModule {
  const previews = new PreviewService(deps.connections, deps.settings, deps.queue, deps.logger);
  const previewMaker = new PreviewMaker(deps);
  return {
    previews,
    previewMaker,
    sweep: () => sweepPreviews(deps.database, deps.queue),
    resolvers: [new PreviewResolver(previews, deps.live), new PreviewRecordResolver(deps.recordUrls)],
    jobs: previewJobs(previewMaker),
  };
}
