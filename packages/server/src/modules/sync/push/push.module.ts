import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type {
  ConnectionHealth,
  Connections,
  ConnectWiseClients,
  ReferenceData,
} from '../../connection/connection.ports.ts';
import type { OnCrmChange } from '../../crm/crm-change.ts';
import type { LinksService } from '../../links/links.service.ts';
import { SettingsService } from '../../settings/settings.service.ts';
import { previewReporter } from '../preview/preview.reporter.ts';
import { SetupProgressResolver } from '../setup/setup-progress.resolver.ts';
import { SetupProgressService } from '../setup/setup-progress.service.ts';
import { SyncSettingsResolver } from '../setup/sync-settings.resolver.ts';
import { SyncSettingsService } from '../setup/sync-settings.service.ts';
import { CreateIntents } from './create-intents.service.ts';
import { createCrmListener } from './crm-listener.ts';
import type { DocumentBytes } from './document-bytes.ts';
import { PushResolver } from './push.resolver.ts';
import { PushService } from './push.service.ts';
import { PushIssues } from './push-issues.service.ts';
import { PushOutbox } from './push-outbox.service.ts';
import { PushQueue } from './push-queue.service.ts';
import { PushRetryService } from './push-retry.service.ts';
import { PushSteps } from './push-steps.service.ts';
import { pushJob } from './push-wake-up.ts';
import { RemoteStates } from './remote-states.ts';
import type { DocumentUrl } from './steps/notes.step.ts';
import type { Warner } from './warner.ts';

export interface PushDeps {
  database: Database;
  clock: Clock;
  audit: AuditLog;
  queue: Pick<JobQueue, 'enqueue'>;
  links: LinksService;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  references: ReferenceData;
  /** The bytes of a quote's PDF or of an uploaded file. */
  documentBytes: DocumentBytes;
  /** Address of a document in this product, for notes in ConnectWise. */
  documentUrl: DocumentUrl;
  logger: Warner;
  /** After so long without a sign of life another worker takes a request over; 20 s unless said. */
  leaseMs?: number;
  /** Tests let a worker fail here, between a remote create and its link. */
  afterRemoteCreate?: (entity: string) => void | Promise<void>;
  /** 0 to 1; for jitter. */
  random?: () => number;
}

export interface PushModule {
  /** Handed to the CRM by compose. */
  onCrmChange: OnCrmChange;
  outbox: PushOutbox;
  /** `retry(tx, issue)` sends the push of an issue of direction out again. */
  issues: PushIssues;
  settings: SettingsService;
  syncSettings: SyncSettingsService;
  service: PushService;
  resolvers: object[];
  jobs: JobHandler[];
}

/** Settings, mapping and everything that goes out. */
export function createPush(deps: PushDeps): PushModule {
  const settings = new SettingsService(deps.audit);
  const outbox = new PushOutbox(deps.queue, deps.logger);
  const issues = new PushIssues(outbox);
  const service = new PushService({
    ...deps,
    settings,
    issues,
    queue: new PushQueue(deps.leaseMs),
    intents: new CreateIntents(deps.leaseMs),
    states: new RemoteStates(deps.links),
    opportunity: { steps: new PushSteps(), documentBytes: deps.documentBytes, documentUrl: deps.documentUrl },
    random: deps.random ?? Math.random,
    owner: randomUUID(),
  });
  const syncSettings = new SyncSettingsService(settings);
  const retries = new PushRetryService(deps.connections, settings, issues, outbox);
  return {
    onCrmChange: createCrmListener(outbox),
    outbox,
    issues,
    settings,
    syncSettings,
    service,
    resolvers: [
      new SyncSettingsResolver(syncSettings, deps.connections, deps.references),
      new SetupProgressResolver(new SetupProgressService(deps.connections, syncSettings, [previewReporter])),
      new PushResolver(retries),
    ],
    jobs: [
      handle(pushJob, ({ workspaceId, connectionId }, { signal, touch }) =>
        service.run(workspaceId, connectionId, { signal, touch }),
      ),
    ],
  };
}
