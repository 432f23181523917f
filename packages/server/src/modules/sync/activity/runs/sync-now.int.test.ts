import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { createConnectedApp, saveSettings } from '../../../../../test/support/connected-app.ts';
import { chooseEverything, startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';
import { until } from '../../../../../test/support/until.ts';

const open = (app: TestApp) => createRows(app);
const createRows =
  (app: TestApp) =>
  <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));

const addressed = { addressLine1: '1 New Street', site: { name: 'Main' } };

const settled = async (app: TestApp) => {
  const rows = open(app);
  await until(
    async () => {
      await app.settle();
      const [busy] = await rows(`select 1 from sync_run where state = 'running'`);
      return !busy;
    },
    'nothing runs any more',
    30_000,
  );
};

/** A company of ConnectWise, asked for over HTTP. */
const companyThere = (app: TestApp, id: string) => askConnectWise(app, 'GET', `/company/companies/${id}`);

const patchThere = (app: TestApp, id: string, path: string, value: unknown) =>
  askConnectWise(app, 'PATCH', `/company/companies/${id}`, [{ op: 'replace', path, value }]);

const syncRecord = `mutation ($entity: EntityType!, $localId: ID, $remoteId: String) {
  syncRecord(entity: $entity, localId: $localId, remoteId: $remoteId) { pulled pushed problems { code field message } } }`;
const syncNow = `mutation ($entity: EntityType) { syncNow(entity: $entity) { run { id entities { entity } } problems { code message } } }`;

describe('syncing by kind of record, and one record', () => {
  let app: TestApp;
  let rows: ReturnType<typeof createRows>;
  let client: { id: string; remoteId: string; name: string };
  const ask = async (variables: object, as: 'admin' | 'support' | 'viewer' = 'support') =>
    (await app.graphql(syncRecord, variables, { as })).syncRecord;

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    app.sandbox.store.insert('companies', { name: 'Harbor', identifier: 'Harbor', ...addressed });
    rows = createRows(app);
    await startWithoutPreview(app);
    await settled(app);
    const [found] = await rows<typeof client>(
      `select l.local_id as id, l.remote_id as "remoteId", c.name from entity_link l join client c on c.id = l.local_id
       where l.entity = 'company' order by l.remote_id::int limit 1`,
    );
    client = found ?? { id: '', remoteId: '', name: '' };
  }, 90_000);
  afterAll(() => app.stop());

  it('lists one kind alone, and leaves the others where they stand', async () => {
    await saveSettings(app, { mode: 'REAL_TIME' });
    await patchThere(app, client.remoteId, 'city', 'Sarasota');
    const [contact] = await rows<{ watermark: Date }>(`select watermark from sync_cursor where entity = 'contact'`);
    const { run, problems } = (await app.graphql(syncNow, { entity: 'COMPANY' }, { as: 'support' })).syncNow;
    expect(problems).toEqual([]);
    expect(run.entities).toEqual([{ entity: 'COMPANY' }]);
    await settled(app);
    expect(await rows(`select city from client where id = $1`, [client.id])).toEqual([{ city: 'Sarasota' }]);
    expect(await rows(`select watermark from sync_cursor where entity = 'contact'`)).toEqual([contact]);
    expect((await app.graphql(syncNow, { entity: 'DOCUMENT' })).syncNow.problems).toMatchObject([
      { code: 'not_synced' },
    ]);
  });

  it('brings one record in by either ID, and says what came', async () => {
    await patchThere(app, client.remoteId, 'city', 'Ocala');
    const { pulled, problems } = await ask({ entity: 'COMPANY', remoteId: client.remoteId });
    expect({ pulled, problems }).toEqual({ pulled: 'Updated: city.', problems: [] });
    expect(await rows(`select city from client where id = $1`, [client.id])).toEqual([{ city: 'Ocala' }]);
    const [told] = await rows(
      `select description, actor from audit_event where remote_id = $1 order by seq desc limit 1`,
      [client.remoteId],
    );
    expect(told).toEqual({ description: 'Updated: city.', actor: 'support' });
    expect(await ask({ entity: 'COMPANY', remoteId: client.remoteId })).toMatchObject({
      pulled: `ConnectWise company ${client.remoteId} and the client hold the same in every synced field.`,
      pushed: null,
    });
    expect(await ask({ entity: 'COMPANY', remoteId: '999999' })).toMatchObject({
      pulled: 'ConnectWise has no company 999999, or the API member may not see it.',
    });
  });

  it('sends one record, and ConnectWise holds it', async () => {
    await rows(`update client set address_line2 = 'Suite 400' where id = $1`, [client.id]);
    const answer = await ask({ entity: 'COMPANY', localId: client.id });
    expect(answer).toMatchObject({
      pushed: 'Being sent to ConnectWise: address line 2. The audit log tells what arrived.',
      problems: [],
    });
    await settled(app);
    expect(await companyThere(app, client.remoteId)).toMatchObject({ addressLine2: 'Suite 400' });
  });

  it('says why a record is not sent: the mode, a filter', async () => {
    await saveSettings(app, { mode: 'PULL_NEW_PUSH_WON' });
    expect((await ask({ entity: 'COMPANY', localId: client.id })).pushed).toBe(null);
    await rows(`update client set address_line2 = 'Suite 500' where id = $1`, [client.id]);
    expect((await ask({ entity: 'COMPANY', localId: client.id })).pushed).toBe(
      'Not sent: address line 2, because the sync mode sends no edits of companies.',
    );
    await saveSettings(app, {
      mode: 'REAL_TIME',
      filters: [{ entity: 'COMPANY', direction: 'OUT', field: 'CREATED', operator: 'AFTER', values: ['2099-01-01'] }],
    });
    expect((await ask({ entity: 'COMPANY', localId: client.id })).pushed).toMatch(/^Not sent: .*created.*\.$/);
    await saveSettings(app, { filters: [] });
  });

  it('breaks the link of a record that ConnectWise does not have any more, with an issue, in a mode that sends no edits too', async () => {
    for (const [at, mode] of (['REAL_TIME', 'PULL_NEW_PUSH_WON'] as const).entries()) {
      const made = app.sandbox.store.insert('companies', { name: `Gone ${at}`, identifier: `Gone${at}`, ...addressed });
      expect((await ask({ entity: 'COMPANY', remoteId: String(made.id) })).pulled).toBe('Created from ConnectWise.');
      const [gone] = await rows<{ id: string }>(`select local_id as id from entity_link where remote_id = $1`, [
        String(made.id),
      ]);
      await saveSettings(app, { mode });
      app.sandbox.store.remove('companies', made.id);
      expect(await ask({ entity: 'COMPANY', localId: gone?.id })).toMatchObject({
        pulled: 'Link broken: the company was deleted or merged in ConnectWise. The client stays in the CRM.',
        pushed: expect.stringMatching(/^Not sent: /),
        problems: [],
      });
      expect(await rows(`select state from entity_link where local_id = $1`, [gone?.id])).toEqual([
        { state: 'broken' },
      ]);
      expect(await rows(`select code from sync_issue where state = 'open' and local_id = $1`, [gone?.id])).toEqual([
        { code: 'remote_deleted' },
      ]);
    }
    await saveSettings(app, { mode: 'REAL_TIME' });
  });

  it('refuses what cannot be, and those who may not', async () => {
    expect((await ask({ entity: 'COMPANY' })).problems).toMatchObject([{ code: 'required', field: 'localId' }]);
    expect((await ask({ entity: 'COMPANY', remoteId: 'x' })).problems).toMatchObject([{ code: 'invalid_input' }]);
    expect((await ask({ entity: 'COMPANY', localId: app.workspaceId })).problems).toMatchObject([
      { code: 'not_found' },
    ]);
    expect((await ask({ entity: 'DOCUMENT', remoteId: '7' })).problems).toMatchObject([{ code: 'not_synced' }]);
    await expect(ask({ entity: 'COMPANY', remoteId: '7' }, 'viewer')).rejects.toThrow();
  });
});

describe('a start with only what is new from today', () => {
  let app: TestApp;
  let rows: ReturnType<typeof createRows>;
  const countHere = async () => (await rows<{ n: number }>(`select count(*)::int as n from client`))[0]?.n;

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    app.sandbox.store.insert('companies', { name: 'Harbor', identifier: 'Harbor', ...addressed });
    rows = createRows(app);
    await chooseEverything(app);
    // ConnectWise tells times in whole seconds, so what was made in this one would count as new.
    const second = Math.floor(Date.now() / 1000);
    await until(() => Math.floor(Date.now() / 1000) > second, 'the next second has begun');
    const { startSync } = await app.graphql(
      'mutation { startSync(onlyNew: true) { run { id } problems { code message } } }',
    );
    expect(startSync.problems).toEqual([]);
    await settled(app);
  }, 90_000);
  afterAll(() => app.stop());

  it('skips what is there, with the reason', async () => {
    expect(await countHere()).toBe(0);
    const [skip] = await rows(
      `select code, reason from sync_skip where entity = 'company' and code = 'existed_before' limit 1`,
    );
    expect(skip?.reason).toMatch(/^it existed before the sync started/);
    const [told] = await rows(
      `select description from audit_event where entity = 'company' and code = 'existed_before' limit 1`,
    );
    expect(told?.description).toMatch(/^Skipped: it existed before the sync started/);
  });

  it('takes in what is made there from then on, and an old one that a person asks for', async () => {
    const made = app.sandbox.store.insert('companies', {
      name: 'Brand New Co',
      identifier: 'BrandNewCo',
      ...addressed,
    });
    await app.graphql(syncNow, {});
    await settled(app);
    expect(await rows(`select name from client`)).toEqual([{ name: 'Brand New Co' }]);
    expect(made).toBeTruthy();
    const [old] = await rows<{ id: string }>(
      `select remote_id as id from sync_skip where entity = 'company' and code = 'existed_before' order by remote_id::int limit 1`,
    );
    const { syncRecord: answer } = await app.graphql(syncRecord, { entity: 'COMPANY', remoteId: old?.id });
    expect(answer).toMatchObject({ pulled: 'Created from ConnectWise.', problems: [] });
    expect(await countHere()).toBe(2);
    expect(await rows(`select 1 from sync_skip where entity = 'company' and remote_id = $1`, [old?.id])).toEqual([]);
  });
});
