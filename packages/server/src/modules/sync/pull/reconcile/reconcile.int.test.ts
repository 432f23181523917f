import { requestConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { settingsWith } from '../../../../../test/support/settings.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';
import { findReconcile, listReconciles, type ReconcileRow } from './reconcile.queries.ts';
import { unexplained } from './reconcile-counts.ts';
import { listFindings } from './reconcile-findings.queries.ts';

const control = () => ({ signal: new AbortController().signal, touch: async () => undefined });

/** Sixty companies, 32 contacts, fifteen catalog items and twelve opportunities, all linked. */
async function openFilled(options: object = {}, pageSize = 7): Promise<SyncApp> {
  const app = await openSyncApp({ seed: 'empty', pageSize });
  const { store } = app.sandbox;
  const place = { addressLine1: '1 Main St', site: { name: 'Main' } };
  const companies = Array.from({ length: 60 }, (_, i) =>
    store.insert('companies', { name: `Company ${i}`, identifier: `C${i}`, ...place }),
  );
  for (let i = 0; i < 20; i++)
    store.insert('contacts', { firstName: 'Ann', lastName: `No${i}`, company: { id: companies[i]?.id } });
  for (let i = 0; i < 15; i++)
    store.insert('catalog', {
      identifier: `ITEM-${i}`,
      description: `Item ${i}`,
      customerDescription: `Item ${i}`,
      subcategory: { id: 1 },
      type: { id: 1 },
      price: 10 + i,
    });
  for (let i = 0; i < 12; i++)
    store.insert('opportunities', {
      name: `Deal ${i}`,
      company: { id: companies[40 + i]?.id },
      contact: {
        id: store.insert('contacts', { firstName: 'Bo', lastName: `No${i}`, company: { id: companies[40 + i]?.id } })
          .id,
      },
      primarySalesRep: { id: store.list('members')[0]?.id },
      expectedCloseDate: '2027-01-01T00:00:00Z',
    });
  await app.rows(settingsWith, [app.connectionId, JSON.stringify({ mode: 'real_time', options })]);
  await app.rows(`update connection set sync_started_at = now() - interval '1 day'`);
  await app.poll();
  // As a poll much later, whose listing begins behind all of these.
  await app.rows(`update sync_cursor set watermark = watermark + interval '1 day'`);
  return app;
}

async function reconcile(app: SyncApp): Promise<ReconcileRow> {
  await app.write((tx) => app.sync.reconcileControl.now(tx, app.actor));
  expect(await app.sync.reconcile.run(app.workspaceId, app.connectionId, control())).toBe(true);
  return last(app);
}
async function last(app: SyncApp): Promise<ReconcileRow> {
  const [row] = await app.write((tx) => listReconciles(tx, { limit: 1, before: null }));
  if (!row) throw new Error('No reconcile was kept.');
  return row;
}
const of = (row: ReconcileRow, entity: string) => row.entities.find((e) => e.entity === entity);
const findings = (app: SyncApp, { id }: ReconcileRow) =>
  app.write((tx) => listFindings(tx, { id, entity: null, kind: null, limit: 200, after: null }));
const issues = (app: SyncApp) =>
  app.rows<{ entity: string; code: string; recordName: string; advice: string }>(
    `select entity, code, record_name as "recordName", advice from sync_issue where state = 'open' order by entity, record_name`,
  );
const broken = async (app: SyncApp) =>
  (
    await app.rows<{ key: string }>(
      `select entity || ' ' || remote_id as key from entity_link where state = 'broken' order by 1`,
    )
  ).map(({ key }) => key);

describe('R77: the reconcile of both sides', () => {
  let app: SyncApp;
  beforeEach(async () => {
    app = await openFilled();
  });
  afterEach(() => app.close());

  it('finds two sides that agree, explains every record, and writes no record', async () => {
    const before = await app.rows(`select id, synced_at, remote_hash from entity_link order by id`);
    const row = await reconcile(app);
    expect(row.state).toBe('done');
    expect(row.entities.map((e) => [e.entity, e.there, e.here, e.linked, e.differing, unexplained(e)])).toEqual([
      ['company', 60, 60, 60, 0, 0],
      ['contact', 32, 32, 32, 0, 0],
      ['product', 15, 15, 15, 0, 0],
      ['opportunity', 12, 12, 12, 0, 0],
    ]);
    expect(await findings(app, row)).toEqual([]);
    expect(await app.rows(`select id, synced_at, remote_hash from entity_link order by id`)).toEqual(before);
  });

  it('breaks the link of what was deleted, of each kind, once, with one issue that says what to do', async () => {
    const { store } = app.sandbox;
    const contact = store.list('contacts')[3];
    const item = store.list('catalog')[4];
    const deal = store.list('opportunities')[5];
    // Deleted for good, none of which moves a time that a poll would see.
    expect((await requestConnectWise(app, 'DELETE', `/company/contacts/${contact?.id}`)).status).toBe(204);
    expect((await requestConnectWise(app, 'DELETE', `/procurement/catalog/${item?.id}`)).status).toBe(204);
    expect((await requestConnectWise(app, 'DELETE', `/sales/opportunities/${deal?.id}`)).status).toBe(204);
    const company = store.list('companies')[59];
    store.patchRaw('companies', company?.id ?? 0, { deletedFlag: true }, { touch: false });
    await app.poll();
    expect(await broken(app)).toEqual([]);

    const row = await reconcile(app);
    const gone = [`company ${company?.id}`, `contact ${contact?.id}`, `opportunity ${deal?.id}`, `product ${item?.id}`];
    expect(await broken(app)).toEqual(gone);
    expect((await issues(app)).map(({ entity, code, recordName }) => [entity, code, recordName])).toEqual([
      ['company', 'remote_deleted', 'Company 59'],
      ['contact', 'remote_deleted', 'Ann No3'],
      ['opportunity', 'remote_deleted', 'Deal 5'],
      ['product', 'remote_deleted', 'Item 4'],
    ]);
    expect((await issues(app))[0]?.advice).toMatch(/Relink .*unlink/);
    expect(row.entities.map((e) => [e.gone, e.removals, unexplained(e)])).toEqual(
      Array.from({ length: 4 }, () => [1, 'broken', 0]),
    );
    expect((await findings(app, row)).map(({ entity, kind }) => [entity, kind])).toEqual([
      ['company', 'deleted'],
      ['contact', 'gone'],
      ['product', 'gone'],
      ['opportunity', 'gone'],
    ]);

    const again = await reconcile(app);
    expect(again.entities.map((e) => [e.gone, unexplained(e)])).toEqual(Array.from({ length: 4 }, () => [0, 0]));
    // What is here adds up, by how it is linked; ConnectWise shows the company alone.
    expect(again.entities.map((e) => [e.entity, e.here, e.linkedHere, e.brokenHere, e.onlyHere, e.broken])).toEqual([
      ['company', 60, 59, 1, 0, 1],
      ['contact', 32, 31, 1, 0, 0],
      ['product', 15, 14, 1, 0, 0],
      ['opportunity', 12, 11, 1, 0, 0],
    ]);
    expect(await issues(app)).toHaveLength(4);
    expect(await app.rows(`select 1 from audit_event where code = 'remote_deleted'`)).toHaveLength(4);

    // A retry brings nothing back: as long as a link is broken, its issue stays, and the log says why.
    for (const { id } of await app.rows<{ id: string }>(`select id from sync_issue where state = 'open'`))
      expect(await app.sync.issues.retry(app.actor, id)).toMatchObject({ state: 'open', code: 'remote_deleted' });
    expect(await broken(app)).toEqual(gone);
    expect(await issues(app)).toHaveLength(4);
    expect(
      await app.rows(
        `select description from audit_event where operation = 'fail' and entity = 'product' and attempt = 2`,
      ),
    ).toEqual([
      {
        description:
          'Still not in ConnectWise: the link stays broken. Relink or unlink the product, or dismiss the issue.',
      },
    ]);
  });

  it('breaks the link when a record that could not come in is tried again and is gone', async () => {
    const { store } = app.sandbox;
    const [item, other] = store.list('catalog');
    for (const one of [item, other]) store.patchRaw('catalog', one?.id ?? 0, { identifier: '', description: '' });
    await app.rows(`update sync_cursor set watermark = watermark - interval '2 days'`);
    await app.poll();
    expect((await issues(app)).map(({ code }) => code)).toEqual(['missing_name', 'missing_name']);
    expect((await requestConnectWise(app, 'DELETE', `/procurement/catalog/${item?.id}`)).status).toBe(204);
    const [failing] = await app.rows<{ id: string }>(
      `select id from sync_issue where state = 'open' and remote_id = $1`,
      [String(item?.id)],
    );
    const retried = await app.sync.issues.retry(app.actor, failing?.id ?? '');
    expect(retried).toMatchObject({ state: 'open', code: 'remote_deleted', recordName: 'Item 0' });
    expect(await broken(app)).toEqual([`product ${item?.id}`]);
    expect((await issues(app)).map(({ code }) => code).sort()).toEqual(['missing_name', 'remote_deleted']);
  });

  it('notices a company that was merged away, and follows its contacts to the survivor', async () => {
    const [lost, survivor] = app.sandbox.store.list('companies');
    const merged = await requestConnectWise(app, 'POST', `/company/companies/${lost?.id}/merge`, {
      toCompanyId: survivor?.id,
    });
    expect(merged.status).toBe(201);
    const row = await reconcile(app);
    expect(of(row, 'company')).toMatchObject({ gone: 1, removals: 'broken' });
    expect(await broken(app)).toEqual([`company ${lost?.id}`]);
    const [contact] = await app.rows<{ client: string }>(
      `select c.name as client from contact t join client c on c.id = t.client_id where t.first_name = 'Ann' and t.last_name = 'No0'`,
    );
    expect(contact?.client).toBe('Company 1');
    expect(row.entities.map(unexplained)).toEqual([0, 0, 0, 0]);
  });

  it('brings in what changed there without a new time, and sends what changed here without anybody hearing of it', async () => {
    const [first, second] = app.sandbox.store.list('companies');
    app.sandbox.store.patchRaw('companies', first?.id ?? 0, { city: 'Ocala' }, { touch: false });
    await app.rows(`update client set city = 'Tampa' where name = 'Company 1'`);
    await app.poll();
    const [untouched] = await app.rows<{ city: string | null }>(`select city from client where name = 'Company 0'`);
    expect(untouched?.city).not.toBe('Ocala');

    const row = await reconcile(app);
    expect(of(row, 'company')).toMatchObject({ linked: 60, differing: 2, healed: 1, fields: { city: 2 } });
    const [changed] = await app.rows<{ city: string }>(`select city from client where name = 'Company 0'`);
    expect(changed?.city).toBe('Ocala');
    const found = await findings(app, row);
    expect(found.map(({ name, isHealed, fields }) => [name, isHealed, fields[0]?.field])).toEqual([
      ['Company 0', true, 'city'],
      ['Company 1', false, 'city'],
    ]);
    expect(await app.rows(`select local_id from push_request where state = 'pending'`)).toHaveLength(1);
    expect(second?.city).toBeUndefined();
  });

  it('only shows differences where the settings say so', async () => {
    await app.rows(settingsWith, [
      app.connectionId,
      JSON.stringify({ mode: 'real_time', options: { reconcile: { differences: 'show' } } }),
    ]);
    const [first] = app.sandbox.store.list('companies');
    app.sandbox.store.patchRaw('companies', first?.id ?? 0, { city: 'Ocala' }, { touch: false });
    await app.rows(
      `delete from entity_link where entity = 'contact' and remote_id = (select min(remote_id) from entity_link where entity = 'contact')`,
    );
    const row = await reconcile(app);
    expect(of(row, 'company')).toMatchObject({ differing: 1, healed: 0 });
    expect(of(row, 'contact')?.healed).toBe(0);
    expect(await app.rows(`select 1 from client where city = 'Ocala'`)).toEqual([]);
    expect(row.entities.map(unexplained)).toEqual([0, 0, 0, 0]);
    const [company] = await findings(app, row);
    expect(company).toMatchObject({ kind: 'differing', fields: [{ field: 'city', there: 'Ocala' }] });
  });

  it('does not call a change in step that the mode keeps out', async () => {
    await app.rows(settingsWith, [app.connectionId, JSON.stringify({ mode: 'pull_new_push_won' })]);
    const [first] = app.sandbox.store.list('companies');
    await requestConnectWise(app, 'PATCH', `/company/companies/${first?.id}`, [
      { op: 'replace', path: 'city', value: 'Ocala' },
    ]);
    await app.poll();
    const row = await reconcile(app);
    expect(of(row, 'company')).toMatchObject({ differing: 1, healed: 0, fields: { city: 1 } });
    expect((await findings(app, row))[0]?.detail).toContain('the sync mode takes no changes');
  });

  it('explains what is excluded by its rule, and what is new', async () => {
    const { store } = app.sandbox;
    const vendor = store.insert('companyTypes', { name: 'Vendor' });
    const place = { addressLine1: '1 Main St', site: { name: 'Main' } };
    store.insert('companies', { name: 'Seller', identifier: 'SELL', types: [{ id: vendor.id }], ...place });
    store.insert('companies', { name: 'Brand new', identifier: 'NEW', ...place });
    const rule = {
      id: 'r1',
      entity: 'company',
      direction: 'in',
      field: 'type',
      operator: 'is_not',
      values: [String(vendor.id)],
    };
    await app.rows(settingsWith, [app.connectionId, JSON.stringify({ mode: 'real_time', filters: [rule] })]);
    const row = await reconcile(app);
    const company = of(row, 'company');
    expect(company).toMatchObject({ there: 62, excluded: 1, linked: 61, pending: 0, healed: 1 });
    expect(Object.values(company?.reasons ?? {})).toEqual([1]);
    expect(await app.rows(`select 1 from client where name = 'Brand new'`)).toHaveLength(1);
  });

  it('stops at a wave of removals before the first link breaks, and asks', async () => {
    for (const contact of app.sandbox.store.list('contacts').slice(0, 12))
      await requestConnectWise(app, 'DELETE', `/company/contacts/${contact.id}`);
    const row = await reconcile(app);
    expect(of(row, 'contact')).toMatchObject({ gone: 12, removals: 'held' });
    expect(await broken(app)).toEqual([]);
    const [asked, ...more] = await issues(app);
    expect([asked?.code, more]).toEqual(['many_removed', []]);
    const [{ id = '' } = {}] = await app.rows<{ id: string }>(`select id from sync_issue where code = 'many_removed'`);
    await app.sync.issues.retry(app.actor, id);
    expect(await broken(app)).toHaveLength(12);
    expect((await issues(app)).map(({ code }) => code)).toEqual(Array(12).fill('remote_deleted'));
  });

  it('keeps the links that somebody decided to keep, says so, and breaks that of another record that is gone later', async () => {
    const contacts = app.sandbox.store.list('contacts');
    for (const contact of contacts.slice(0, 12))
      await requestConnectWise(app, 'DELETE', `/company/contacts/${contact.id}`);
    await reconcile(app);
    const [{ id = '' } = {}] = await app.rows<{ id: string }>(`select id from sync_issue where code = 'many_removed'`);
    await app.sync.issues.dismiss(app.actor, id, 'a mistake over there');
    const told = async () =>
      (
        await app.rows<{ text: string }>(
          `select description as text from audit_event where code = 'reconciled' order by seq desc limit 1`,
        )
      )[0]?.text;

    expect(of(await reconcile(app), 'contact')).toMatchObject({ gone: 12, kept: 12, removals: 'kept' });
    expect(await told()).toContain(
      '12 linked records are gone in ConnectWise; their links are kept, as somebody decided.',
    );
    expect([await broken(app), await issues(app)]).toEqual([[], []]);

    const later = contacts[14];
    await requestConnectWise(app, 'DELETE', `/company/contacts/${later?.id}`);
    const row = await reconcile(app);
    expect(of(row, 'contact')).toMatchObject({ gone: 13, kept: 12, removals: 'broken' });
    expect(await told()).toContain(
      '1 linked record is gone in ConnectWise; its link is broken, see Issues. 12 linked records are gone in ConnectWise; their links are kept, as somebody decided.',
    );
    expect(await broken(app)).toEqual([`contact ${later?.id}`]);
    expect((await issues(app)).map(({ code }) => code)).toEqual(['remote_deleted']);
    const healed = (await findings(app, row)).filter(({ isHealed }) => isHealed);
    expect(healed.map(({ remoteId }) => remoteId)).toEqual([String(later?.id)]);
  });

  it('goes on at its page after a worker died, and counts nothing twice', async () => {
    const [gone] = app.sandbox.store.list('contacts');
    await requestConnectWise(app, 'DELETE', `/company/contacts/${gone?.id}`);
    await app.write((tx) => app.sync.reconcileControl.now(tx, app.actor));
    const dying = new AbortController();
    let pages = 0;
    const killed = app.sync.reconcile.run(app.workspaceId, app.connectionId, {
      signal: dying.signal,
      touch: async () => {
        if (++pages === 4) dying.abort();
      },
    });
    expect(await killed).toBe(false);
    const half = await last(app);
    expect(of(half, 'company')).toMatchObject({ there: 28, isListed: false });
    const asked = () => app.sandbox.journal({ path: '/company/companies' }).length;
    const before = asked();
    expect(await app.sync.reconcile.run(app.workspaceId, app.connectionId, control())).toBe(true);
    const row = await app.write((tx) => findReconcile(tx, half.id));
    expect(row?.entities.map((e) => [e.there, e.gone, unexplained(e)])).toEqual([
      [60, 0, 0],
      [31, 1, 0],
      [15, 0, 0],
      [12, 0, 0],
    ]);
    // 32 companies were left: five pages of seven, none of those before.
    expect(asked() - before).toBe(5);
  });

  it('comes once a night by the clock of the workspace', async () => {
    await app.rows(`update connection set next_reconcile_at = null`);
    expect(await app.sync.reconcile.run(app.workspaceId, app.connectionId, control())).toBe(false);
    const [{ at } = { at: new Date(0) }] = await app.rows<{ at: Date }>(
      `select next_reconcile_at as at from connection`,
    );
    expect(at.getUTCHours()).toBe(2);
    expect(at.getTime()).toBeGreaterThan(Date.now());
    await app.rows(`update connection set next_reconcile_at = now() - interval '1 minute'`);
    expect(await app.sync.reconcile.run(app.workspaceId, app.connectionId, control())).toBe(true);
    expect((await last(app)).kind).toBe('nightly');
    expect(await app.sync.reconcile.run(app.workspaceId, app.connectionId, control())).toBe(false);
  });
});
