import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { createConnectedApp, saveSettings, untilNothingRuns } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';

const addressed = { addressLine1: '1 New Street', site: { name: 'Main' } };

describe('what ConnectWise has no more', () => {
  let app: TestApp;
  const rows = <T extends object = Record<string, unknown>>(sql: string) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql));
  const remove = (path: string) => askConnectWise(app, 'DELETE', path);
  const there = async () => {
    const { recordTallies } = await app.graphql(
      '{ recordTallies { entity there { total linked failing skipped broken } } }',
    );
    return Object.fromEntries(
      recordTallies.map((one: { entity: string; there: object }) => [one.entity, one.there]),
    ) as Record<string, { total: number; linked: number; skipped: number }>;
  };
  const holds = async () => [(await there()).COMPANY?.total, (await there()).CONTACT?.total];
  const counted = () => [app.sandbox.store.list('companies').length, app.sandbox.store.list('contacts').length];
  const reconcile = async () => {
    const { reconcileNow } = await app.graphql('mutation { reconcileNow { problems { message } } }');
    expect(reconcileNow.problems).toEqual([]);
    await app.settle();
  };
  const start = async () => {
    await startWithoutPreview(app);
    await untilNothingRuns(app);
  };

  beforeEach(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    const { store } = app.sandbox;
    for (let n = 1; n <= 30; n++) {
      const { id } = store.insert('companies', { name: `Harbor ${n}`, identifier: `Harbor${n}`, ...addressed });
      store.insert('contacts', { firstName: 'Ada', lastName: `No ${n}`, company: { id } });
      if (n <= 2) store.patchRaw('companies', id, { name: '' });
    }
    await saveSettings(app, { mode: 'REAL_TIME' });
    await start();
    expect(await holds()).toEqual(counted());
  }, 120_000);
  afterEach(() => app.stop());

  it('is in no figure of it: kept links of records that are gone, before and after the first sync is undone and begun anew', async () => {
    const contacts = app.sandbox.store.list('contacts').slice(-14);
    for (const { id } of contacts) await remove(`/company/contacts/${id}`);
    await reconcile();
    const { issues } = await app.graphql('{ issues { items { id code } } }');
    const asked = issues.items.find(({ code }: { code: string }) => code === 'many_removed');
    expect(await holds()).toEqual(counted());
    await app.graphql(`mutation { dismissIssue(id: "${asked.id}", reason: "not really gone") { problems { code } } }`);
    await reconcile();
    expect(await rows(`select 1 from entity_link where entity = 'contact' and state = 'linked'`)).toHaveLength(28);
    expect((await there()).CONTACT).toMatchObject({ linked: 14 });
    expect(await holds()).toEqual(counted());

    const { syncRuns } = await app.graphql('{ syncRuns { items { id kind } } }');
    const { id } = syncRuns.items.find(({ kind }: { kind: string }) => kind === 'INITIAL');
    const undone = await app.graphql('mutation ($id: ID!) { undoFirstSync(runId: $id) { problems { message } } }', {
      id,
    });
    expect(undone.undoFirstSync.problems).toEqual([]);
    await app.settle();
    // Those whose links were kept stay here: no later sync could bring them in again.
    expect(await rows('select 1 from contact')).toHaveLength(14);
    await start();
    expect(await holds()).toEqual(counted());
    expect((await there()).CONTACT).toMatchObject({ linked: 14, skipped: 2 });
  }, 120_000);

  it('is in no figure of it: records that were skipped or had an issue, once both sides were compared', async () => {
    const [skipped, other] = app.sandbox.store.list('contacts');
    const third = app.sandbox.store.list('contacts')[7];
    await rows(`delete from entity_link where entity = 'contact' and remote_id = '${third?.id}'`);
    await rows(
      `insert into sync_issue (connection_id, entity, direction, code, message, record_name, remote_id)
       select id, 'contact', 'in', 'invalid', 'It cannot be read.', 'Ada', '${third?.id}' from connection`,
    );
    for (const gone of [skipped, third]) await remove(`/company/contacts/${gone?.id}`);
    await reconcile();
    expect(await holds()).toEqual(counted());
    expect(
      await rows(`select state, resolution from sync_issue where entity = 'contact' and remote_id = '${third?.id}'`),
    ).toEqual([{ state: 'resolved', resolution: 'ConnectWise does not have the record any more.' }]);
    // The other one that is skipped is there, and stays in the books; so do the companies that have an issue.
    expect(await rows(`select 1 from sync_skip where entity = 'contact' and remote_id = '${other?.id}'`)).toHaveLength(
      1,
    );
    expect(await rows(`select 1 from sync_issue where state = 'open' and entity = 'company'`)).toHaveLength(2);
  }, 120_000);
});
