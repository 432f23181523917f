import { type ConnectionFixture, openConnectionFixture } from '../../../test/support/connection-fixture.ts';
import { json, raw } from '../../../test/support/odd-server.ts';
import { stageWire } from '../../connectwise/wire/opportunity.ts';
import { newId } from '../../platform/ids.ts';

describe('connecting to ConnectWise', () => {
  let f: ConnectionFixture;

  beforeAll(async () => {
    f = await openConnectionFixture();
  });
  beforeEach(async () => {
    await f.enterWorkspace('w');
    f.sandbox.clearFaults();
  });
  afterEach(() => f.test.sql('delete from connection'));
  afterAll(() => f?.close());

  it('R3, R6: verifies, stores the keys sealed, reads the pick lists and writes it down', async () => {
    const { connection, problems } = await f.connect();
    expect(problems).toEqual([]);
    expect(connection).toMatchObject({
      state: 'CONNECTED',
      host: `127.0.0.1:${f.sandbox.port}`,
      hasPrivateKey: true,
      publicKeyHint: `…${f.sandbox.publicKey.slice(-4)}`,
      keysSetBy: 'Ada',
      clientIdSource: 'connection',
    });
    expect(await f.audit()).toEqual(['setting success -']);
    const kept = JSON.stringify([await f.stored(), f.lines, await f.test.sql('select * from audit_event')]);
    expect(kept).not.toContain(f.sandbox.privateKey);
    expect(kept).not.toContain(f.sandbox.publicKey);
    expect((await (await f.client()).find(stageWire)).length).toBeGreaterThan(2);

    const { referenceItems: statuses } = await f.ask<{
      referenceItems: { label: string; flags: object; isActive: boolean }[];
    }>(`{ referenceItems(kind: "status") { label flags isActive } }`, {}, 'viewer');
    expect(statuses).toContainEqual({
      label: 'Won',
      flags: { wonFlag: true, lostFlag: false, closedFlag: true, defaultFlag: false },
      isActive: true,
    });
    const kinds = await f.test.sql<{ kind: string }>('select distinct kind from reference_item order by kind');
    expect(kinds.length).toBeGreaterThan(14);
    const rows = await f.database.inWorkspace(f.workspaceId, (tx) => f.connecting.references.list(tx, 'location'));
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
    ['https to a plain port', () => ({ siteUrl: `https://127.0.0.1:${f.sandbox.port}` }), 'tls', 'siteUrl'],
    ['a company that is not there', () => ({ loginCompany: 'nobody' }), 'wrong_company', 'loginCompany'],
    ['a wrong private key', () => ({ privateKey: 'wrong' }), 'wrong_keys', 'privateKey'],
    ['a wrong public key', () => ({ publicKey: 'wrong' }), 'wrong_keys', 'privateKey'],
    ['no client ID', () => ({ clientId: null }), 'client_id_missing', 'clientId'],
    ['an empty key', () => ({ privateKey: '  ' }), 'invalid_input', 'privateKey'],
    ['a company with a colon', () => ({ loginCompany: 'a+b:c' }), 'invalid_input', 'loginCompany'],
  ])('refuses %s and stores nothing', async (_what, change, code, field) => {
    const { connection, problems } = await f.connect({ ...f.good(), ...change() });
    expect(problems).toEqual([expect.objectContaining({ code, field })]);
    expect(connection).toBeNull();
    expect(await f.stored()).toEqual([]);
  });

  it('R6: names every right that is missing', async () => {
    f.sandbox.deny('/sales/stages');
    f.sandbox.deny('procurement');
    const { problems } = await f.connect();
    f.sandbox.allow('/sales/stages');
    f.sandbox.allow('procurement');
    expect(problems).toEqual([expect.objectContaining({ code: 'no_permission' })]);
    expect(problems[0]?.message).toMatch(/products \(Procurement.*sales stages \(System > Table Setup/);
    expect(await f.stored()).toEqual([]);
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
    f.odd.answer(answer);
    const { problems } = await f.connect({ ...f.good(), siteUrl: f.odd.url });
    expect(problems).toEqual([expect.objectContaining({ code })]);
  });

  it('R4: takes new keys for the same account and keeps everything that hangs on it', async () => {
    const first = await f.connect();
    await f.test.sql(
      `insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin) values ($1, $2, 'company', $3, '7', 'pulled')`,
      [f.workspaceId, first.connection?.id, newId()],
    );
    const again = await f.connect({ ...f.good(), loginCompany: 'DEMO', siteUrl: `${f.sandbox.url}/v4_6_release` });
    expect(again.problems).toEqual([]);
    expect(again.connection?.id).toBe(first.connection?.id);
    expect(await f.test.sql('select 1 from entity_link where connection_id = $1', [first.connection?.id])).toHaveLength(
      1,
    );
  });

  it('refuses another account while records are linked, and takes it when none is', async () => {
    const first = await f.connect();
    const other = f.sandbox.tenant('other');
    const theirs = { ...f.good(), loginCompany: 'other', publicKey: other.publicKey, privateKey: other.privateKey };
    await f.test.sql(
      `insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin) values ($1, $2, 'company', $3, '7', 'pulled')`,
      [f.workspaceId, first.connection?.id, newId()],
    );
    expect((await f.connect(theirs)).problems).toEqual([
      expect.objectContaining({ code: 'conflict', field: 'loginCompany' }),
    ]);
    await f.test.sql('delete from entity_link where connection_id = $1', [first.connection?.id]);
    const { connection, problems } = await f.connect(theirs);
    expect(problems).toEqual([]);
    expect(connection?.id).not.toBe(first.connection?.id);
    expect(await f.stored()).toHaveLength(1);
  });

  it('R4: uses new keys at once, though clients were made before', async () => {
    await f.connect();
    await f.client();
    f.sandbox.revokeKeys();
    expect(await (await f.client()).systemInfo().catch((e) => e.kind)).toBe('unauthorized');
    f.sandbox.restoreKeys();
    await f.connect();
    expect((await (await f.client()).systemInfo()).version).toMatch(/^v/);
  });

  it('refuses a viewer who wants to connect', async () => {
    await expect(f.connect(f.good(), 'viewer')).rejects.toThrow('Only an administrator');
  });

  it('shows nothing of another workspace', async () => {
    await f.connect();
    const mine = f.workspaceId;
    await f.enterWorkspace('else');
    expect(await f.shown()).toBeNull();
    const theirs = await f.test.sql<{ id: string }>('select id from connection where workspace_id = $1', [mine]);
    await expect(
      f.connecting.clients.clientFor({ id: theirs[0]!.id, workspaceId: f.workspaceId }),
    ).rejects.toMatchObject({
      code: 'not_connected',
    });
  });
});
