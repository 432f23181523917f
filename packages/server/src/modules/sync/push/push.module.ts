import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { WorkLog } from '../../../platform/work-log.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type {
  ConnectionHealth,
  Connections,
  ConnectWiseClients,
  ReferenceData,
} from '../../connection/connection.ports.ts';
import type { OnCrmChange } from '../../crm/crm-change.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import type { LinksService } from '../../links/links.service.ts';
import { records } from '../registry.ts';
import { CreateIntents } from './attempt/create-intents.queries.ts';
import type { DocumentBytes } from './attempt/document-bytes.ts';
import { PushSteps } from './attempt/push-steps.queries.ts';
import { RemoteStates } from './attempt/remote-states.ts';
import { lineDriftJobs, scheduleLineDrift } from './line-drift/line-drift.job.ts';
import { LineDriftService } from './line-drift/line-drift.service.ts';
import { type BeforePush, createCrmListener } from './outbox/crm-listener.ts';
import { createTellKept } from './outbox/kept-by-mode.ts';
import { PushIssues } from './outbox/push-issues.service.ts';
import { PushOutbox } from './outbox/push-outbox.service.ts';
import { PushQueue } from './outbox/push-queue.queries.ts';
import { PushRetryService } from './outbox/push-retry.service.ts';
import { pushJob } from './outbox/push-wake-up.ts';
import { PushResolver, PushStatusResolver } from './push.resolver.ts';
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
  settings: SettingsService;
  /** Shows what a win, a loss or a reopening comes to. */
  beforePush: BeforePush;
  /** The bytes of a quote's PDF or of an uploaded file. */
  documentBytes: DocumentBytes;
  /** Address of a document in this product, for notes in ConnectWise. */
  documentUrl: DocumentUrl;
  logger: Pick<Logger, 'warn'>;
  /** Told of each attempt. */
  work?: WorkLog;
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
  service: PushService;
  resolvers: object[];
  jobs: JobHandler[];
  /** Sets up what recurs; the worker calls it once at its start. */
  schedule(queue: JobQueue): Promise<void>;
}

/** Everything that goes out to ConnectWise. */
export function createPush(deps: PushDeps): PushModule {
  const outbox = new PushOutbox(deps.queue, deps.logger);
  const issues = new PushIssues(outbox, records);
  const service = new PushService({
    ...deps,
    issues,
    queue: new PushQueue(deps.leaseMs),
    intents: new CreateIntents(deps.leaseMs),
    states: new RemoteStates(deps.links, records),
    opportunity: { steps: new PushSteps(), documentBytes: deps.documentBytes, documentUrl: deps.documentUrl },
    random: deps.random ?? Math.random,
    owner: randomUUID(),
  });
  return {
    onCrmChange: createCrmListener(
      outbox,
      { beforePush: deps.beforePush, tellKept: createTellKept(deps.audit, deps.links) },
      records,
    ),
    outbox,
    issues,
    service,
    resolvers: [
      new PushResolver(new PushRetryService(deps.connections, deps.settings, issues, outbox, deps.audit), deps),
      new PushStatusResolver(),
    ],
    jobs: [
      ...lineDriftJobs(new LineDriftService(deps), deps),
      handle(pushJob, ({ workspaceId, connectionId }, { signal, touch }) =>
        service.run(workspaceId, connectionId, { signal, touch }),
      ),
    ],
    schedule: scheduleLineDrift,
  };
}
