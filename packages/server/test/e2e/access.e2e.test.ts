import type { Role } from '@causeway/shared/vocabulary';
import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { accessRules } from '../../src/main/access-rules.ts';
import { permissionsOf } from '../../src/main/permissions.ts';
import { buildProductSchema } from '../../src/main/print-schema.ts';
import { newId } from '../../src/platform/ids.ts';
import { anyOperation } from '../support/any-operation.ts';
import type { As } from '../support/as.ts';
import { openLive } from '../support/live-client.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const fieldsOf = (type: GraphQLObjectType | null | undefined): Array<GraphQLField<unknown, unknown>> =>
  Object.values(type?.getFields() ?? {});
const open = new Set(accessRules.open);

describe('who may ask what', () => {
  let app: TestApp;
  let schema: GraphQLSchema;
  let queries: Array<GraphQLField<unknown, unknown>>;
  let mutations: Array<GraphQLField<unknown, unknown>>;
  const planted = 'Planted Harbor Dental';
  const ids: string[] = [];

  beforeAll(async () => {
    app = await createTestApp();
    schema = await buildProductSchema();
    queries = fieldsOf(schema.getQueryType()).filter(({ name }) => !open.has(name));
    mutations = fieldsOf(schema.getMutationType()).filter(({ name }) => !open.has(name));
    const { createClient } = await app.graphql(
      `mutation { createClient(input: { name: "${planted}" }) { client { id } problems { message } } }`,
    );
    ids.push(createClient.client.id);
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      app.app.audit.log.record(tx, [
        {
          operation: 'create',
          status: 'success',
          entity: 'company',
          name: planted,
          localId: ids[0],
          remoteId: '4711',
          description: `${planted} was created.`,
        },
      ]),
    );
    for (const { id } of await app.test.sql<{ id: string }>(
      'select id from audit_event union all select id from app_user',
    ))
      ids.push(id);
  });
  afterAll(() => app.stop());

  const codes = async (document: string, as: As) => {
    const { data, errors } = await app.ask(document, {}, { as });
    return { data, codes: errors.map((error) => error.extensions?.code) };
  };

  it('answers nobody who is not signed in, on any field over HTTP', async () => {
    expect(queries.length).toBeGreaterThan(5);
    for (const field of queries) {
      const { data, codes: found } = await codes(anyOperation('query', field, ids[0]!), 'nobody');
      expect([field.name, found[0]]).toEqual([field.name, 'unauthenticated']);
      expect(data?.[field.name] ?? null).toBeNull();
    }
    for (const field of mutations) {
      const { codes: found } = await codes(anyOperation('mutation', field, ids[0]!), 'nobody');
      expect([field.name, found[0]]).toEqual([field.name, 'unauthenticated']);
    }
  });

  it('opens a socket to nobody who is not signed in', async () => {
    expect((await openLive(app.url).ended).code).toBe(4401);
  });

  it('R62: shows somebody of another workspace nothing of ours, whatever IDs they name, over HTTP and socket', async () => {
    const live = openLive(app.url, await app.headersOf('stranger'));
    for (const id of ids) {
      for (const field of queries) {
        const document = anyOperation('query', field, id);
        const overHttp = await app.ask(document, {}, { as: 'stranger' });
        const overSocket = await live.once(document);
        for (const answer of [overHttp.data, overHttp.errors, overSocket]) {
          expect([field.name, JSON.stringify(answer)]).not.toEqual([field.name, expect.stringContaining(planted)]);
        }
      }
    }
    await live.close();
  }, 180_000);

  it('changes nothing of ours for somebody of another workspace', async () => {
    const before = await app.test.sql('select * from client where workspace_id = $1', [app.workspaceId]);
    for (const field of mutations) await app.ask(anyOperation('mutation', field, ids[0]!), {}, { as: 'stranger' });
    expect(await app.test.sql('select * from client where workspace_id = $1', [app.workspaceId])).toEqual(before);
  });

  it.each(['viewer', 'sales', 'support'] as const)(
    'R62: lets a %s do what the table of roles says, and no more',
    async (as) => {
      const refused: string[] = [];
      for (const [kind, fields] of [
        ['query', queries],
        ['mutation', mutations],
      ] as const) {
        for (const field of fields) {
          const { codes: found } = await codes(anyOperation(kind, field, newId()), as);
          if (found.includes('forbidden')) refused.push(field.name);
        }
      }
      const expected = permissionsOf(schema, accessRules)
        .filter(({ mayBeAskedBy, kind }) => kind !== 'subscription' && !mayBeAskedBy.includes(as))
        .map(({ field }) => field);
      expect(refused.sort()).toEqual(expected.sort());
    },
  );

  it('R62: keeps settings, keys, tokens and people from sales, and CRM records from support', async () => {
    const mayNot = (as: Role) =>
      permissionsOf(schema, accessRules).flatMap((row) => (row.mayBeAskedBy.includes(as) ? [] : [row.field]));
    expect(mayNot('sales')).toEqual(
      expect.arrayContaining([
        'connect',
        'saveSyncSettings',
        'startSync',
        'apiTokens',
        'createApiToken',
        'people',
        'invitePerson',
        'syncNow',
        'retryPush',
        'createCustomField',
        'updateTaxRegion',
      ]),
    );
    expect(mayNot('support')).toEqual(
      expect.arrayContaining(['updateClient', 'markOpportunityWon', 'createQuote', 'people']),
    );
    expect(mayNot('viewer')).toEqual(expect.arrayContaining(['updateClient', 'retryIssue', 'people']));
    const { createClient } = await app.graphql(
      'mutation { createClient(input: { name: "Sold by sales" }) { client { name } problems { message } } }',
      {},
      { as: 'sales' },
    );
    expect(createClient).toEqual({ client: { name: 'Sold by sales' }, problems: [] });
    const { clients } = await app.graphql('{ clients { items { name } } }', {}, { as: 'viewer' });
    expect(clients.items).toContainEqual({ name: planted });
  });

  it('R62: keeps subscriptions of another workspace silent', async () => {
    const query = 'subscription { auditEventAdded { name } }';
    const stranger = openLive(app.url, await app.headersOf('stranger'));
    const viewer = openLive(app.url, await app.headersOf('viewer'));
    const foreign = stranger.follow(query);
    const own = viewer.follow(query);
    const record = () =>
      app.database.inWorkspace(app.workspaceId, (tx) =>
        app.app.audit.log.record(tx, [
          { operation: 'update', status: 'success', name: planted, description: 'Updated.' },
        ]),
      );
    // What the tests before this one wrote may still be on its way to those who follow now.
    const hasIt = () =>
      own.received.some((one) => JSON.stringify(one) === JSON.stringify({ auditEventAdded: { name: planted } }));
    for (let n = 0; n < 200 && !hasIt(); n++) {
      await record();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(hasIt()).toBe(true);
    expect(foreign.received).toEqual([]);
    await stranger.close();
    await viewer.close();
  });
});
