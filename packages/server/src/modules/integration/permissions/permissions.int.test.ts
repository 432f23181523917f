import { connect, createConnectedApp, saveSettings } from '../../../../test/support/connected-app.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';

const report = `checkedAt checkedBy denied lines { id module action level table what isNeeded state reason fix }`;

interface Line {
  id: string;
  isNeeded: boolean;
  state: string;
  reason: string | null;
  fix: string;
}

describe('the permission check', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createConnectedApp();
  });
  afterEach(() => app.sandbox.allowAll());
  afterAll(() => app.stop());

  const known = async () => (await app.graphql(`{ permissionReport { ${report} } }`)).permissionReport;
  const check = async (as: 'admin' | 'support' = 'admin') =>
    (await app.graphql(`mutation { checkPermissions { report { ${report} } problems { code message } } }`, {}, { as }))
      .checkPermissions;
  const line = (found: { lines: Line[] }, id: string) => found.lines.find((one) => one.id === id);
  const step = async () => {
    const { setupSteps } = await app.graphql('{ setupSteps { step state note } }');
    return setupSteps.find((one: { step: string }) => one.step === 'PERMISSIONS');
  };

  it('is not known before it ran, and runs by itself after connecting', async () => {
    expect(await known()).toMatchObject({ checkedAt: null, denied: 0 });
    expect(await step()).toMatchObject({ state: 'OPEN', note: 'Not checked yet.' });
    await app.settle();
    expect(await known()).toMatchObject({ checkedAt: expect.any(String), checkedBy: null, denied: 0 });
    expect(await step()).toMatchObject({ state: 'DONE', note: null });
  });

  it('writes nothing: every write that it tries is refused for what it lacks', async () => {
    const before = JSON.stringify(app.sandbox.exportState());
    app.sandbox.clearJournal();
    const { report: found } = await check();
    expect(JSON.stringify(app.sandbox.exportState())).toBe(before);
    const writes = app.sandbox.journal().filter((entry) => entry.method !== 'GET');
    expect(writes.map((entry) => `${entry.method} ${entry.path} ${entry.status}`).sort()).toEqual([
      'PATCH /company/companies/0 404',
      'PATCH /procurement/products/0 404',
      'PATCH /sales/opportunities/0 404',
      'POST /company/companies 400',
      'POST /company/contacts 400',
      'POST /procurement/catalog 400',
      'POST /procurement/products 400',
      'POST /sales/opportunities 400',
      'POST /system/documents 415',
    ]);
    expect(line(found, 'opportunities_add')).toMatchObject({ state: 'OK', reason: null });
    expect(line(found, 'documents_add')).toMatchObject({
      state: 'NOT_TRIED',
      reason: expect.stringContaining('the first one that is sent will show it'),
    });
  });

  it.each<[string, string, string | undefined, string]>([
    ['companies_inquire', '/company/companies', 'GET', 'Companies > Company Maintenance: Inquire All'],
    ['companies_add', '/company/companies', 'POST', 'Companies > Company Maintenance: Add All'],
    ['companies_edit', '/company/companies', 'PATCH', 'Companies > Company Maintenance: Edit All'],
    ['documents_inquire', '/system/documents', 'GET', 'Companies > Manage Documents: Inquire All'],
    ['documents_add', '/system/documents', 'POST', 'Companies > Manage Documents: Add All'],
    ['opportunities_edit', '/sales/opportunities', 'PATCH', 'Sales > Opportunity: Edit All'],
    ['members_inquire', '/system/info/members', undefined, 'System > Member Maintenance: Inquire All'],
    ['rating_table', '/sales/opportunities/ratings', undefined, 'Table Setup: Inquire All, table Opportunity Rating'],
    ['tax_code_table', '/finance/taxCodes', undefined, 'Table Setup: Inquire All, table Tax Code'],
    ['unit_table', '/procurement/unitOfMeasures', undefined, 'Table Setup: Inquire All, table Unit of Measure'],
  ])('tells %s by name, and no other', async (id, path, verb, fix) => {
    app.sandbox.deny(path, verb);
    const { report: found, problems } = await check();
    expect(problems).toEqual([]);
    expect(found.lines.filter((one: Line) => one.state === 'DENIED').map((one: Line) => one.id)).toEqual([id]);
    expect(line(found, id)?.fix).toBe(
      `System > Security Roles > (role of the API member) > ${fix.startsWith('Table') ? `System > ${fix}` : fix}`,
    );
    expect(await step()).toMatchObject({
      state: 'NEEDS_WORK',
      note: expect.stringMatching(/^The API member may not /),
    });
  });

  it('sees by itself that a right is back, with the next success', async () => {
    app.sandbox.deny('/company/companies', 'PATCH');
    await check();
    expect(await known()).toMatchObject({ denied: 1 });
    const { workspaceId } = app;
    const connection = await app.database.inWorkspace(workspaceId, (tx) => app.app.connection.connections.active(tx));
    const succeed = () =>
      app.app.connection.health.reportSuccess({ id: connection?.id ?? '', workspaceId }).then(() => app.settle());
    app.sandbox.allowAll();
    await app.database.inWorkspace(workspaceId, (tx) =>
      tx.query(`update permission_check set checked_at = now() - interval '2 minutes'`),
    );
    await succeed();
    expect(await known()).toMatchObject({ denied: 0, checkedBy: null });
    expect(await step()).toMatchObject({ state: 'DONE', note: null });
  });

  it('sees it within seconds where a request was refused lately, whatever was asked before', async () => {
    app.sandbox.deny('/company/companies', 'PATCH');
    await check();
    const { id } = (await app.graphql('{ connection { id } }')).connection;
    const { workspaceId } = app;
    const { health } = app.app.connection;
    await health.reportSuccess({ id, workspaceId });
    health.reportForbidden({ id, workspaceId });
    await app.settle();
    expect(await known()).toMatchObject({ denied: 1 });
    app.sandbox.allowAll();
    await app.test.sql(`update permission_check set checked_at = now() - interval '11 seconds'`);
    // The next look at how the connection is.
    await until(async () => {
      await health.reportSuccess({ id, workspaceId });
      await app.settle();
      return (await known()).denied === 0;
    }, 'the right is seen to be back');
  });

  it('names what the missing right is for', async () => {
    app.sandbox.deny('/company/companies', 'PATCH');
    const { report: found } = await check();
    expect(line(found, 'companies_edit')).toMatchObject({
      what: 'update companies and set their default contact',
      state: 'DENIED',
    });
  });

  it('counts none of the requests that are meant to be refused as failed', async () => {
    const calls = async () => {
      const [row] = await app.database.inWorkspace(app.workspaceId, (tx) =>
        tx.query<{ ok: number; failed: number }>(
          `select coalesce(sum(n) filter (where code = 'ok'), 0)::int as ok, coalesce(sum(n) filter (where code <> 'ok'), 0)::int as failed
           from statistic_delta where measure = 'api_call'`,
        ),
      );
      return row ?? { ok: 0, failed: 0 };
    };
    const before = await calls();
    await check();
    // They are counted a second later.
    await until(async () => (await calls()).ok > before.ok, 'the requests are counted');
    expect((await calls()).failed).toBe(before.failed);
  });

  it('wants no write for a mode that only reads, and asks again once the mode wants it', async () => {
    app.sandbox.deny('/sales/opportunities', 'POST');
    await saveSettings(app, { mode: 'PULL_ONLY' });
    const { report: found } = await check('support');
    expect(found).toMatchObject({ checkedBy: 'support', denied: 0 });
    expect(line(found, 'opportunities_add')).toMatchObject({
      isNeeded: false,
      state: 'NOT_TRIED',
      reason: 'The chosen mode does without it.',
    });
    expect(await step()).toMatchObject({ state: 'DONE' });
    await saveSettings(app, { mode: 'REAL_TIME' });
    expect(await step()).toMatchObject({
      state: 'OPEN',
      note: 'The mode needs permissions that were not checked yet.',
    });
    expect((await check()).report.denied).toBe(1);
    app.sandbox.allowAll();
    expect((await check()).report.denied).toBe(0);
  });

  it('keeps what is known, and says why, when ConnectWise cannot be asked', async () => {
    const before = await known();
    app.sandbox.revokeKeys();
    const { report: found, problems } = await check();
    app.sandbox.restoreKeys();
    expect(found).toBeNull();
    expect(problems).toEqual([
      { code: 'unavailable', message: expect.stringContaining('What was known before is kept.') },
    ]);
    expect(await known()).toEqual(before);
    await connect(app);
  });

  it('looks by itself after a refused request, once however many there were', async () => {
    await app.settle();
    await app.test.sql(`update permission_check set checked_at = now() - interval '10 minutes'`);
    app.sandbox.deny('/sales/opportunities', 'POST');
    const { id } = (await app.graphql('{ connection { id } }')).connection;
    for (let i = 0; i < 3; i++) app.app.connection.health.reportForbidden({ id, workspaceId: app.workspaceId });
    app.sandbox.clearJournal();
    await app.settle();
    expect(
      app.sandbox.journal().filter((entry) => entry.path === '/sales/opportunities' && entry.method === 'POST'),
    ).toHaveLength(1);
    expect(line(await known(), 'opportunities_add')).toMatchObject({ state: 'DENIED' });
  });

  it('shows a viewer what is known, and lets them not ask ConnectWise', async () => {
    expect((await app.graphql('{ permissionReport { denied } }', {}, { as: 'viewer' })).permissionReport.denied).toBe(
      1,
    );
    await expect(
      app.graphql('mutation { checkPermissions { problems { code } } }', {}, { as: 'viewer' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('without a connection', () => {
  it('says that there is none', async () => {
    const app = await createTestApp({ sandbox: false });
    expect(await app.graphql('{ permissionReport { denied } driftTasks { key } }')).toEqual({
      permissionReport: null,
      driftTasks: [],
    });
    const { checkPermissions } = await app.graphql('mutation { checkPermissions { problems { code } } }');
    expect(checkPermissions.problems).toEqual([{ code: 'not_connected' }]);
    await app.stop();
  });
});
