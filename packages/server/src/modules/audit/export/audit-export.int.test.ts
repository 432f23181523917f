import { parse } from 'csv-parse/sync';
import type { As } from '../../../../test/support/as.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import type { NewAuditEvent } from '../audit-log.service.ts';

const event = (n: number, more: Partial<NewAuditEvent> = {}): NewAuditEvent => ({
  direction: 'in',
  entity: 'company',
  operation: 'create',
  status: 'success',
  name: `Client ${n}`,
  remoteId: String(n),
  description: 'Created from ConnectWise.',
  ...more,
});

describe('the export of the audit log', () => {
  let app: TestApp;
  const record = (events: NewAuditEvent[]) =>
    app.database.inWorkspace(app.workspaceId, (tx) => app.app.audit.log.record(tx, events));
  const fetchExport = async (search: Record<string, string> = {}, as: As = 'viewer') =>
    fetch(`${app.url}/api/audit/export?${new URLSearchParams(search)}`, { headers: await app.headersOf(as) });
  const noted = async () =>
    (await app.graphql('{ securityEvents(kinds: ["audit_log_exported"]) { actor description } }')).securityEvents;

  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    await record(Array.from({ length: 2_500 }, (_, n) => event(n + 1)));
    await record([
      event(9001, {
        status: 'skipped',
        operation: 'skip',
        code: 'excluded',
        name: '=HYPERLINK("http://evil.example")',
        description: 'Excluded: type "Prospect", as the filter says;\nsee there.',
      }),
      event(9002, {
        status: 'error',
        operation: 'fail',
        entity: 'contact',
        changes: [{ field: 'city', from: null, to: 'Ocala' }],
      }),
    ]);
  });
  afterAll(() => app.stop());

  it('sends every row that passes as a sheet, over several batches, and says before how many there are', async () => {
    const answer = await fetchExport({ filter: JSON.stringify({ statuses: ['SUCCESS'] }) });
    expect(answer.headers.get('x-total-rows')).toBe('2500');
    expect(answer.headers.get('x-total-rows-kind')).toBe('exact');
    expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename="audit-log-[\d-]+\.csv"/);
    const rows: Array<Record<string, string>> = parse(await answer.text(), { columns: true });
    expect(rows).toHaveLength(2_500);
    expect(new Set(rows.map(({ connectwise_id }) => connectwise_id)).size).toBe(2_500);
    expect(rows[0]).toMatchObject({ name: 'Client 2500', description: 'Created from ConnectWise.', attempt: '1' });
  });

  it.each([
    ['/api/audit/export', 'ids'],
    ['/api/clients/export', 'ids'],
    ['/api/links/export', 'format'],
  ])('refuses at %s what it does not know, in place of sending everything', async (path, name) => {
    const answer = await fetch(`${app.url}${path}?${name}=csv`, { headers: await app.headersOf('admin') });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', message: expect.stringContaining(`"${name}"`) });
  });

  it('takes formulas for text, and keeps quotes, semicolons and line ends inside their cell', async () => {
    const text = await (await fetchExport({ filter: JSON.stringify({ status: 'SKIPPED' }) })).text();
    const [row]: Array<Record<string, string>> = parse(text, { columns: true });
    expect(row).toMatchObject({
      name: `'=HYPERLINK("http://evil.example")`,
      description: 'Excluded: type "Prospect", as the filter says;\nsee there.',
    });
  });

  it('sends the same as JSON, with the fields before and after', async () => {
    const answer = await fetchExport({ format: 'json', filter: JSON.stringify({ entities: ['CONTACT'] }) });
    expect(await answer.json()).toEqual([
      expect.objectContaining({ connectwise_id: '9002', changes: [{ field: 'city', from: null, to: 'Ocala' }] }),
    ]);
    const all: unknown = await (await fetchExport({ format: 'json' })).json();
    expect(all).toHaveLength(2_502);
    const none = await fetchExport({ format: 'json', filter: JSON.stringify({ text: 'nosuchword' }) });
    expect(await none.json()).toEqual([]);
  });

  it('is written down in the security log, with who and what', async () => {
    const before = (await noted()).length;
    await (await fetchExport({ filter: JSON.stringify({ statuses: ['ERROR'] }) }, 'support')).text();
    const events = await noted();
    expect(events).toHaveLength(before + 1);
    expect(events[0].description).toMatch(/exported the audit log, filtered by status, as CSV\.$/);
  });

  it('refuses strangers, tokens without the area, and a filter that it does not know', async () => {
    expect((await fetchExport({}, 'nobody')).status).toBe(401);
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "CRM only", role: VIEWER, scopes: [CRM] }) { secret } }',
    );
    expect((await fetchExport({}, { token: createApiToken.secret })).status).toBe(403);
    const odd = await fetchExport({ filter: JSON.stringify({ statuses: ['BROKEN'] }) });
    expect(odd.status).toBe(400);
    expect(await odd.text()).toMatch(/filter\.statuses\.0.* is none of SUCCESS, ERROR/);
    expect((await fetchExport({ format: 'xlsx' })).status).toBe(400);
    const theirs = await (await fetchExport({ format: 'json' }, 'stranger')).json();
    expect(theirs).toEqual([]);
  });
});

describe('saved views', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
  });
  afterAll(() => app.stop());

  const save = async (input: object, as: As = 'viewer') =>
    (
      await app.graphql(
        'mutation ($input: SavedViewInput!) { saveView(input: $input) { view { id name isShared isMine } problems { code field } } }',
        { input: { page: 'audit', search: '{"status":"ERROR"}', ...input } },
        { as },
      )
    ).saveView;
  const list = async (as: As) =>
    (await app.graphql('{ savedViews(page: "audit") { name search isShared isMine ownerName } }', {}, { as }))
      .savedViews;

  it('are one person’s own, or everybody’s when support shares them', async () => {
    expect(await save({ name: 'Errors' })).toMatchObject({ view: { name: 'Errors', isMine: true }, problems: [] });
    expect((await save({ name: 'errors', search: '{"status":"INFO"}' })).problems).toEqual([]);
    expect(await save({ name: 'Mine', isShared: true })).toMatchObject({
      view: null,
      problems: [{ code: 'forbidden', field: 'isShared' }],
    });
    await save({ name: 'For all', isShared: true }, 'support');
    expect((await list('viewer')).map(({ name, isMine }: { name: string; isMine: boolean }) => [name, isMine])).toEqual(
      [
        ['errors', true],
        ['For all', false],
      ],
    );
    expect((await list('sales')).map(({ name }: { name: string }) => name)).toEqual(['For all']);
    expect(await list('stranger')).toEqual([]);
  });

  it('are deleted by their owner, and shared ones by an administrator', async () => {
    const { view } = await save({ name: 'Shared', isShared: true }, 'support');
    const remove = async (as: As) =>
      (await app.graphql('mutation ($id: ID!) { deleteView(id: $id) { problems { code } } }', { id: view.id }, { as }))
        .deleteView.problems;
    expect(await remove('viewer')).toEqual([{ code: 'not_found' }]);
    expect(await remove('admin')).toEqual([]);
    expect(await remove('support')).toEqual([{ code: 'not_found' }]);
  });

  it('hold filters and nothing else', async () => {
    expect((await save({ name: ' ' })).problems).toEqual([{ code: 'required', field: 'name' }]);
    expect((await save({ name: 'Odd', search: 'javascript:alert(1)' })).problems).toEqual([
      { code: 'invalid', field: 'search' },
    ]);
  });
});
