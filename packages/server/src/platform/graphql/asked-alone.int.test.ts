import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';

interface TypeRef {
  kind: string;
  ofType: TypeRef | null;
}
const KINDS = 'kind ofType { kind ofType { kind ofType { kind } } }';

describe('lists that read no more than what is asked of their rows', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
    await app.database.inWorkspace(app.workspaceId, async (tx) => {
      await tx.query(
        `insert into connection (site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
         values ('https://cw.example', 'https://cw.example', 'https://cw.example', 'cw.example', 'cw', 'x', 'x', 'ench', 'paused')`,
      );
      await tx.query(`insert into pipeline_stage (name, position, kind) values ('Qualify', 100, 'open')`);
      await tx.query(`insert into client (name, city) values ('Harbour', 'Orlando')`);
      await tx.query(
        `insert into opportunity (name, client_id, stage_id, expected_close_date, notes, won_at)
         select 'Deal', c.id, s.id, date '2026-12-31', 'A note', now() from client c, (select id from pipeline_stage limit 1) s`,
      );
      await tx.query(
        `insert into entity_link (connection_id, entity, local_id, remote_id, origin) select c.id, 'opportunity', o.id, '7', 'pulled' from opportunity o, connection c`,
      );
      await tx.query(
        `insert into audit_event (direction, entity, operation, status, name, local_id, remote_id, opportunity_id, description, code, duration_ms, changes)
         select 'in', 'opportunity', 'update', 'error', o.name, o.id, '7', o.id, 'Updated', 'conflict', 7, '[{"field":"name","from":"1","to":"2"}]' from opportunity o`,
      );
    });
  });
  afterAll(() => app.stop());

  const selection = async (type: string): Promise<string[]> => {
    const { __type } = await app.graphql<{ __type: { fields: { name: string; type: TypeRef }[] } }>(
      `query ($type: String!) { __type(name: $type) { fields { name type { ${KINDS} } } } }`,
      { type },
    );
    const isRecord = ({ kind, ofType }: TypeRef): boolean => kind === 'OBJECT' || (ofType !== null && isRecord(ofType));
    return __type.fields.map(({ name, type }) => (isRecord(type) ? `${name} { __typename }` : name));
  };
  type Rows = { list: { items: Record<string, unknown>[] } };

  it.each([
    ['auditEvents', 'AuditEvent', 'filter: { remoteId: "7" }'],
    ['opportunities', 'Opportunity', 'search: "Deal"'],
  ])('%s answers each field alone as it answers it among all', async (list, type, filter) => {
    const fields = await selection(type);
    const ask = (asked: string) => app.graphql<Rows>(`{ list: ${list}(${filter}) { items { ${asked} } } }`);
    const [whole] = (await ask(fields.join(' '))).list.items;
    expect(Object.keys(whole ?? {})).toHaveLength(fields.length);
    for (const field of fields) {
      const [row] = (await ask(field)).list.items;
      const [name = ''] = field.split(' ');
      expect({ [name]: row?.[name] }).toEqual({ [name]: whole?.[name] });
    }
    const { edges } = (
      await app.graphql<{ list: { edges: object[] } }>(
        `{ list: ${list}(${filter}) { edges { cursor node { ...Name } } } } fragment Name on ${type} { id name }`,
      )
    ).list;
    expect(edges).toEqual([{ cursor: expect.any(String), node: { id: whole?.id, name: whole?.name } }]);
  });
});
