// First: the decorators of everything below write their metadata through it.
import 'reflect-metadata';
import type { AnyEntity, EntityClass } from '@mikro-orm/postgresql';
import type { Express } from 'express';
import { guardedFetch } from '../connectwise/client/guarded-fetch.ts';
import { OutboundGuard } from '../connectwise/client/outbound-guard.ts';
import type { RetryOptions } from '../connectwise/client/retry.ts';
import { Transport } from '../connectwise/client/transport.ts';
import { type AlertsModule, createAlerts } from '../modules/alerts/alerts.module.ts';
import { type Audit, createAudit } from '../modules/audit/audit.module.ts';
import type { RecordUrls } from '../modules/audit/audit.resolver.ts';
import { AuditLog } from '../modules/audit/audit-log.service.ts';
import { countInMetrics } from '../modules/audit/statistics/tally-metrics.ts';
import { type Auth, createAuth } from '../modules/auth/auth.module.ts';
import { type ConnectionModule, createConnection } from '../modules/connection/connection.module.ts';
import { recordUrl, type WebAddresses } from '../modules/connection/record-url.rules.ts';
import { crmEntities } from '../modules/crm/crm.entities.ts';
import { type Crm, createCrm } from '../modules/crm/crm.module.ts';
import { printAgain } from '../modules/crm/documents/revisions/print-again.ts';
import { createDelivery, type DeliveryModule } from '../modules/delivery/delivery.module.ts';
import { filesOfMail, keptText, type MailSettings } from '../modules/delivery/mail-channel.ts';
import { createErasure, type ErasureModule } from '../modules/erasure/erasure.module.ts';
import { SettingsService } from '../modules/integration/configuration/settings.service.ts';
import { createIntegration, type IntegrationModule } from '../modules/integration/integration.module.ts';
import { askForPermissions } from '../modules/integration/permissions/permissions.job.ts';
import { createLinks } from '../modules/links/links.module.ts';
import { opportunityLinkAlong, readIdsThere } from '../modules/links/links.queries.ts';
import { LinksService } from '../modules/links/links.service.ts';
import { standsSql } from '../modules/links/record-standing.ts';
import { Heartbeat } from '../modules/liveness/heartbeat.ts';
import type { ProcessKind } from '../modules/liveness/process-standing.rules.ts';
import { type ActivityModule, createActivity } from '../modules/sync/activity/activity.module.ts';
import { createBundles } from '../modules/sync/bundles/bundles.module.ts';
import { createCwStatus } from '../modules/sync/cw-status/cw-status.module.ts';
import {
  createMatching,
  type MatchingModule,
  type MatchingModuleDeps,
} from '../modules/sync/matching/matching.module.ts';
import { matchingStep } from '../modules/sync/matching/matching-step.ts';
import { onSettingsChanged } from '../modules/sync/modes/changed-fields.ts';
import { createModes } from '../modules/sync/modes/modes.module.ts';
import { wakeMappedTaxes } from '../modules/sync/modes/newly-mapped.ts';
import { createPreview, type PreviewModule } from '../modules/sync/preview/preview.module.ts';
import { previewReporter } from '../modules/sync/preview/preview.reporter.ts';
import { createPull, type PullModule, type PullModuleDeps } from '../modules/sync/pull/pull.module.ts';
import { createPush, type PushDeps, type PushModule } from '../modules/sync/push/push.module.ts';
import { fieldLabel } from '../modules/sync/records/fields/field-label.ts';
import { isPulled, localPath, remoteScreenOf, syncOf } from '../modules/sync/registry.ts';
import { createRepair } from '../modules/sync/repair/repair.module.ts';
import { createUndo, type UndoModule } from '../modules/sync/undo/undo.module.ts';
import { createWebhooks, type WebhooksModule } from '../modules/webhooks/webhooks.module.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import type { JobHandler } from '../platform/jobs/job.ts';
import type { JobQueue } from '../platform/jobs/job-queue.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';
import { repeatedWarning } from '../platform/repeated-trouble.ts';
import type { SecretBox } from '../platform/secrets.ts';
import type { FileSink, Storage } from '../platform/storage.ts';
import { WorkLog } from '../platform/work-log.ts';

/** The tools that every program brings along. */
export interface Tools {
  database: Database;
  /** DSN to LISTEN on. */
  listenUrl: string;
  jobs: JobQueue;
  logger: Logger;
  clock: Clock;
  secrets: SecretBox;
  storage: Storage & FileSink;
  /** What this process counts; nothing is counted without it. */
  metrics?: Metrics;
  /** Address that browsers use, without a slash at the end. */
  publicUrl: string;
  /** Hosts to which webhooks may go although they are not public: `host` or `host:port`. */
  webhookHosts?: readonly string[];
  /** Hosts at which providers of sign-ins may be although they are not public: `host` or `host:port`. */
  signInHosts?: readonly string[];
  /** Without it mails are kept. */
  mail?: MailSettings;
  /** How often the states of each workspace are looked at for alerts. */
  alertCheckSeconds?: number;
  connectwise: {
    /** Hosts beside ConnectWise's own to which requests may go: `host` or `host:port`. */
    allowedHosts: readonly string[];
    /** The operator's client ID, if there is one. */
    clientId: string | null;
    /** Where browsers find a server that is reached by another name here. */
    webAddresses?: WebAddresses;
    requestsPerSecond?: number;
    timeoutMs?: number;
    retry?: RetryOptions;
  };
  /** The address that ConnectWise may call; null when the operator named none. */
  callbackUrl: () => string | null;
  /** Leases and page sizes other than the usual; tests shorten them. */
  pull?: Pick<PullModuleDeps, 'leaseMs' | 'pageSize' | 'leaseOwner'>;
  push?: Pick<PushDeps, 'leaseMs' | 'random' | 'afterRemoteCreate'>;
  matching?: Pick<MatchingModuleDeps, 'leaseMs' | 'pageSize'>;
}

/** The product, put together; nothing runs yet. */
export interface App {
  auth: Auth;
  delivery: DeliveryModule;
  alerts: AlertsModule;
  webhooks: WebhooksModule;
  audit: Audit;
  connection: ConnectionModule;
  settings: SettingsService;
  integration: IntegrationModule;
  crm: Crm;
  push: PushModule;
  pull: PullModule;
  preview: PreviewModule;
  undo: UndoModule;
  erasure: ErasureModule;
  activity: ActivityModule;
  matching: MatchingModule;
  resolvers: object[];
  routes: Array<(app: Express) => void>;
  handlers: JobHandler[];
  /** Sets up the recurring jobs; the worker calls it at its start. */
  schedule(): Promise<void>;
  /** Lets the others know from now on that this process lives. */
  beat(kind: ProcessKind): Promise<void>;
  /** Begins what every process does, without the job store: looking for alerts, sending mails and webhooks. */
  watch(): void;
  stop(): Promise<void>;
}

/** Every entity that MikroORM has to know. */
export const entities: EntityClass<AnyEntity>[] = [...crmEntities];

/** Without a connection nobody was asked whether documents may be opened by a link. */
const noLinks = { isOn: false, expireAfterDays: null };

/** The one place that knows every module: builds them in order and hands each what it needs of the others. */
export function compose(tools: Tools): App {
  const { database, clock, logger } = tools;
  const queue = tools.jobs;
  const { metrics } = tools;
  const log = new AuditLog(metrics && countInMetrics(metrics));
  const work = metrics && new WorkLog(logger, metrics);
  const links = new LinksService();
  const settings = new SettingsService(log);
  const base = { database, clock, logger, queue, links, settings, audit: log };

  const heartbeats: Heartbeat[] = [];
  const { secrets, publicUrl, webhookHosts: hosts = [] } = tools;
  const webhooks = createWebhooks({ database, logger, clock, secrets, publicUrl, hosts });
  const delivery = createDelivery({ database, logger, storage: tools.storage, mail: tools.mail ?? keptMail });
  const signInGuard = new OutboundGuard(tools.signInHosts, { anyPublicHost: true, namedIn: 'SIGN_IN_ALLOWED_HOSTS' });
  const signInTransport = new Transport({
    guard: signInGuard,
    timeoutMs: 10_000,
    totalTimeoutMs: 15_000,
    maxAnswerBytes: 1024 * 1024,
  });
  const auth = createAuth({
    database,
    clock,
    secrets: tools.secrets,
    publicUrl: tools.publicUrl,
    mail: delivery.deliveries,
    logger,
    outbound: { reasonAgainst: (url) => signInGuard.reasonAgainst(url), fetch: guardedFetch(signInTransport) },
  });
  const connection = createConnection({
    ...tools.connectwise,
    ...base,
    secrets: tools.secrets,
    ...(metrics ? { metrics } : {}),
    askForRights: askForPermissions(queue, logger),
    // Called when lists were read, long after everything has been made.
    onLists: (tx, connectionId, changed) => integration.onLists(tx, connectionId, changed),
    onDisconnect: async (one) => pull.callbacks?.entries.remove(one),
  });
  const recordUrls = recordUrlsOf(connection, tools.connectwise.webAddresses);
  const liveTrouble = repeatedWarning(logger, 'the live stream has trouble; it goes on by itself');
  const audit = createAudit({
    database,
    queue,
    logger,
    storage: tools.storage,
    filesOfMail,
    runsDaysOf: async (tx) => {
      const active = await connection.connections.active(tx);
      return active ? (await settings.of(tx, active.id)).configuration.options.keepRunsDays : null;
    },
    recordUrls,
    localPath,
    labelOf: (entity, field) =>
      fieldLabel(entity !== null && isPulled(entity) ? syncOf(entity).fields : undefined, field),
    listenUrl: tools.listenUrl,
    onError: (err) => liveTrouble.tell(err),
  });
  const outside = {
    ...base,
    connections: connection.connections,
    clients: connection.clients,
    health: connection.health,
    references: connection.references,
    recordUrls,
    live: audit.live,
  };

  const cwStatus = createCwStatus(outside);
  const integration = createIntegration({
    ...outside,
    // Called when settings were saved or lists read, long after everything has been made.
    held: {
      retryHeld: (tx, connectionId) => push.issues.retryHeld(tx, connectionId),
      retryLacking: (tx, connectionId, kinds) => push.issues.retryLacking(tx, connectionId, kinds),
    },
    onSettings: async (tx, connectionId) => {
      await cwStatus.field.keepUp(tx, connectionId);
      await pull.reconcileControl.reschedule(tx, connectionId);
    },
    onChanged: onSettingsChanged,
    onTaxesMapped: wakeMappedTaxes,
    reporters: [matchingStep(settings), previewReporter],
    recordOf: syncOf,
  });
  const push = createPush({
    ...outside,
    ...(work ? { work } : {}),
    beforePush: cwStatus.outcome.show,
    // Called when a push runs, long after everything has been made.
    documentBytes: (workspaceId, documentId) => crm.documentFiles.read(workspaceId, documentId),
    documentUrl: (workspaceId, documentId) => crm.documentLinks.urlOf(workspaceId, documentId),
    ...tools.push,
  });
  const crm = createCrm({
    ...base,
    storage: tools.storage,
    onCrmChange: push.onCrmChange,
    opportunityLinkAlong,
    stands: standsSql,
    idsThere: readIdsThere,
    onStageRetired: async (tx, stage, by) => {
      const active = await connection.connections.active(tx);
      if (active) await integration.forgetStage(tx, active.id, stage, by);
    },
    links: {
      secrets: tools.secrets,
      publicUrl: tools.publicUrl,
      policyOf: async (tx) => {
        const active = await connection.connections.active(tx);
        return active ? (await settings.of(tx, active.id)).configuration.options.documentLinks : noLinks;
      },
    },
  });
  // What a dry run writes down counts nowhere.
  const preview = createPreview({ ...outside, audit: new AuditLog(), sessionUrl: tools.listenUrl, ...tools.pull });
  const undo = createUndo(outside);
  const erasure = createErasure({
    ...base,
    mailFiles: { storage: tools.storage, keptText, filesOfMail },
    printAgain: (sheet, logoKey) => printAgain(tools.storage, sheet, logoKey),
  });
  const pull = createPull({
    ...outside,
    ...(work ? { work } : {}),
    // The last one is called by the sweep, long after everything has been made.
    sweeps: [
      preview.sweep,
      () => push.outbox.sweep(database),
      undo.sweep,
      () => activity.sweep(),
      audit.sweep,
      erasure.sweep,
    ],
    requestPush: (tx, record) => push.outbox.request(tx, { ...record, reason: 'updated', actor: null }),
    callbacks: { secrets: tools.secrets, publicUrl: tools.callbackUrl, askForKey: connection.askForKey },
    ...tools.pull,
  });
  const repair = createRepair({ ...outside, door: pull.door, pushIssues: push.issues, outbox: push.outbox });
  const activity = createActivity({
    ...outside,
    syncSettings: integration.syncSettings,
    previews: preview.previews,
    door: pull.door,
    forecasts: pull.forecasts,
    pushIssues: push.issues,
    outbox: push.outbox,
    relink: repair.relink,
    desk: repair.desk,
    edited: repair.edited,
    ...tools.connectwise,
  });
  const modes = createModes({
    ...outside,
    runs: activity.runs,
    outbox: push.outbox,
    syncSettings: integration.syncSettings,
  });
  const matching = createMatching({ ...outside, ...tools.matching });
  const alerts = createAlerts({
    ...base,
    health: activity.health,
    deliveries: delivery.deliveries,
    workspaces: auth.workspaces,
    publicUrl: tools.publicUrl,
    wakeWebhooks: webhooks.loop.wake,
    live: audit.live,
    checkEverySeconds: tools.alertCheckSeconds,
  });
  const modules = [
    auth,
    delivery,
    webhooks,
    alerts,
    audit,
    connection,
    crm,
    createLinks(outside),
    integration,
    push,
    createBundles(),
    preview,
    pull,
    undo,
    activity,
    repair,
    modes,
    matching,
    erasure,
  ];
  return {
    auth,
    delivery,
    webhooks,
    alerts,
    audit,
    connection,
    settings,
    integration,
    crm,
    push,
    pull,
    preview,
    undo,
    erasure,
    activity,
    matching,
    resolvers: modules.flatMap((module) => module.resolvers),
    routes: [crm.routes, repair.routes, ...auth.routes, ...audit.routes, ...pull.routes],
    handlers: [
      audit,
      connection,
      integration,
      pull,
      preview,
      push,
      cwStatus,
      matching,
      undo,
      activity,
      erasure,
    ].flatMap((module) => module.jobs),
    schedule: async () => {
      // First what wakes the work that a worker before this one left behind.
      for (const module of [pull, push, connection, cwStatus, matching]) await module.schedule(queue);
    },
    beat: async (kind) => {
      const heartbeat = new Heartbeat({ database, jobs: queue, logger, secrets }, kind);
      heartbeats.push(heartbeat);
      await heartbeat.start();
    },
    watch: () => {
      delivery.loop.start();
      webhooks.loop.start();
      alerts.loop.start();
    },
    stop: async () => {
      for (const heartbeat of heartbeats) await heartbeat.stop();
      await alerts.loop.stop();
      await auth.close();
      await delivery.close();
      await webhooks.close();
      await signInTransport.close();
      await audit.live.stop();
      await connection.close();
    },
  };
}

const keptMail: MailSettings = { smtpUrl: null, from: 'Causeway <causeway@localhost>' };

/** Addresses in ConnectWise, of the account that the workspace is connected to. */
const recordUrlsOf =
  ({ connections }: ConnectionModule, webAddresses: WebAddresses = new Map()): RecordUrls =>
  async (tx) => {
    const active = await connections.active(tx);
    return (entity, remoteId) => (active ? recordUrl(active, remoteScreenOf(entity), remoteId, webAddresses) : null);
  };
