import { requestConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { callbacksSettled } from '../../../../../test/support/callbacks-settled.ts';
import { connect } from '../../../../../test/support/connected-app.ts';
import { settingsWith } from '../../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';

const place = { addressLine1: '1 Main St', site: { name: 'Main' } };

describe('R77: a company that is merged away in ConnectWise, which tells of what moved with it alone', () => {
  let app: TestApp;
  let connectionId: string;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const there = (method: string, path: string, body?: unknown) => requestConnectWise(app, method, path, body);
  const settled = () => callbacksSettled(app);
  const settings = (mode: string, excludedStatus: number) =>
    rows(settingsWith, [
      connectionId,
      JSON.stringify({
        mode,
        filters: [
          {
            id: '0190b6f0-0000-7000-8000-000000000001',
            entity: 'company',
            direction: 'in',
            field: 'status',
            operator: 'is_not',
            values: [String(excludedStatus)],
          },
        ],
      }),
    ]);

  beforeAll(async () => {
    app = await createTestApp({ callbacks: true });
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    await connect(app);
    [{ id: connectionId } = { id: '' }] = await rows<{ id: string }>('select id from connection');
  });
  afterAll(() => app.stop());

  /** Two companies with a contact each, linked as far as the filter lets them. */
  const twoCompanies = async (name: string, ofKept = {}) => {
    const { store } = app.sandbox;
    const made = ['Lost', 'Kept'].map((which) => {
      const own = { name: `${name} ${which}`, identifier: `${name}${which}`, ...(which === 'Kept' ? ofKept : {}) };
      const company = store.insert('companies', { ...own, ...place });
      store.insert('contacts', { firstName: 'Ann', lastName: `${name} ${which}`, company: { id: company.id } });
      return company.id;
    });
    await rows(`update connection set sync_started_at = coalesce(sync_started_at, now()), next_pull_at = now()`);
    await app.app.pull.pull.run(
      { workspaceId: app.workspaceId, connectionId, kind: 'poll' },
      { signal: new AbortController().signal, touch: async () => undefined },
    );
    await app.graphql('mutation { checkCallbacks { problems { message } } }');
    await settled();
    const [lost = 0, kept = 0] = made;
    return { lost, kept };
  };
  const merge = (from: number, to: number) =>
    there('POST', `/company/companies/${from}/merge`, { toCompanyId: to, contacts: 'Merge', opportunities: 'Merge' });
  const linkOf = (remoteId: number) =>
    rows(`select state from entity_link where entity = 'company' and remote_id = $1`, [String(remoteId)]);
  const issuesOf = (remoteId: number) =>
    rows(`select code from sync_issue where state = 'open' and remote_id = $1`, [String(remoteId)]);

  it('is noticed where the company that it was merged into is excluded, which is proposed as its survivor', async () => {
    const excluded = (await there('GET', '/company/companies/statuses')).body.find(
      ({ name }: { name: string }) => name === 'Not-Approved',
    );
    expect(excluded).toBeDefined();
    await settings('real_time', excluded.id);
    const { lost, kept } = await twoCompanies('Excl', { status: { id: excluded.id } });
    expect(await linkOf(kept)).toEqual([]);
    expect((await merge(lost, kept)).status).toBe(201);
    await settled();
    expect((await there('GET', `/company/companies/${lost}`)).body.deletedFlag).toBe(true);
    expect(
      await rows(`select description from audit_event where name = 'Ann Excl Lost' order by seq desc limit 1`),
    ).toEqual([{ description: expect.stringContaining('is excluded') }]);
    expect(await linkOf(lost)).toEqual([{ state: 'broken' }]);
    expect(await issuesOf(lost)).toEqual([{ code: 'remote_deleted' }]);
    const { mergeSurvivors } = await app.graphql('{ mergeSurvivors { remoteId survivorId } }');
    expect(mergeSurvivors).toEqual([{ remoteId: String(lost), survivorId: String(kept) }]);
    // One look, and no second one for what stays as it is.
    await settled();
    expect(await issuesOf(lost)).toHaveLength(1);
  });

  it('is noticed where the mode takes no changes in', async () => {
    await settings('real_time', 0);
    const { lost, kept } = await twoCompanies('Mode');
    await settings('pull_new_push_won', 0);
    expect((await merge(lost, kept)).status).toBe(201);
    await settled();
    expect(await linkOf(lost)).toEqual([{ state: 'broken' }]);
    expect(await issuesOf(lost)).toEqual([{ code: 'remote_deleted' }]);
  });

  it('is noticed where somebody holds the contact that moved', async () => {
    await settings('real_time', 0);
    const { lost, kept } = await twoCompanies('Held');
    const [contact] = await rows<{ id: string }>(`select id from contact where last_name = 'Held Lost'`);
    const { changeLink } = await app.graphql(
      `mutation ($input: LinkActionInput!) { changeLink(input: $input) { problems { message } } }`,
      { input: { action: 'PAUSE', entity: 'CONTACT', localId: contact?.id, reason: 'busy' } },
    );
    expect(changeLink.problems).toEqual([]);
    expect((await merge(lost, kept)).status).toBe(201);
    await settled();
    expect(await linkOf(lost)).toEqual([{ state: 'broken' }]);
  });
});
