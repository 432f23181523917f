import { type GraphQLArgument, type GraphQLField, getNamedType, isInputObjectType } from 'graphql';
import { anyOperation } from '../../../test/support/any-operation.ts';
import type { As } from '../../../test/support/as.ts';
import { settingsWith } from '../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { accessRules } from '../../main/access-rules.ts';
import { buildProductSchema } from '../../main/print-schema.ts';
import { newId } from '../ids.ts';

type Field = GraphQLField<unknown, unknown>;

/** IDs that somebody made up, or took from an address of another workspace: a clear answer, and nothing of anybody. */
describe('IDs that are none, or not of this workspace, over HTTP', () => {
  let app: TestApp;
  let queries: Field[];
  let mutations: Field[];
  const planted = 'Planted Harbor Dental';
  /** Of the workspace that the stranger does not belong to. */
  const ours = { run: '', link: '', issue: '', action: '', client: newId() };

  beforeAll(async () => {
    app = await createTestApp();
    const schema = await buildProductSchema();
    const fieldsOf = (type: ReturnType<typeof schema.getQueryType>) =>
      Object.values(type?.getFields() ?? {}).filter(({ args, name }) => args.some(takesId) && !isOpen.has(name));
    queries = fieldsOf(schema.getQueryType());
    mutations = fieldsOf(schema.getMutationType());
    await app.database.inWorkspace(app.workspaceId, async (tx) => {
      const idOf = async (sql: string, params: unknown[] = []) =>
        (await tx.query<{ id: string }>(sql, params))[0]?.id ?? '';
      const connectionId = await idOf(
        `insert into connection (site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
         values ('https://na.example', 'https://na.example', 'https://na.example', 'na.example', 'c', '', '', 'k', 'connected') returning id`,
      );
      // As every connection has them once it was made.
      await tx.query(settingsWith, [connectionId, '{}']);
      await tx.query(`insert into client (id, name) values ($1, $2)`, [ours.client, planted]);
      ours.run = await idOf(`insert into sync_run (connection_id, kind) values ($1, 'poll') returning id`, [
        connectionId,
      ]);
      ours.link = await idOf(
        `insert into entity_link (connection_id, entity, local_id, remote_id, origin, state) values ($1, 'company', $2, '4711', 'pulled', 'broken') returning id`,
        [connectionId, ours.client],
      );
      ours.issue = await idOf(
        `insert into sync_issue (connection_id, entity, direction, code, message, record_name, local_id, remote_id)
         values ($1, 'company', 'in', 'remote_deleted', $3, $3, $2, '4711') returning id`,
        [connectionId, ours.client, planted],
      );
      ours.action = await idOf(
        `insert into link_action (connection_id, kind, entity, local_id, remote_id, name, by_name, description, before, after)
         values ($1, 'pause', 'company', $2, '4711', $3, 'Ann', $3, '{"links": []}', '{"remoteId": null, "state": null}') returning id`,
        [connectionId, ours.client, planted],
      );
    });
  });
  afterAll(() => app.stop());

  /** All codes that an answer has, in its errors and in the problems of its payloads. */
  const asked = async (document: string, as: As) => {
    const { data, errors } = await app.ask(document, {}, { as });
    const problems = JSON.stringify(data ?? {}).match(/(?<="code":")[^"]+/g) ?? [];
    return { codes: [...errors.map(({ extensions }) => String(extensions?.code)), ...problems], data, errors };
  };

  it('lead to no fault of ours, in any argument of any query or mutation', async () => {
    expect(queries.length + mutations.length).toBeGreaterThan(100);
    const faults: string[] = [];
    for (const id of ['nonsense', '0', newId()])
      for (const [kind, fields] of [
        ['query', queries],
        ['mutation', mutations],
      ] as const)
        for (const field of fields) {
          const { codes } = await asked(anyOperation(kind, field, id), 'admin');
          if (codes.includes('internal')) faults.push(`${field.name} of "${id}"`);
        }
    expect(faults).toEqual([]);
  });

  const own = () => [
    ['query', `{ run(id: "${ours.run}") { id } }`],
    ['query', `{ issue(id: "${ours.issue}") { id message } }`],
    ['mutation', `mutation { retryIssue(id: "${ours.issue}") { issue { id } problems { code field message } } }`],
    ['mutation', `mutation { retryIssues(ids: ["${ours.issue}"]) { issue { id } problems { code field message } } }`],
    [
      'mutation',
      `mutation { dismissIssue(id: "${ours.issue}", reason: "x") { issue { id } problems { code field message } } }`,
    ],
    ['mutation', `mutation { cancelRun(id: "${ours.run}") { run { id } problems { code field message } } }`],
    ['mutation', `mutation { undoLinkAction(id: "${ours.action}") { action { id } problems { code field message } } }`],
    [
      'mutation',
      `mutation { changeLinks(linkIds: ["${ours.link}"], action: PAUSE, reason: "x") { action { id } problems { code field message } } }`,
    ],
    ['query', `{ linkComparison(linkId: "${ours.link}") { isGoneThere problems { code field message } } }`],
    ['query', `{ recordStanding(entity: COMPANY, localId: "${ours.client}") { link { id } } }`],
    ['query', `{ mergeSurvivors(linkIds: ["${ours.link}"]) { name } }`],
    ['query', `{ auditEvents(filter: { runId: "${ours.run}" }) { items { name } } }`],
    ['query', `{ issues(localId: "${ours.client}") { items { message } } }`],
    ['query', `{ entityLinks(filter: { localId: "${ours.client}" }) { items { id } } }`],
  ];

  it('of another workspace answer as those that nobody has, and show and change nothing of it', async () => {
    const before = await app.test.sql(
      'select state, last_seen_at from sync_issue union all select state, synced_at from entity_link',
    );
    for (const [, document = ''] of own()) {
      const foreign = await asked(document, 'stranger');
      const made = await asked(document.replaceAll(/"[0-9a-f-]{36}"/g, `"${newId()}"`), 'stranger');
      expect([document, foreign.codes]).toEqual([document, made.codes]);
      expect([document, JSON.stringify([foreign.data, foreign.errors])]).not.toEqual([
        document,
        expect.stringContaining(planted),
      ]);
      if (document.startsWith('mutation'))
        expect([document, foreign.codes]).toEqual([document, [expect.stringMatching(/^(not_found|not_connected)$/)]]);
    }
    expect(
      await app.test.sql(
        'select state, last_seen_at from sync_issue union all select state, synced_at from entity_link',
      ),
    ).toEqual(before);
  });

  it('that are none are refused, or answered as those that nobody has', async () => {
    for (const [kind, document = ''] of own()) {
      const { codes, data } = await asked(document.replaceAll(/"[0-9a-f-]{36}"/g, '"nonsense"'), 'admin');
      const refusals = codes.filter((code) => ['not_found', 'invalid_input', 'not_connected'].includes(code));
      expect([document, codes]).toEqual([document, refusals]);
      if (kind === 'mutation') expect([document, codes.length]).toEqual([document, 1]);
      expect(JSON.stringify(data ?? {})).not.toContain(planted);
    }
  });
});

const isOpen = new Set<string>(accessRules.open);

function takesId({ type }: GraphQLArgument): boolean {
  const named = getNamedType(type);
  if (named.name === 'ID') return true;
  return (
    isInputObjectType(named) && Object.values(named.getFields()).some((part) => getNamedType(part.type).name === 'ID')
  );
}
