import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox, type SandboxOptions } from '@causeway/sandbox';
import { type Role, roles } from '@causeway/shared/vocabulary';
import { accessRules } from '../../src/main/access-rules.ts';
import { type App, compose, entities, type Tools } from '../../src/main/compose.ts';
import { nodes } from '../../src/main/node.queries.ts';
import { processMetrics } from '../../src/main/process-metrics.ts';
import { referenceRoute } from '../../src/main/reference.route.ts';
import { hashPassword } from '../../src/modules/auth/password.ts';
import { insertUser } from '../../src/modules/auth/session.queries.ts';
import { REQUESTS_PER_SECOND } from '../../src/modules/connection/request-rate.ts';
import { type Clock, systemClock } from '../../src/platform/clock.ts';
import type { Database, Tx } from '../../src/platform/database/database.ts';
import { createSchema } from '../../src/platform/graphql/schema.ts';
import type { TurnLimits } from '../../src/platform/graphql/turns.ts';
import { type RunningServer, startHttp } from '../../src/platform/http/server.ts';
import { readProxies } from '../../src/platform/http/trust-proxy.ts';
import type { Id } from '../../src/platform/ids.ts';
import { AgendaQueue } from '../../src/platform/jobs/agenda-queue.ts';
import { InlineQueue } from '../../src/platform/jobs/inline-queue.ts';
import type { JobQueue } from '../../src/platform/jobs/job-queue.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { Metrics } from '../../src/platform/metrics.ts';
import { SecretBox } from '../../src/platform/secrets.ts';
import { DiskStorage } from '../../src/platform/storage.ts';
import type { As } from './as.ts';
import { type Answer, type Data, GraphqlClient } from './graphql-client.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { makeWorkspace } from './test-workspace.ts';
import { until } from './until.ts';

export interface TestAppOptions {
  /** "inline" (the default) runs jobs in `settle()` alone; the others by a real worker in this process. */
  jobs?: 'inline' | 'agenda-postgres' | 'agenda-mongo';
  /** What ConnectWise holds; `false` for none. Default: an empty one. */
  sandbox?: SandboxOptions['seed'] | false;
  clock?: Clock;
  /** Starts the recurring jobs too. */
  schedule?: boolean;
  /** Leaves the installation without a workspace and without people. */
  isEmpty?: boolean;
  /** Whether this process says that it is a worker; true unless said. */
  heartbeat?: boolean;
  /** As TRUST_PROXY. */
  trustProxy?: string;
  webDist?: string;
  recheckEveryMs?: number;
  operationTimeoutMs?: number;
  turnLimits?: TurnLimits;
  /** Lets the sandbox call this product. */
  callbacks?: boolean | (() => string | null);
  tools?: Partial<Pick<Tools, 'pull' | 'push'>>;
  /** As SMTP_URL; none unless said, so that mails are kept. */
  smtpUrl?: string;
  /** As WEBHOOK_ALLOWED_HOSTS. */
  webhookHosts?: string[];
  /** As SIGN_IN_ALLOWED_HOSTS. */
  signInHosts?: string[];
  connectwise?: Partial<Tools['connectwise']>;
  /** Measures the process and the database as this program does; without it only what the product itself counts. */
  program?: 'api' | 'worker';
}

export interface TestApp {
  url: string;
  database: Database;
  test: TestDatabase;
  app: App;
  /** What the product was put together from, to put it together once more in another way. */
  tools: Tools;
  metrics: Metrics;
  jobs: JobQueue;
  sandbox: Sandbox;
  /** The workspace of one person of each role; the stranger is an administrator of another one. */
  workspaceId: Id;
  /** Asks over HTTP and gives the data; throws what the API answered in `errors`. As "admin" unless said. */
  graphql<T = Data>(query: string, variables?: object, options?: { as?: As }): Promise<T>;
  /** The same with errors and status as they are. */
  ask(query: string, variables?: object, options?: { as?: As }): Promise<Answer>;
  /** The HTTP headers that make a request one of this user, for `fetch` and sockets. */
  headersOf(as: As): Promise<Record<string, string>>;
  /** Everything that was logged, as text. */
  logged(): string;
  /** Until all due work is done; throws what a job threw, or when it does not end. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export const PASSWORD = 'correct horse battery';

/** The whole product in this process: real PostgreSQL, real HTTP on a free port, a ConnectWise sandbox. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const test = await createTestDatabase();
  const database = await test.open(entities);
  const folder = await mkdtemp(join(tmpdir(), 'causeway-test-'));
  const sandbox = await createSandbox({ port: 0, host: '127.0.0.1', seed: options.sandbox || 'empty' });
  const lines: string[] = [];
  const logger = createLogger({
    level: 'debug',
    name: 'test',
    destination: { write: (line: string) => void lines.push(line) },
  });
  const jobs = openJobs(options, test);
  const metrics = options.program ? processMetrics(options.program, database, REQUESTS_PER_SECOND) : new Metrics();
  const tools: Tools = {
    metrics,
    database,
    jobs,
    logger,
    listenUrl: test.url,
    clock: options.clock ?? systemClock,
    publicUrl: 'http://127.0.0.1',
    callbackUrl: () => {
      const { callbacks } = options;
      return typeof callbacks === 'function' ? callbacks() : callbacks ? server.url : null;
    },
    secrets: new SecretBox([{ id: 'test', key: Buffer.alloc(32, 7) }]),
    storage: new DiskStorage(folder),
    webhookHosts: options.webhookHosts ?? [],
    signInHosts: options.signInHosts ?? [],
    mail: { smtpUrl: options.smtpUrl ?? null, from: 'Causeway <causeway@test.example>' },
    connectwise: {
      allowedHosts: [new URL(sandbox.url).host],
      clientId: sandbox.clientId,
      requestsPerSecond: 1_000,
      ...options.connectwise,
    },
    ...options.tools,
  };
  const app = compose(tools);
  const { ours } = options.isEmpty ? { ours: '' } : await people(database);
  await app.audit.live.start();
  const schema = await createSchema(app.resolvers, accessRules, nodes);
  const server: RunningServer = await startHttp({
    ...tools,
    host: '127.0.0.1',
    port: 0,
    webDist: options.webDist ?? null,
    cookieSecure: false,
    trustProxy: readProxies(options.trustProxy ?? ''),
    metrics,
    isListening: () => app.audit.live.isListening,
    schema,
    authenticate: app.auth.authenticate,
    isKnownOrigin: app.auth.isKnownOrigin,
    routes: [...app.routes, referenceRoute(schema)],
    recheckEveryMs: options.recheckEveryMs ?? 30_000,
    ...(options.turnLimits ? { turnLimits: options.turnLimits } : {}),
    ...(options.operationTimeoutMs ? { operationTimeoutMs: options.operationTimeoutMs } : {}),
  });
  await jobs.start(app.handlers);
  if (options.heartbeat ?? true) await app.beat('worker');
  if (options.schedule) await app.schedule();
  const client = new GraphqlClient(server.url, PASSWORD);
  return {
    url: server.url,
    database,
    test,
    app,
    tools,
    metrics,
    jobs,
    sandbox,
    workspaceId: ours,
    graphql: async <T>(query: string, variables?: object, { as = 'admin' }: { as?: As } = {}) =>
      client.data<T>(query, variables, as),
    ask: (query, variables, { as = 'admin' } = {}) => client.ask(query, variables, as),
    headersOf: (as) => client.headersOf(as),
    logged: () => lines.join(''),
    settle: () => (jobs.settle ? jobs.settle() : until(() => isIdle(test), 'all due jobs were done', 60_000)),
    stop: async () => {
      // The client of a test keeps its connection; a second of waiting for it after each file adds up to minutes.
      await server.close({ timeoutMs: 1_000, idleAfterMs: 20 });
      await app.stop();
      await jobs.stop({ timeoutMs: 5_000 });
      if (sandbox) await sandbox.close();
      await test.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function openJobs({ jobs, clock }: TestAppOptions, test: TestDatabase): JobQueue {
  if (jobs !== 'agenda-postgres' && jobs !== 'agenda-mongo') return new InlineQueue(clock);
  const mongoUrl = jobs === 'agenda-mongo' ? process.env.MONGODB_URL : undefined;
  if (jobs === 'agenda-mongo' && !mongoUrl) throw new Error('Set MONGODB_URL to run jobs on MongoDB.');
  const mongoCollection = `jobs_${new URL(test.url).pathname.slice(1)}`;
  return new AgendaQueue({
    databaseUrl: test.url,
    mongoUrl,
    mongoCollection,
    lockMs: 4_000,
    scanEveryMs: 200,
    retryAfterMs: 200,
  });
}

const isIdle = async (test: TestDatabase): Promise<boolean> => {
  const [row] = await test.sql<{ busy: boolean }>(
    'select exists (select from jobs.job where locked_at is not null or next_run_at <= now()) as busy',
  );
  return row?.busy === false;
};

/** Of the one password of all: of a worker's time for making a product, hashing it for each person anew was a tenth. */
let hashed: Promise<string> | undefined;

async function people(database: Database): Promise<{ ours: Id }> {
  const ours = await makeWorkspace(database, 'Northwind IT');
  const theirs = await makeWorkspace(database, 'Another MSP');
  hashed ??= hashPassword(PASSWORD);
  const passwordHash = await hashed;
  const add = (tx: Tx, name: string, role: Role) =>
    insertUser(tx, { name, role, email: `${name.toLowerCase()}@test.example`, passwordHash });
  await database.inWorkspace(ours, async (tx) => {
    for (const role of roles) await add(tx, role, role);
  });
  await database.inWorkspace(theirs, (tx) => add(tx, 'stranger', 'admin'));
  return { ours };
}
