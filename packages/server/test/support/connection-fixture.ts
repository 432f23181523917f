import { createSandbox, type Sandbox } from '@causeway/sandbox';
import { graphql } from 'graphql';
import type { ConnectWiseClient } from '../../src/connectwise/client/connectwise-client.ts';
import { AuditLog } from '../../src/modules/audit/audit-log.service.ts';
import { type ConnectionModule, createConnection } from '../../src/modules/connection/connection.module.ts';
import { FixedClock } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database/database.ts';
import type { Problem } from '../../src/platform/errors.ts';
import type { Context } from '../../src/platform/graphql/context.ts';
import { createSchema } from '../../src/platform/graphql/schema.ts';
import { InlineQueue } from '../../src/platform/jobs/inline-queue.ts';
import { SecretBox } from '../../src/platform/secrets.ts';
import { type OddServer, startOddServer } from './odd-server.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { actorOf, makeWorkspace } from './test-workspace.ts';

const CONNECT = `mutation ($input: ConnectInput!) { connect(input: $input) { connection { id state host publicKeyHint hasPrivateKey version keysSetBy clientIdSource } problems { code field message } } }`;
const CONNECTION = `{ connection { id state stateCode stateMessage host loginCompany publicKeyHint } }`;

type Shown = Record<'id' | 'state' | 'host' | 'publicKeyHint', string> &
  Record<'stateCode' | 'stateMessage', string | null>;

/** The connection module over a real database and the sandbox, asked through GraphQL as an administrator of the workspace at hand. */
export interface ConnectionFixture {
  test: TestDatabase;
  database: Database;
  sandbox: Sandbox;
  odd: OddServer;
  clock: FixedClock;
  queue: InlineQueue;
  connecting: ConnectionModule;
  /** What was logged since the workspace was made. */
  lines: string[];
  workspaceId: string;
  /** Makes a workspace with an administrator, and goes on as that one. */
  enterWorkspace(name: string): Promise<void>;
  ask<T>(source: string, variables?: object, role?: 'admin' | 'viewer'): Promise<T>;
  good(): Record<'siteUrl' | 'loginCompany' | 'publicKey' | 'privateKey' | 'clientId', string>;
  connect(input?: object, role?: 'admin' | 'viewer'): Promise<{ connection: Shown | null; problems: Problem[] }>;
  shown(): Promise<Shown | null>;
  ref(): Promise<{ id: string; workspaceId: string }>;
  client(): Promise<ConnectWiseClient>;
  /** The error of a call that is expected to fail. */
  failed(): Promise<unknown>;
  stored(): Promise<object[]>;
  audit(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openConnectionFixture(): Promise<ConnectionFixture> {
  const test = await createTestDatabase();
  const sandbox = await createSandbox({ companies: ['demo', 'other'] });
  const odd = await startOddServer();
  const database = await test.open([]);
  const clock = new FixedClock(new Date());
  const queue = new InlineQueue(clock);
  const lines: string[] = [];
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const connecting = createConnection({
    database,
    clock,
    secrets: new SecretBox([{ id: 'k1', key: Buffer.alloc(32, 7) }]),
    audit: new AuditLog(),
    queue,
    logger: { debug: write, warn: write },
    allowedHosts: [`127.0.0.1:${sandbox.port}`, odd.host, '127.0.0.1:9', 'no-such-host.invalid'],
    clientId: null,
    requestsPerSecond: Number.POSITIVE_INFINITY,
    retry: { attempts: 2, baseMs: 1 },
  });
  const schema = await createSchema(connecting.resolvers, {
    open: [],
    whileEnrolling: [],
    roleOf: () => 'viewer',
    scopeOf: () => null,
    scopeOfType: {},
  });
  await queue.start(connecting.jobs);
  await connecting.schedule(queue);
  let userId = '';

  const f: ConnectionFixture = {
    test,
    database,
    sandbox,
    odd,
    clock,
    queue,
    connecting,
    lines,
    workspaceId: '',
    async enterWorkspace(name) {
      f.workspaceId = await makeWorkspace(database, name);
      const [user] = await test.sql<{ id: string }>(
        `insert into app_user (workspace_id, email, name, role, password_hash) values ($1, 'ada@example.com', 'Ada', 'admin', '-') returning id`,
        [f.workspaceId],
      );
      userId = user?.id ?? '';
      lines.length = 0;
    },
    async ask<T>(source: string, variables: object = {}, role: 'admin' | 'viewer' = 'admin') {
      const actor = actorOf(f.workspaceId, { userId, name: 'Ada', role });
      const contextValue: Context = {
        actor,
        database,
        loaders: new Map(),
        remoteAddress: '127.0.0.1',
        isGone: () => false,
        userAgent: null,
        sessionToken: null,
        cookie: null,
      };
      const { data, errors } = await graphql({ schema, source, variableValues: { ...variables }, contextValue });
      if (errors) throw errors[0];
      return data as T;
    },
    good: () => ({
      siteUrl: `127.0.0.1:${sandbox.port}`,
      loginCompany: 'demo',
      publicKey: sandbox.publicKey,
      privateKey: sandbox.privateKey,
      clientId: sandbox.clientId,
    }),
    connect: async (input = f.good(), role = 'admin') =>
      (await f.ask<{ connect: { connection: Shown | null; problems: Problem[] } }>(CONNECT, { input }, role)).connect,
    shown: async () => (await f.ask<{ connection: Shown | null }>(CONNECTION)).connection,
    ref: async () => ({ id: (await f.shown())?.id ?? '', workspaceId: f.workspaceId }),
    client: async () => connecting.clients.clientFor(await f.ref()),
    failed: async () =>
      (await f.client()).systemInfo().then(
        () => new Error('it succeeded'),
        (error: unknown) => error,
      ),
    stored: () => test.sql('select * from connection where workspace_id = $1', [f.workspaceId]),
    audit: async () => {
      const rows = await test.sql<{ line: string }>(
        `select operation || ' ' || status || ' ' || coalesce(code, '-') as line from audit_event where workspace_id = $1 order by seq`,
        [f.workspaceId],
      );
      return rows.map((row) => row.line);
    },
    close: async () => {
      await connecting.close();
      await sandbox.close();
      await odd.stop();
      await test.drop();
    },
  };
  return f;
}
