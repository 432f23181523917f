import type { AnyEntity, EntityClass } from '@mikro-orm/postgresql';
import type { Express } from 'express';
import { type Audit, createAudit } from '../modules/audit/audit.module.ts';
import { AuditLog } from '../modules/audit/audit-log.service.ts';
import { type Auth, createAuth } from '../modules/auth/auth.module.ts';
import { type ConnectionModule, createConnection } from '../modules/connection/connection.module.ts';
import { recordUrl } from '../modules/connection/record-url.rules.ts';
import { crmEntities } from '../modules/crm/crm.entities.ts';
import { type Crm, createCrm } from '../modules/crm/crm.module.ts';
import type { OnCrmChange } from '../modules/crm/crm-change.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import type { JobHandler } from '../platform/jobs/job.ts';
import type { JobQueue } from '../platform/jobs/job-queue.ts';
import type { Logger } from '../platform/logger.ts';
import type { SecretBox } from '../platform/secrets.ts';
import type { Storage } from '../platform/storage.ts';

/** The tools that every program brings along. */
export interface Tools {
  database: Database;
  /** DSN to LISTEN on. */
  listenUrl: string;
  jobs: JobQueue;
  logger: Logger;
  clock: Clock;
  secrets: SecretBox;
  storage: Storage;
  connectwise: {
    /** Hosts beside ConnectWise's own to which requests may go: `host` or `host:port`. */
    allowedHosts: readonly string[];
    /** The operator's client ID, if there is one. */
    clientId: string | null;
    requestsPerSecond?: number;
    timeoutMs?: number;
  };
}

/** The product, put together; nothing runs yet. */
export interface App {
  auth: Auth;
  audit: Audit;
  connection: ConnectionModule;
  crm: Crm;
  resolvers: object[];
  routes: Array<(app: Express) => void>;
  handlers: JobHandler[];
  /** Sets up the recurring jobs; the worker calls it at its start. */
  schedule(): Promise<void>;
  stop(): Promise<void>;
}

/** Every entity that MikroORM has to know. */
export const entities: EntityClass<AnyEntity>[] = [...crmEntities];

/** The one place that knows every module: builds them in order and hands each what it needs of the others. */
export function compose(tools: Tools): App {
  const { database, clock, jobs, logger } = tools;
  const log = new AuditLog();
  const auth = createAuth({ database, clock });
  const onCrmChange: OnCrmChange = async () => undefined;
  const connection = createConnection({
    database,
    clock,
    audit: log,
    logger,
    secrets: tools.secrets,
    queue: jobs,
    ...tools.connectwise,
  });
  const audit = createAudit({
    database,
    listenUrl: tools.listenUrl,
    onError: (err) => logger.warn({ err }, 'the live stream has trouble; it goes on by itself'),
    recordUrls: async (tx) => {
      const active = await connection.connections.active(tx);
      return (entity, remoteId) => (active ? recordUrl(active, entity, remoteId) : null);
    },
  });
  const crm = createCrm({ database, clock, storage: tools.storage, onCrmChange });
  const modules = [auth, audit, connection, crm];
  return {
    auth,
    audit,
    connection,
    crm,
    resolvers: modules.flatMap((module) => module.resolvers),
    routes: [crm.routes],
    handlers: [...connection.jobs],
    schedule: () => connection.schedule(jobs),
    stop: async () => {
      await audit.live.stop();
      await connection.close();
    },
  };
}
