import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type {
  ConnectionHealth,
  Connections,
  ConnectWiseClients,
  ReferenceData,
} from '../../connection/connection.ports.ts';
import type { OnCrmChange } from '../../crm/crm-change.ts';
import { DriftResolver, ReferenceUseResolver } from '../../integration/drift/drift.resolver.ts';
import { DriftService } from '../../integration/drift/drift.service.ts';
import { SettingsHistoryResolver } from '../../integration/history/settings-history.resolver.ts';
import { SettingsHistoryService } from '../../integration/history/settings-history.service.ts';
import { ProductMappingResolver } from '../../integration/mapping/product-mapping.resolver.ts';
import { ProductMappingService } from '../../integration/mapping/product-mapping.service.ts';
import { TaxImportService } from '../../integration/mapping/tax-import.service.ts';
import { TaxMappingResolver } from '../../integration/mapping/tax-mapping.resolver.ts';
import { TaxMappingService } from '../../integration/mapping/tax-mapping.service.ts';
import { permissionJobs } from '../../integration/permissions/permissions.job.ts';
import { PermissionsResolver } from '../../integration/permissions/permissions.resolver.ts';
import { PermissionsService } from '../../integration/permissions/permissions.service.ts';
import { MappingSimulationResolver } from '../../integration/settings/mapping-simulation.resolver.ts';
import { SettingsService } from '../../integration/settings/settings.service.ts';
import { SetupProgressResolver } from '../../integration/settings/setup-progress.resolver.ts';
import { SetupProgressService } from '../../integration/settings/setup-progress.service.ts';
import { SyncSettingsResolver } from '../../integration/settings/sync-settings.resolver.ts';
import { SyncSettingsService } from '../../integration/settings/sync-settings.service.ts';
import type { LinksService } from '../../links/links.service.ts';
import { BundlePreviewResolver } from '../bundles/bundle-preview.resolver.ts';
import { BundlePreviewService } from '../bundles/bundle-preview.service.ts';
import { CwStatusField } from '../cw-status/cw-status-field.service.ts';
import { CwStatusOutcome } from '../cw-status/cw-status-outcome.service.ts';
import { scheduleStatusFills, statusFillJobs } from '../cw-status/status-fill.job.ts';
import { StatusFillService } from '../cw-status/status-fill.service.ts';
import { StatusFillRequests } from '../cw-status/status-fill-wake-up.ts';
import { matchingStep } from '../matching/matching-step.ts';
import { previewReporter } from '../preview/preview.reporter.ts';
import { CreateIntents } from './attempt/create-intents.service.ts';
import type { DocumentBytes } from './attempt/document-bytes.ts';
import { PushSteps } from './attempt/push-steps.service.ts';
import { RemoteStates } from './attempt/remote-states.ts';
import { lineDriftJobs, scheduleLineDrift } from './line-drift/line-drift.job.ts';
import { LineDriftService } from './line-drift/line-drift.service.ts';
import { createCrmListener } from './outbox/crm-listener.ts';
import { PushIssues } from './outbox/push-issues.service.ts';
import { PushOutbox } from './outbox/push-outbox.service.ts';
import { PushQueue } from './outbox/push-queue.service.ts';
import { PushRetryService } from './outbox/push-retry.service.ts';
import { pushJob } from './outbox/push-wake-up.ts';
import { PushResolver } from './push.resolver.ts';
import { PushService } from './push.service.ts';
import type { DocumentUrl } from './steps/notes.step.ts';

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
  logger: Pick<Logger, 'warn'>;
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
  /** Brings the custom field up to date after the lists were read. */
  cwStatusField: CwStatusField;
  outbox: PushOutbox;
  /** `retry(tx, issue)` sends the push of an issue of direction out again. */
  issues: PushIssues;
  settings: SettingsService;
  /** Told when ConnectWise's lists were read. */
  drift: DriftService;
  syncSettings: SyncSettingsService;
  service: PushService;
  resolvers: object[];
  jobs: JobHandler[];
  /** Sets up what recurs; the worker calls it once at its start. */
  schedule(queue: JobQueue): Promise<void>;
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
  const drift = new DriftService(deps.connections, settings, deps.audit, issues);
  const cwStatusField = new CwStatusField(settings, new StatusFillRequests(deps.queue, deps.logger));
  const statusFills = new StatusFillService({ ...deps, settings });
  const syncSettings = new SyncSettingsService(settings, async (tx, connectionId) => {
    await cwStatusField.keepUp(tx, connectionId);
    await drift.note(tx, connectionId);
  });
  const permissions = new PermissionsService({ ...deps, settings });
  const history = new SettingsHistoryService(deps.connections, settings, syncSettings, deps.clock);
  const retries = new PushRetryService(deps.connections, settings, issues, outbox);
  return {
    onCrmChange: createCrmListener(outbox, new CwStatusOutcome(settings)),
    cwStatusField,
    outbox,
    issues,
    settings,
    drift,
    syncSettings,
    service,
    resolvers: [
      new SyncSettingsResolver(syncSettings, deps.connections, deps.references),
      new SetupProgressResolver(
        new SetupProgressService(deps.connections, syncSettings, [
          permissions,
          matchingStep(settings),
          previewReporter,
        ]),
      ),
      new PermissionsResolver(permissions),
      new DriftResolver(drift),
      new ReferenceUseResolver(drift),
      new SettingsHistoryResolver(history),
      new MappingSimulationResolver(syncSettings, deps.connections),
      new PushResolver(retries),
      new ProductMappingResolver(new ProductMappingService(deps.connections, settings)),
      new TaxMappingResolver(
        new TaxMappingService(deps.connections, settings, drift),
        new TaxImportService({ ...deps, settings, drift }),
      ),
      new BundlePreviewResolver(new BundlePreviewService()),
    ],
    jobs: [
      ...permissionJobs(permissions),
      ...statusFillJobs(statusFills, deps),
      ...lineDriftJobs(new LineDriftService(deps), deps),
      handle(pushJob, ({ workspaceId, connectionId }, { signal, touch }) =>
        service.run(workspaceId, connectionId, { signal, touch }),
      ),
    ],
    schedule: async (queue) => {
      await scheduleStatusFills(queue);
      await scheduleLineDrift(queue);
    },
  };
}
