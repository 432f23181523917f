import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { connect, saveSettings, untilNothingRuns } from '../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const place = { addressLine1: '1 Main St', site: { name: 'Main' } };
const kinds = { company: 'client', contact: 'contact', product: 'product', opportunity: 'opportunity' } as const;
type Kind = keyof typeof kinds;

/** A pull may have written over what somebody did; it was used all the same. */
describe('the undo of a first sync keeps what a person has ever worked on', () => {
  let app: TestApp;
  let runId: string;
  const rows = <T extends object = { id: string }>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const names = async (kind: Kind) => {
    const name = kind === 'contact' ? 'last_name' : 'name';
    const found = await rows<{ name: string }>(`select ${name} as name from ${kinds[kind]} order by 1`);
    return found.map((row) => row.name);
  };
  const mutate = async (field: string, input: string, variables: object): Promise<void> => {
    const answer = await app.graphql(
      `mutation ($id: ID!, $input: ${input}!) { ${field}(id: $id, input: $input) { problems { message } } }`,
      variables,
    );
    expect(answer[field].problems).toEqual([]);
  };
  const linked = async (kind: Kind, name: string) => {
    const column = kind === 'contact' ? 'last_name' : 'name';
    const [row] = await rows<{ id: string; remoteId: string }>(
      `select t.id, l.remote_id as "remoteId" from ${kinds[kind]} t join entity_link l on l.local_id = t.id and l.entity = $1 where t.${column} = $2`,
      [kind, name],
    );
    return row ?? { id: '', remoteId: '' };
  };
  /** ConnectWise over HTTP. */
  const there = (path: string, operations?: object[]): Promise<Record<string, unknown>> =>
    askConnectWise(app, operations ? 'PATCH' : 'GET', path, operations);
  const undo = async () => {
    const { undoFirstSync } = await app.graphql(
      `mutation ($runId: ID!) { undoFirstSync(runId: $runId) { problems { message } } }`,
      { runId },
    );
    expect(undoFirstSync.problems).toEqual([]);
    await app.settle();
  };
  const undone = async (id: string) =>
    (
      await rows<{ description: string }>(
        `select description from audit_event where local_id = $1 and code = 'undone'`,
        [id],
      )
    ).map(({ description }) => description);

  beforeEach(async () => {
    app = await createTestApp();
    const { store } = app.sandbox;
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    for (const name of ['Edited', 'Untouched', 'Selling', 'Idle']) {
      const company = store.insert('companies', { name, identifier: name, city: 'Miami', ...place });
      if (name === 'Edited' || name === 'Untouched') continue;
      const contact = store.insert('contacts', { firstName: 'Ann', lastName: name, company: { id: company.id } });
      store.insert('opportunities', {
        name,
        company: { id: company.id },
        contact: { id: contact.id },
        primarySalesRep: { id: store.list('members')[0]?.id },
        expectedCloseDate: '2027-01-01T00:00:00Z',
      });
    }
    await connect(app);
    await saveSettings(app, { mode: 'PULL_ONLY' });
    await startWithoutPreview(app);
    await untilNothingRuns(app);
    const { syncRuns } = await app.graphql('{ syncRuns { items { id kind } } }');
    runId = syncRuns.items.find((run: { kind: string }) => run.kind === 'INITIAL').id;
    expect(await names('company')).toEqual(['Edited', 'Idle', 'Selling', 'Untouched']);
    expect(await names('opportunity')).toEqual(['Idle', 'Selling']);
  }, 60_000);
  afterEach(() => app.stop());

  it('a client whose edit a pull has written over', async () => {
    const [edited, untouched] = [await linked('company', 'Edited'), await linked('company', 'Untouched')];
    await mutate('updateClient', 'ClientInput', { id: edited.id, input: { name: 'Edited', city: 'Tampa' } });
    // Both change in ConnectWise, and the next poll takes that in: by their rows they do not differ from each other.
    for (const { remoteId } of [edited, untouched])
      await there(`/company/companies/${remoteId}`, [{ op: 'replace', path: 'city', value: 'Ocala' }]);
    await app.graphql('mutation { syncNow { problems { message } } }');
    await untilNothingRuns(app);
    expect(await rows(`select name, city from client where name in ('Edited', 'Untouched') order by name`)).toEqual([
      { name: 'Edited', city: 'Ocala' },
      { name: 'Untouched', city: 'Ocala' },
    ]);

    const { syncUndo } = await app.graphql(
      `query ($runId: ID!) { syncUndo(runId: $runId) { undo { entries { entity count reason } sentences } } }`,
      { runId },
    );
    expect(syncUndo.undo.entries).toContainEqual({ entity: 'COMPANY', count: 1, reason: 'edited in the CRM' });
    expect(syncUndo.undo.sentences).toContain('1 client stays: edited in the CRM.');
    await undo();
    expect(await names('company')).toEqual(['Edited']);
    expect(await undone(edited.id)).toEqual([]);
    expect(await undone(untouched.id)).toEqual([expect.stringContaining('Nobody had used this client')]);
    for (const { remoteId } of [edited, untouched])
      expect(await there(`/company/companies/${remoteId}`)).toMatchObject({ city: 'Ocala' });
  }, 60_000);

  it('an opportunity whose activity was deleted again, with its client and contact', async () => {
    const { id, remoteId } = await linked('opportunity', 'Selling');
    const { createActivity } = await app.graphql(
      `mutation ($id: ID!) { createActivity(opportunityId: $id, input: { kind: CALL, subject: "Ask" }) { activity { id } problems { message } } }`,
      { id },
    );
    expect(createActivity.problems).toEqual([]);
    await app.graphql(`mutation ($id: ID!) { deleteActivity(id: $id) { problems { message } } }`, {
      id: createActivity.activity.id,
    });
    await undo();
    expect([await names('opportunity'), await names('contact'), await names('company')]).toEqual([
      ['Selling'],
      ['Selling'],
      ['Selling'],
    ]);
    expect(await undone(id)).toEqual([]);
    expect(await there(`/sales/opportunities/${remoteId}`)).toMatchObject({ name: 'Selling' });
  }, 60_000);
});
