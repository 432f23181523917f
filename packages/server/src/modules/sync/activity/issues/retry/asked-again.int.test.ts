import { createConnectedApp, saveSettings, untilNothingRuns } from '../../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../../test/support/test-app.ts';

const clientInput = { name: 'Harbor Toys', phone: '813 555 1234' };

describe('a retry that support asked for', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    await startWithoutPreview(app);
    await untilNothingRuns(app);
    await saveSettings(app, { mode: 'REAL_TIME' });
  }, 120_000);
  afterAll(() => app.stop());

  const settled = () => untilNothingRuns(app);
  const issueOf = async (id: string) =>
    (await app.graphql(`{ issue(id: "${id}") { state resolution settledBy } }`)).issue;
  const openIssue = async () => {
    const { items } = (await app.graphql('{ issues { items { id direction code recordName } } }')).issues;
    expect(items).toHaveLength(1);
    return items[0];
  };
  const asSupport = async (mutation: string) => {
    const answer = Object.values(
      await app.graphql(`mutation { ${mutation} { problems { message } } }`, {}, { as: 'support' }),
    )[0];
    expect([answer].flat()).toEqual([{ problems: [] }]);
  };
  const security = async (kind: string) =>
    (await app.graphql(`{ securityEvents(kinds: ["${kind}"]) { actor subject description } }`)).securityEvents;
  const asked = async () =>
    (
      await app.graphql('{ auditEvents(first: 200) { items { code name actor description } } }')
    ).auditEvents.items.filter(({ code }: { code: string }) => code === 'retry_asked');
  const support = async () =>
    (await app.graphql('{ users { name role } }')).users.find(({ role }: { role: string }) => role === 'SUPPORT').name;

  it('is told of a push: by the issue that it cured, by the audit log and by the security log', async () => {
    app.sandbox.fail({ method: 'POST', path: '/company/companies', status: 400, times: 2 });
    await app.graphql('mutation ($input: ClientInput!) { createClient(input: $input) { problems { message } } }', {
      input: clientInput,
    });
    await settled();
    const name = await support();
    const { id } = await openIssue();
    // One that cures nothing leaves the issue open; the next one cures it.
    await asSupport(`retryIssue(id: "${id}")`);
    await settled();
    expect(await issueOf(id)).toMatchObject({ state: 'OPEN', settledBy: null });
    await asSupport(`retryIssue(id: "${id}")`);
    await settled();
    expect(await issueOf(id)).toMatchObject({ state: 'RESOLVED', settledBy: name });
    const told = `${name} asked for this to be sent to ConnectWise again.`;
    expect(await asked()).toEqual(
      [1, 2].map(() => ({ code: 'retry_asked', name: 'Harbor Toys', actor: name, description: told })),
    );
    expect((await security('retry_asked'))[0]).toEqual({
      actor: name,
      subject: 'Harbor Toys',
      description: 'Asked for client "Harbor Toys" to be sent to ConnectWise again.',
    });
  });

  it('names nobody where an edit cured what a retry had not', async () => {
    const { clients } = await app.graphql('{ clients { items { id name } } }');
    const update =
      'mutation ($id: ID!, $input: ClientInput!) { updateClient(id: $id, input: $input) { problems { message } } }';
    const edit = (phone: string) => app.graphql(update, { id: clients.items[0].id, input: { ...clientInput, phone } });
    app.sandbox.fail({ method: 'PATCH', path: '/company/companies', status: 400, times: 2 });
    await edit('813 555 9999');
    await settled();
    const { id } = await openIssue();
    await asSupport(`retryIssue(id: "${id}")`);
    await settled();
    await edit('813 555 8888');
    await settled();
    expect(await issueOf(id)).toMatchObject({ state: 'RESOLVED', settledBy: null });
  });

  it('is told of records that were fetched, picked or all of a cause', async () => {
    const { store } = app.sandbox;
    const made = [1, 2, 3].map((n) =>
      store.insert('companies', {
        name: `Bay ${n}`,
        identifier: `Bay${n}`,
        addressLine1: '1 Quay',
        site: { name: 'Main' },
      }),
    );
    for (const one of made) store.patchRaw('companies', one.id, { name: '' });
    await app.graphql('mutation { syncNow { problems { message } } }');
    await settled();
    const { items } = (await app.graphql('{ issues { items { id code } } }')).issues;
    expect(items).toHaveLength(3);
    for (const one of made) store.patchRaw('companies', one.id, { name: `Mended ${one.id}` });
    await asSupport(`retryIssues(ids: ["${items[0].id}"])`);
    await asSupport(`retryIssueGroup(code: "${items[0].code}", entity: COMPANY, direction: IN)`);
    await settled();
    const name = await support();
    for (const { id } of items) expect(await issueOf(id)).toMatchObject({ state: 'RESOLVED', settledBy: name });
    expect(
      (await asked()).filter(({ description }: { description: string }) => description.includes('fetched')),
    ).toHaveLength(3);
    expect((await security('retry_asked')).map(({ description }: { description: string }) => description)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Asked for (a company|company ".*") to be fetched from ConnectWise again\.$/),
        expect.stringMatching(
          /^Asked for all open issues of kind company with one cause \(2\) to be fetched from ConnectWise again\. The newest says: \S+ /,
        ),
      ]),
    );
  });

  it('names nobody where ConnectWise did not answer the retry, and a poll cured it later', async () => {
    const { store } = app.sandbox;
    const { id: remoteId } = store.insert('companies', {
      name: 'Cove',
      identifier: 'Cove',
      addressLine1: '1 Quay',
      site: { name: 'Main' },
    });
    store.patchRaw('companies', remoteId, { name: '' });
    const poll = async () => {
      await app.graphql('mutation { syncNow { problems { message } } }');
      await settled();
    };
    await poll();
    const { id } = await openIssue();
    app.sandbox.fail({ method: 'GET', path: '/company/companies', status: 500, times: 10 });
    const { retryIssue } = await app.graphql(
      `mutation { retryIssue(id: "${id}") { problems { message } } }`,
      {},
      { as: 'support' },
    );
    app.sandbox.clearFaults();
    expect(retryIssue.problems).toHaveLength(1);
    expect(await issueOf(id)).toMatchObject({ state: 'OPEN' });
    store.patchRaw('companies', remoteId, { name: 'Cove' });
    await poll();
    expect(await issueOf(id)).toMatchObject({ state: 'RESOLVED', settledBy: null });
  });

  it('names nobody where an edit went out before the retry had come through, nor where nothing was sent', async () => {
    const { clients } = await app.graphql('{ clients { items { id name } } }');
    const { id: clientId } = clients.items.find(({ name }: { name: string }) => name === clientInput.name);
    const edit = (phone: string) =>
      app.graphql(
        'mutation ($id: ID!, $input: ClientInput!) { updateClient(id: $id, input: $input) { problems { message } } }',
        { id: clientId, input: { ...clientInput, phone } },
      );
    const refuse = () => app.sandbox.fail({ method: 'PATCH', path: '/company/companies', status: 400, times: 1 });
    refuse();
    await edit('813 555 7777');
    await settled();
    const first = await openIssue();
    // The retry is put off; somebody edits the record meanwhile.
    app.sandbox.fail({ method: 'PATCH', path: '/company/companies', status: 500, times: 3 });
    await app.graphql(`mutation { retryIssue(id: "${first.id}") { problems { message } } }`, {}, { as: 'support' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await edit('813 555 6666');
    app.sandbox.clearFaults();
    await settled();
    expect(await issueOf(first.id)).toMatchObject({ state: 'RESOLVED', settledBy: null });

    refuse();
    await edit('813 555 5555');
    await settled();
    const { id } = await openIssue();
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `update entity_link set state = 'paused', hold = '{"by": "Ann", "reason": "wait", "at": "2027-01-01"}' where local_id = $1`,
        [clientId],
      ),
    );
    await asSupport(`retryIssue(id: "${id}")`);
    await settled();
    expect(await issueOf(id)).toMatchObject({ state: 'RESOLVED', settledBy: null });
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(`update entity_link set state = 'linked', hold = null where local_id = $1`, [clientId]),
    );
  });
});
