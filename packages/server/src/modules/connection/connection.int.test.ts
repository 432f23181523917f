import { createSandbox, type Sandbox } from '@causeway/sandbox';
import { type GraphQLSchema, graphql } from 'graphql';
import { json, type OddServer, raw, startOddServer } from '../../../test/support/odd-server.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { contactWire } from '../../connectwise/wire/contact.ts';
import { stageWire } from '../../connectwise/wire/opportunity.ts';
import { FixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Problem } from '../../platform/errors.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { createSchema } from '../../platform/graphql/schema.ts';
import { newId } from '../../platform/ids.ts';
import { InlineQueue } from '../../platform/jobs/inline-queue.ts';
import { SecretBox } from '../../platform/secrets.ts';
import { AuditLog } from '../audit/audit-log.service.ts';
import { type ConnectionModule, createConnection } from './connection.module.ts';

const CONNECT = `mutation ($input: ConnectInput!) { connect(input: $input) { connection { id state host publicKeyHint hasPrivateKey version keysSetBy clientIdSource } problems { code field message } } }`;
const CONNECTION = `{ connection { id state stateCode stateMessage host loginCompany publicKeyHint } }`;

type Shown = Record<'id' | 'state' | 'host' | 'publicKeyHint', string> &
  Record<'stateCode' | 'stateMessage', string | null>;

describe('connecting to ConnectWise', () => {
  let test: TestDatabase;
  let database: Database;
  let sandbox: Sandbox;
  let odd: OddServer;
  let clock: FixedClock;
  let queue: InlineQueue;
  let connecting: ConnectionModule;
  let schema: GraphQLSchema;
  let workspaceId: string;
  let userId: string;
  const lines: string[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    sandbox = await createSandbox({ companies: ['demo', 'other'] });
    odd = await startOddServer();
    database = await test.open([]);
    clock = new FixedClock(new Date());
    queue = new InlineQueue(clock);
    const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
    connecting = createConnection({
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
    schema = await createSchema(connecting.resolvers, { open: [], roleOf: () => 'viewer' });
    await queue.start(connecting.jobs);
    await connecting.schedule(queue);
  });
  beforeEach(async () => {
    const made = await database.acrossWorkspaces((tx) =>
      tx.query<{ id: string }>(`select door_create_workspace('w') as id`),
    );
    workspaceId = made[0]!.id;
    const users = await test.sql<{ id: string }>(
      `insert into app_user (workspace_id, email, name, role, password_hash) values ($1, 'ada@example.com', 'Ada', 'admin', '-') returning id`,
      [workspaceId],
    );
    userId = users[0]!.id;
    lines.length = 0;
    sandbox.clearFaults();
  });
  afterEach(() => test.sql('delete from connection'));
  afterAll(async () => {
    await connecting?.close();
    await sandbox?.close();
    await odd?.stop();
    await test?.drop();
  });

  const ask = async <T>(source: string, variables: object = {}, role: 'admin' | 'viewer' = 'admin'): Promise<T> => {
    const origin = { kind: 'user' as const, userId, name: 'Ada' };
    const actor = { workspaceId, role, userId, tokenId: null, name: 'Ada', origin, viaToken: false, expiresAt: null };
    const contextValue: Context = {
      actor,
      database,
      loaders: new Map(),
      remoteAddress: '127.0.0.1',
      userAgent: null,
      sessionToken: null,
      cookie: null,
    };
    const { data, errors } = await graphql({ schema, source, variableValues: { ...variables }, contextValue });
    if (errors) throw errors[0];
    return data as T;
  };

  const good = () => ({
    siteUrl: `127.0.0.1:${sandbox.port}`,
    loginCompany: 'demo',
    publicKey: sandbox.publicKey,
    privateKey: sandbox.privateKey,
    clientId: sandbox.clientId,
  });
  const connect = async (input: object = good()) =>
    (await ask<{ connect: { connection: Shown | null; problems: Problem[] } }>(CONNECT, { input })).connect;
  const shown = async () => (await ask<{ connection: Shown }>(CONNECTION)).connection;
  const ref = async () => ({ id: (await shown()).id, workspaceId });
  const client = async () => connecting.clients.clientFor(await ref());
  const stored = () => test.sql('select * from connection where workspace_id = $1', [workspaceId]);
  const audit = async () =>
    (
      await test.sql<{ line: string }>(
        `select operation || ' ' || status || ' ' || coalesce(code, '-') as line from audit_event where workspace_id = $1 order by seq`,
        [workspaceId],
      )
    ).map((row) => row.line);

  it('R3, R6: verifies, stores the keys sealed, reads the pick lists and writes it down', async () => {
    const { connection, problems } = await connect();
    expect(problems).toEqual([]);
    expect(connection).toMatchObject({
      state: 'CONNECTED',
      host: `127.0.0.1:${sandbox.port}`,
      hasPrivateKey: true,
      publicKeyHint: `…${sandbox.publicKey.slice(-4)}`,
      keysSetBy: 'Ada',
      clientIdSource: 'connection',
    });
    expect(await audit()).toEqual(['setting success -']);
    const kept = JSON.stringify([await stored(), lines, await test.sql('select * from audit_event')]);
    expect(kept).not.toContain(sandbox.privateKey);
    expect(kept).not.toContain(sandbox.publicKey);
    expect((await (await client()).find(stageWire)).length).toBeGreaterThan(2);

    const { referenceItems: statuses } = await ask<{
      referenceItems: { label: string; flags: object; isActive: boolean }[];
    }>(`{ referenceItems(kind: "status") { label flags isActive } }`, {}, 'viewer');
    expect(statuses).toContainEqual({
      label: 'Won',
      flags: { wonFlag: true, lostFlag: false, closedFlag: true, defaultFlag: false },
      isActive: true,
    });
    const kinds = await test.sql<{ kind: string }>('select distinct kind from reference_item order by kind');
    expect(kinds.length).toBeGreaterThan(14);
    const rows = await database.inWorkspace(workspaceId, (tx) => connecting.references.list(tx, 'location'));
    expect(rows.some((row) => (row.flags.departmentIds?.length ?? 0) > 0)).toBe(true);
  });

  it.each<[string, () => object, string, string | null]>([
    ['a site that is no address', () => ({ siteUrl: 'not a site' }), 'invalid_url', 'siteUrl'],
    [
      'a host that is not allowed',
      () => ({ siteUrl: 'https://169.254.169.254/latest' }),
      'host_not_allowed',
      'siteUrl',
    ],
    ['a host that does not exist', () => ({ siteUrl: 'no-such-host.invalid' }), 'host_unknown', 'siteUrl'],
    ['a host that does not listen', () => ({ siteUrl: '127.0.0.1:9' }), 'unreachable', 'siteUrl'],
    ['https to a plain port', () => ({ siteUrl: `https://127.0.0.1:${sandbox.port}` }), 'tls', 'siteUrl'],
    ['a company that is not there', () => ({ loginCompany: 'nobody' }), 'wrong_company', 'loginCompany'],
    ['a wrong private key', () => ({ privateKey: 'wrong' }), 'wrong_keys', 'privateKey'],
    ['a wrong public key', () => ({ publicKey: 'wrong' }), 'wrong_keys', 'privateKey'],
    ['no client ID', () => ({ clientId: null }), 'client_id_missing', 'clientId'],
    ['an empty key', () => ({ privateKey: '  ' }), 'invalid_input', 'privateKey'],
    ['a company with a colon', () => ({ loginCompany: 'a+b:c' }), 'invalid_input', 'loginCompany'],
  ])('refuses %s and stores nothing', async (_what, change, code, field) => {
    const { connection, problems } = await connect({ ...good(), ...change() });
    expect(problems).toEqual([expect.objectContaining({ code, field })]);
    expect(connection).toBeNull();
    expect(await stored()).toEqual([]);
  });

  it('R6: names every right that is missing', async () => {
    sandbox.deny('/sales/stages');
    sandbox.deny('procurement');
    const { problems } = await connect();
    sandbox.allow('/sales/stages');
    sandbox.allow('procurement');
    expect(problems).toEqual([expect.objectContaining({ code: 'no_permission' })]);
    expect(problems[0]?.message).toMatch(/products \(Procurement.*sales stages \(System > Table Setup/);
    expect(await stored()).toEqual([]);
  });

  it.each([
    [
      '429',
      json(429, { error: 'ConnectWiseAPI', message: 'Too many requests.' }, { 'retry-after': '30' }),
      'rate_limited',
    ],
    ['500', raw(500, 'oops'), 'unreachable'],
    ['a login page', raw(200, '<html>Sign in</html>'), 'invalid_url'],
    ['a redirect', raw(302, '', { location: 'https://example.com' }), 'invalid_url'],
    ['"Cannot route"', raw(400, 'Cannot route. Codebase/company is invalid'), 'wrong_company'],
  ])('names the cause when the site answers %s', async (_what, answer, code) => {
    odd.answer(answer);
    const { problems } = await connect({ ...good(), siteUrl: odd.url });
    expect(problems).toEqual([expect.objectContaining({ code })]);
  });

  it('R4: takes new keys for the same account and keeps everything that hangs on it', async () => {
    const first = await connect();
    await test.sql(
      `insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin) values ($1, $2, 'company', $3, '7', 'pulled')`,
      [workspaceId, first.connection?.id, newId()],
    );
    const again = await connect({ ...good(), loginCompany: 'DEMO', siteUrl: `${sandbox.url}/v4_6_release` });
    expect(again.problems).toEqual([]);
    expect(again.connection?.id).toBe(first.connection?.id);
    expect(await test.sql('select 1 from entity_link where connection_id = $1', [first.connection?.id])).toHaveLength(
      1,
    );
  });

  it('refuses another account while records are linked, and takes it when none is', async () => {
    const first = await connect();
    const other = sandbox.tenant('other');
    const theirs = { ...good(), loginCompany: 'other', publicKey: other.publicKey, privateKey: other.privateKey };
    await test.sql(
      `insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin) values ($1, $2, 'company', $3, '7', 'pulled')`,
      [workspaceId, first.connection?.id, newId()],
    );
    expect((await connect(theirs)).problems).toEqual([
      expect.objectContaining({ code: 'conflict', field: 'loginCompany' }),
    ]);
    await test.sql('delete from entity_link where connection_id = $1', [first.connection?.id]);
    const { connection, problems } = await connect(theirs);
    expect(problems).toEqual([]);
    expect(connection?.id).not.toBe(first.connection?.id);
    expect(await stored()).toHaveLength(1);
  });

  it('R4: uses new keys at once, though clients were made before', async () => {
    await connect();
    await client();
    sandbox.revokeKeys();
    expect(await (await client()).systemInfo().catch((e) => e.kind)).toBe('unauthorized');
    sandbox.restoreKeys();
    await connect();
    expect((await (await client()).systemInfo()).version).toMatch(/^v/);
  });

  it('pauses with a reason, refuses work meanwhile, and resumes', async () => {
    await connect();
    const pause = `mutation ($reason: String!) { pauseConnection(reason: $reason) { connection { state stateMessage } problems { code field } } }`;
    expect(await ask(pause, { reason: ' ' })).toMatchObject({ pauseConnection: { problems: [{ field: 'reason' }] } });
    expect(await ask(pause, { reason: 'Year end' })).toMatchObject({
      pauseConnection: { connection: { state: 'PAUSED', stateMessage: 'Year end' }, problems: [] },
    });
    const usable = () => database.inWorkspace(workspaceId, (tx) => connecting.connections.requireUsable(tx));
    await expect(usable()).rejects.toMatchObject({
      code: 'not_connected',
      message: expect.stringContaining('Year end'),
    });
    await connecting.health.reportFailure(await ref(), await failed());
    expect((await shown()).state).toBe('PAUSED');
    expect(await ask(`mutation { resumeConnection { connection { state } problems { code } } }`)).toEqual({
      resumeConnection: { connection: { state: 'CONNECTED' }, problems: [] },
    });
    expect((await usable()).state).toBe('connected');
    expect(await audit()).toEqual(['setting success -', 'setting success -', 'setting success -', 'check success -']);
  });

  it('tells once that keys are refused, and goes on by itself when they work again', async () => {
    await connect();
    sandbox.revokeKeys();
    const error = await failed();
    await connecting.health.reportFailure(await ref(), error);
    await connecting.health.reportFailure(await ref(), error);
    expect(await shown()).toMatchObject({ state: 'ERROR', stateCode: 'wrong_keys' });
    clock.advance(31_000);
    await queue.settle();
    expect(await shown()).toMatchObject({ state: 'ERROR' });
    sandbox.restoreKeys();
    clock.advance(31_000);
    await queue.settle();
    expect(await shown()).toMatchObject({ state: 'CONNECTED', stateCode: null });
    expect(await audit()).toEqual(['setting success -', 'check error wrong_keys', 'check info recovered']);
  });

  it('shows an unreachable site after the second failure, still lets work try, and recovers with its success', async () => {
    await connect();
    sandbox.fail({ kind: 'reset-before' });
    const error = await failed();
    await connecting.health.reportFailure(await ref(), error);
    expect((await shown()).state).toBe('CONNECTED');
    await connecting.health.reportFailure(await ref(), error);
    expect(await shown()).toMatchObject({ state: 'ERROR', stateCode: 'unreachable' });
    await expect(
      database.inWorkspace(workspaceId, (tx) => connecting.connections.requireUsable(tx)),
    ).resolves.toBeDefined();
    sandbox.clearFaults();
    await connecting.health.reportSuccess(await ref());
    expect(await shown()).toMatchObject({ state: 'CONNECTED' });
  });

  it('stops at a right that was taken away, names it, and goes on once it is back', async () => {
    await connect();
    sandbox.deny('/company/contacts');
    const error = await (await client()).count(contactWire).catch((e: unknown) => e);
    await connecting.health.reportFailure(await ref(), error);
    expect(await shown()).toMatchObject({
      state: 'ERROR',
      stateCode: 'no_permission',
      stateMessage: expect.stringContaining('Companies > Contacts: Inquire All'),
    });
    await connecting.health.reportSuccess(await ref());
    clock.advance(31_000);
    await queue.settle();
    expect(await shown()).toMatchObject({ stateCode: 'no_permission' });
    sandbox.allow('/company/contacts');
    clock.advance(31_000);
    await queue.settle();
    expect(await shown()).toMatchObject({ state: 'CONNECTED', stateCode: null });
    expect(await audit()).toEqual(['setting success -', 'check error no_permission', 'check info recovered']);
  });

  it('keeps working when only one odd request was forbidden', async () => {
    await connect();
    sandbox.deny('/system/documents');
    const upload = { recordType: 'Opportunity', recordId: 1, title: 'x', url: 'https://crm.example/x' };
    const error = await (await client()).linkDocument(upload).catch((e: unknown) => e);
    expect(error).toMatchObject({ kind: 'forbidden' });
    await connecting.health.reportFailure(await ref(), error);
    sandbox.allow('/system/documents');
    expect(await shown()).toMatchObject({ state: 'CONNECTED' });
  });

  it('checks the stored keys on demand, and the state follows', async () => {
    await connect();
    const verify = `mutation { verifyConnection { connection { state stateCode } problems { code } } }`;
    sandbox.revokeKeys();
    expect(await ask(verify)).toEqual({
      verifyConnection: { connection: { state: 'ERROR', stateCode: 'wrong_keys' }, problems: [{ code: 'wrong_keys' }] },
    });
    sandbox.restoreKeys();
    expect(await ask(verify)).toEqual({
      verifyConnection: { connection: { state: 'CONNECTED', stateCode: null }, problems: [] },
    });
  });

  it('makes every process wait that a 429 concerns', async () => {
    await connect();
    sandbox.fail({ path: '/sales/stages', retryAfterSeconds: 120, times: 1 });
    expect(await (await client()).find(stageWire).catch((e) => e.kind)).toBe('rate_limited');
    const rows = await test.sql<{ ms: number }>(
      'select extract(epoch from throttled_until - now())::float * 1000 as ms from connection where workspace_id = $1',
      [workspaceId],
    );
    expect(rows[0]?.ms).toBeGreaterThan(110_000);
    const before = sandbox.journal().length;
    expect(await (await client()).find(stageWire).catch((e) => e.kind)).toBe('rate_limited');
    expect(sandbox.journal()).toHaveLength(before);
  });

  it('R33: keeps the label of a row that vanished or may no longer be read', async () => {
    const { connection } = await connect();
    await test.sql(
      `insert into reference_item (workspace_id, connection_id, kind, remote_id, label) values ($1, $2, 'stage', '999', 'Old stage'), ($1, $2, 'rating', '998', 'Old rating')`,
      [workspaceId, connection?.id],
    );
    sandbox.deny('/sales/opportunities/ratings');
    const { refused, counts } = await connecting.references.refresh(workspaceId, connection?.id ?? '');
    sandbox.allow('/sales/opportunities/ratings');
    expect(refused).toEqual(['rating']);
    expect(counts.stage).toBeGreaterThan(2);
    const rows = await test.sql<{ label: string; is_active: boolean }>(
      `select label, is_active from reference_item where connection_id = $1 and remote_id in ('999', '998') order by label`,
      [connection?.id],
    );
    expect(rows).toEqual([
      { label: 'Old rating', is_active: true },
      { label: 'Old stage', is_active: false },
    ]);
  });

  it('reads lists again once they are a day old', async () => {
    await connect();
    const stages = () => sandbox.journal().filter((entry) => entry.path.startsWith('/sales/stages')).length;
    const before = stages();
    clock.advance(3_601_000);
    await queue.settle();
    expect(stages()).toBe(before);
    await test.sql(`update reference_item set seen_at = seen_at - interval '25 hours'`);
    clock.advance(3_601_000);
    await queue.settle();
    expect(stages()).toBeGreaterThan(before);
  });

  it('refuses a list that does not exist, and changes by those who may only read', async () => {
    await expect(ask(`{ referenceItems(kind: "secrets") { label } }`)).rejects.toThrow('There is no list "secrets"');
    await expect(ask(CONNECT, { input: good() }, 'viewer')).rejects.toThrow('Only an administrator');
  });

  it('shows nothing of another workspace', async () => {
    await connect();
    const made = await database.acrossWorkspaces((tx) =>
      tx.query<{ id: string }>(`select door_create_workspace('else') as id`),
    );
    const mine = workspaceId;
    workspaceId = made[0]!.id;
    expect(await ask(CONNECTION)).toEqual({ connection: null });
    const theirs = await test.sql<{ id: string }>('select id from connection where workspace_id = $1', [mine]);
    await expect(connecting.clients.clientFor({ id: theirs[0]!.id, workspaceId })).rejects.toMatchObject({
      code: 'not_connected',
    });
  });

  const failed = async (): Promise<unknown> =>
    (await client()).systemInfo().then(
      () => new Error('it succeeded'),
      (error) => error,
    );
});
