import { askConnectWise } from '../support/ask-connectwise.ts';
import { connect } from '../support/connected-app.ts';
import { startWithoutPreview } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';

const onlyAdmins = 'Only an administrator may do this.';
const onlySupport = 'Your role may not do this. Ask an administrator for the support role.';

/** What sales may not, as a person or their program would ask for it over HTTP, with the sentence that they read. */
const refusals: [what: string, document: string, sentence: string][] = [
  ['the connection', 'mutation { verifyConnection { problems { message } } }', onlyAdmins],
  [
    'new keys',
    `mutation { connect(input: { siteUrl: "http://127.0.0.1", loginCompany: "x", publicKey: "x", privateKey: "x" }) { problems { message } } }`,
    onlyAdmins,
  ],
  ['the settings', 'mutation { saveSyncSettings(input: {}) { problems { message } } }', onlyAdmins],
  ['a first sync', 'mutation { startSync(withoutPreview: true) { problems { message } } }', onlyAdmins],
  ['a pause', 'mutation { pauseConnection(reason: "Holiday") { problems { message } } }', onlyAdmins],
  ['tokens', '{ apiTokens { id } }', onlyAdmins],
  [
    'a new token',
    'mutation { createApiToken(input: { name: "Mine", role: VIEWER }) { problems { message } } }',
    onlyAdmins,
  ],
  ['people', '{ people { id } }', onlyAdmins],
  ['invitations', '{ invitations { id } }', onlyAdmins],
  [
    'an invitation',
    'mutation { invitePerson(input: { email: "pal@test.example", role: ADMIN }) { problems { message } } }',
    onlyAdmins,
  ],
  ['the security log', '{ securityEvents { id } }', onlyAdmins],
  ['the outbox', '{ outbox { sendsMail } }', onlyAdmins],
  ['erasing somebody', '{ erasures { id } }', onlyAdmins],
  ['a sync', 'mutation { syncNow { problems { message } } }', onlySupport],
  ['webhooks', '{ webhooks { id } }', onlySupport],
];

describe('somebody of the sales role, signed in over HTTP', () => {
  let app: TestApp;
  const sales = { as: 'sales' } as const;
  const mutate = async (name: string, args: string, types: string, variables: object, fields: string) => {
    const answer = await app.graphql(
      `mutation (${types}) { ${name}(${args}) { ${fields} problems { code message } } }`,
      variables,
      sales,
    );
    expect([name, answer[name].problems]).toEqual([name, []]);
    return answer[name];
  };
  const there = (path: string): Promise<Record<string, unknown>> => askConnectWise(app, 'GET', path);
  const health = async () =>
    (await app.graphql('{ integrationHealth { level sentence lastRun { state } pendingPushes } }', {}, sales))
      .integrationHealth;

  beforeAll(async () => {
    app = await createTestApp();
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
      ),
    );
    await connect(app);
    await startWithoutPreview(app);
    await until(
      async () => {
        await app.settle();
        return (await health()).lastRun?.state === 'DONE';
      },
      'the first sync was done',
      20_000,
    );
  }, 60_000);
  afterAll(() => app.stop());

  it('R62: makes client, contact, opportunity and quote, wins, and sees how it stands on both sides', async () => {
    const { viewer } = await app.graphql('{ viewer { user { name } role canEdit canRetry canAdminister } }', {}, sales);
    expect(viewer).toMatchObject({
      user: { name: 'sales' },
      role: 'SALES',
      canEdit: true,
      canRetry: false,
      canAdminister: false,
    });
    const { client } = await mutate(
      'createClient',
      'input: $input',
      '$input: ClientInput!',
      { input: { name: 'Lakeside Dental', city: 'Tampa' } },
      'client { id }',
    );
    const { contact } = await mutate(
      'createContact',
      'input: $input',
      '$input: ContactInput!',
      { input: { clientId: client.id, firstName: 'Ann', lastName: 'Lee', email: 'ann@lakeside.example' } },
      'contact { id }',
    );
    const { pipelineStages } = await app.graphql('{ pipelineStages { id name } }', {}, sales);
    const { opportunity } = await mutate(
      'createOpportunity',
      'input: $input',
      '$input: OpportunityInput!',
      {
        input: { name: 'New switches', clientId: client.id, contactId: contact.id, stageId: pipelineStages[0].id },
      },
      'opportunity { id }',
    );
    const { document } = await mutate(
      'createQuote',
      'opportunityId: $id, input: $input',
      '$id: ID!, $input: QuoteInput!',
      {
        id: opportunity.id,
        input: { title: 'Switches', lines: [{ description: 'Switch', quantity: '2', price: '450', cost: '300' }] },
      },
      'document { id total }',
    );
    expect(document.total).toBe('900.00');
    await mutate('setDocumentState', 'id: $id, state: ACCEPTED', '$id: ID!', { id: document.id }, 'document { state }');
    await mutate(
      'markOpportunityWon',
      'id: $id, quoteId: $quoteId',
      '$id: ID!, $quoteId: ID',
      { id: opportunity.id, quoteId: document.id },
      'opportunity { id }',
    );
    const state = async () =>
      (
        await app.graphql(
          'query ($id: ID!) { opportunity(id: $id) { stage { kind } push { state error } link { state remoteId url } } }',
          { id: opportunity.id },
          sales,
        )
      ).opportunity;
    await until(
      async () => {
        await app.settle();
        return (await state()).push?.state === 'done';
      },
      'the win was pushed',
      20_000,
    );
    const pushed = await state();
    expect(pushed).toMatchObject({ stage: { kind: 'WON' }, push: { error: null }, link: { state: 'linked' } });
    expect(await there(`/sales/opportunities/${pushed.link.remoteId}`)).toMatchObject({
      name: 'New switches',
      company: { name: 'Lakeside Dental' },
      contact: { name: 'Ann Lee' },
      status: { name: expect.stringContaining('Won') },
    });
    const { auditEvents } = await app.graphql(
      `query ($id: ID!) { auditEvents(first: 50, filter: { opportunityId: $id, direction: OUT }) { items { operation status description } } }`,
      { id: opportunity.id },
      sales,
    );
    expect(auditEvents.items[0]).toMatchObject({ operation: 'PUSH', status: 'SUCCESS' });
    expect(auditEvents.items[0].description).toMatch(/^Pushed won opportunity "New switches": 1 line added, /);
    expect(await health()).toMatchObject({ level: 'OK', pendingPushes: 0 });
  }, 60_000);

  it.each(refusals)(
    'R62: is refused %s, with a sentence that says why, and nothing happened',
    async (_, document, why) => {
      const before = await everything();
      const { data, errors } = await app.ask(document, {}, sales);
      expect(errors.map(({ message, extensions }) => [message, extensions?.code])).toEqual([[why, 'forbidden']]);
      expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
      expect(await everything()).toEqual(before);
    },
  );

  it('R62: is refused the routes of administrators, and may read the log as a file', async () => {
    const headers = await app.headersOf('sales');
    const logo = await fetch(`${app.url}/api/workspace/logo`, { method: 'POST', headers, body: 'x' });
    expect([logo.status, ((await logo.json()) as { message: string }).message]).toEqual([403, onlyAdmins]);
    const exported = await fetch(`${app.url}/api/audit/export?format=csv`, { headers });
    expect(exported.status).toBe(200);
  });

  /** What the refused would have changed. */
  const everything = () =>
    app.test.sql(
      `select (select count(*)::int from api_token) as tokens, (select count(*)::int from invitation) as invitations, (select max(revision) from settings_revision) as revision,
         (select array_agg(state || keys_set_at::text) from connection) as connections, (select count(*)::int from sync_run) as runs, (select count(*)::int from app_user) as people`,
    );
});
