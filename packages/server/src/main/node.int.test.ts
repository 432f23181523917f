import { createConnectedApp } from '../../test/support/connected-app.ts';
import type { TestApp } from '../../test/support/test-app.ts';

const query = 'query ($id: ID!) { node(id: $id) { __typename id } }';

describe('node(id)', () => {
  let app: TestApp;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    const { createClient } = await app.graphql(
      'mutation { createClient(input: { name: "Harbor" }) { client { id } } }',
    );
    ids.Client = createClient.client.id;
    const made = async (type: string, sql: string) => {
      const [row] = await app.test.sql<{ id: string }>(`${sql} returning id`, [app.workspaceId, ids.Client]);
      ids[type] = row?.id ?? '';
    };
    const ours = `from connection c where c.workspace_id = $1 and $2::uuid is not null`;
    await made('Contact', `insert into contact (workspace_id, client_id, first_name) values ($1, $2, 'Ada')`);
    await made('Product', `insert into product (workspace_id, name) select $1, 'Router' where $2::uuid is not null`);
    await made(
      'Opportunity',
      `insert into opportunity (workspace_id, client_id, name, stage_id) select $1, $2, 'Deal', id from pipeline_stage limit 1`,
    );
    await made(
      'Document',
      `insert into document (workspace_id, opportunity_id, kind, title, number, file_name, content_type) select $1, id, 'quote', 'Q', 1, 'q.pdf', 'application/pdf' from opportunity where $2::uuid is not null`,
    );
    await made(
      'EntityLink',
      `insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin) select $1, c.id, 'company', $2, '7', 'pulled' from connection c`,
    );
    await made(
      'SyncRun',
      `insert into sync_run (workspace_id, connection_id, kind, state) select $1, c.id, 'poll', 'done' ${ours}`,
    );
    await made(
      'SyncIssue',
      `insert into sync_issue (workspace_id, connection_id, entity, direction, code, message, remote_id) select $1, c.id, 'contact', 'in', 'x', 'X.', '9' ${ours}`,
    );
    await made(
      'AuditEvent',
      `insert into audit_event (workspace_id, operation, status, description) select $1, 'check', 'info', 'Hi' where $2::uuid is not null`,
    );
  });
  afterAll(() => app.stop());

  it.each([
    'Client',
    'Contact',
    'Product',
    'Opportunity',
    'Document',
    'EntityLink',
    'SyncRun',
    'SyncIssue',
    'AuditEvent',
  ])('reads %s by the ID that it has everywhere, and for nobody of another workspace', async (type) => {
    const id = ids[type];
    expect((await app.graphql(query, { id })).node).toEqual({ __typename: type, id });
    expect((await app.graphql(query, { id }, { as: 'stranger' })).node).toBeNull();
  });

  it('gives the fields of its type, also beside one another', async () => {
    const { a, b } = await app.graphql(
      'query ($a: ID!, $b: ID!) { a: node(id: $a) { ... on Client { name } } b: node(id: $b) { id ... on Contact { firstName client { name } } } }',
      { a: ids.Client, b: ids.Contact },
    );
    expect([a, b]).toEqual([{ name: 'Harbor' }, { id: ids.Contact, firstName: 'Ada', client: { name: 'Harbor' } }]);
  });

  it('asks a token for the scope of what it finds', async () => {
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "audit", scopes: [AUDIT] }) { secret } }',
    );
    const ask = async (id: string | undefined) => {
      const answer = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${createApiToken.secret}` },
        body: JSON.stringify({ query, variables: { id } }),
      });
      return answer.json();
    };
    expect(await ask(ids.SyncRun)).toMatchObject({ data: { node: { __typename: 'SyncRun' } } });
    expect(await ask(ids.Client)).toMatchObject({ errors: [{ extensions: { code: 'forbidden', needed: 'crm' } }] });
  });

  it.each(['', 'nonsense', '019b0000-0000-7000-8000-000000000000', 'Client:1'])('knows nothing of "%s"', async (id) => {
    expect((await app.graphql(query, { id })).node).toBeNull();
  });

  it('is said of each type by the schema', async () => {
    const { __type } = await app.graphql('{ __type(name: "Node") { possibleTypes { name } } }');
    expect(__type.possibleTypes.map(({ name }: { name: string }) => name).sort()).toEqual(Object.keys(ids).sort());
  });
});
