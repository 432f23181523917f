import { createSandbox, type Sandbox } from '@causeway/sandbox';
import { type MeddlingProxy, startMeddlingProxy } from '../../../test/support/meddling-proxy.ts';
import { json, raw } from '../../../test/support/odd-server.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { companyWire } from '../../connectwise/wire/company.ts';
import { FixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import { InlineQueue } from '../../platform/jobs/inline-queue.ts';
import { SecretBox } from '../../platform/secrets.ts';
import { AuditLog } from '../audit/audit-log.service.ts';
import { type ConnectionModule, createConnection } from './connection.module.ts';
import { connectionView } from './connection.type.ts';

const html404 = raw(404, '<html><h1>404 Not Found</h1></html>', { 'content-type': 'text/html' });

describe('a ConnectWise behind which something is not as it was', () => {
  let test: TestDatabase;
  let database: Database;
  let sandbox: Sandbox;
  let proxy: MeddlingProxy;
  let connecting: ConnectionModule;
  let actor: Actor;

  const open = () =>
    createConnection({
      database,
      clock: new FixedClock(new Date()),
      secrets: new SecretBox([{ id: 'k1', key: Buffer.alloc(32, 7) }]),
      audit: new AuditLog(),
      queue: new InlineQueue(new FixedClock(new Date())),
      logger: { debug: () => undefined, warn: () => undefined },
      allowedHosts: [proxy.host],
      clientId: null,
      requestsPerSecond: Number.POSITIVE_INFINITY,
      retry: { attempts: 2, baseMs: 1 },
    });

  beforeAll(async () => {
    test = await createTestDatabase();
    sandbox = await createSandbox({ companies: ['demo'] });
    proxy = await startMeddlingProxy(sandbox.url);
    database = await test.open([]);
    connecting = open();
    const made = await database.acrossWorkspaces((tx) =>
      tx.query<{ id: string }>(`select system_create_workspace('w') as id`),
    );
    const workspaceId = made[0]!.id;
    const [user] = await test.sql<{ id: string }>(
      `insert into app_user (workspace_id, email, name, role, password_hash) values ($1, 'ada@example.com', 'Ada', 'admin', '-') returning id`,
      [workspaceId],
    );
    const userId = user!.id;
    const origin = { kind: 'user' as const, userId, name: 'Ada' };
    actor = {
      workspaceId,
      role: 'admin',
      userId,
      tokenId: null,
      name: 'Ada',
      origin,
      viaToken: false,
      expiresAt: null,
    };
  });
  afterEach(async () => {
    proxy.meddle(() => null);
    await test.sql('delete from connection');
  });
  afterAll(async () => {
    await connecting?.close();
    await proxy?.stop();
    await sandbox?.close();
    await test?.drop();
  });

  const connect = () =>
    connecting.service.connect(actor, {
      siteUrl: proxy.host,
      loginCompany: 'demo',
      publicKey: sandbox.publicKey,
      privateKey: sandbox.privateKey,
      clientId: sandbox.clientId,
    });
  const shown = async () =>
    connectionView(await database.inWorkspace(actor.workspaceId, (tx) => connecting.connections.requireUsable(tx)));
  const told = async () =>
    (await test.sql<{ description: string }>('select description from audit_event order by seq desc limit 1'))[0]
      ?.description;

  /** Knows nothing newer than this version, and says so as ConnectWise does. */
  const olderServer = (newest: string) =>
    proxy.meddle((request) => {
      const asked = /version=([\d.]+)/.exec(request.headers.accept ?? '')?.[1];
      if (!request.url?.includes('/apis/') || asked === undefined || asked === newest) return null;
      const message = `The HTTP resource that matches the request URI '${request.url}' does not support the API version '${asked}'.`;
      return json(400, { code: 'ConnectWiseApi', message }, { 'api-current-version': newest });
    });

  it('uses the version that an older server names, and shows which', async () => {
    olderServer('2021.1');
    const { apiVersion, apiVersionWarning } = connectionView(await connect());
    expect(apiVersion).toBe('2021.1');
    expect(apiVersionWarning).toMatch(/does not know version 2025\.16 of its API.*version 2021\.1 is used/);
    expect(await told()).toContain('version 2021.1 is used');
    expect(
      (await database.inWorkspace(actor.workspaceId, (tx) => connecting.references.list(tx, 'status'))).length,
    ).toBeGreaterThan(1);
  });

  it('says nothing where the pinned version is known', async () => {
    expect(connectionView(await connect())).toMatchObject({ apiVersion: '2025.16', apiVersionWarning: null });
  });

  it('remembers it in every process, and goes back when a check finds ConnectWise updated', async () => {
    const ref = await connect();
    olderServer('2021.1');
    const client = await connecting.clients.clientFor(ref);
    expect((await client.find(companyWire, { pageSize: 1 })).length).toBe(1);
    expect(await shown()).toMatchObject({ apiVersion: '2021.1' });
    const other = open();
    const before = proxy.seen.length;
    await (await other.clients.clientFor(ref)).find(companyWire, { pageSize: 1 });
    await other.close();
    expect(proxy.seen.length - before).toBe(1);
    proxy.meddle(() => null);
    await connecting.service.verify(actor);
    expect(await shown()).toMatchObject({ apiVersion: '2025.16', apiVersionWarning: null });
  });

  it('shows an HTML 404 as an API that is not found, and goes on by itself', async () => {
    const ref = await connect();
    proxy.meddle((request) => (request.url?.includes('/apis/') ? html404 : null));
    const client = await connecting.clients.clientFor(ref);
    for (let i = 0; i < 2; i++)
      await client.get(companyWire, 2).catch((error) => connecting.health.reportFailure(ref, error));
    expect(await shown()).toMatchObject({ state: 'error', stateCode: 'wrong_address' });
    expect((await shown()).stateMessage).toMatch(/API was not found at .* \(HTTP 404\)\. .* tries again by itself/);
    proxy.meddle(() => null);
    await connecting.service.verify(actor);
    expect(await shown()).toMatchObject({ state: 'connected' });
  });

  it('says at connecting that the API was not found there', async () => {
    proxy.meddle((request) => (request.url?.includes('/apis/') ? html404 : null));
    await expect(connect()).rejects.toMatchObject({ problems: [{ code: 'wrong_address', field: 'siteUrl' }] });
  });

  it('reads the other lists when an older server does not serve one', async () => {
    proxy.meddle((request) =>
      request.url?.includes('/procurement/unitOfMeasures')
        ? json(404, { code: 'ConnectWiseApi', message: 'The endpoint does not exist.' })
        : null,
    );
    const ref = await connect();
    const { refused } = await connecting.references.refresh(actor.workspaceId, ref.id, ['unit', 'status']);
    expect(refused).toEqual(['unit']);
  });
});
