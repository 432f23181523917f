import { connect } from '../../../../test/support/connected-app.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { newId } from '../../../platform/ids.ts';

/** One rule: what a record's page says is what lists and their filters say. */
describe('how a record stands, on its page', () => {
  let app: TestApp;
  let connectionId: string;
  let n = 0;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  beforeAll(async () => {
    app = await createTestApp();
    await connect(app);
    [{ id: connectionId } = { id: '' }] = await rows<{ id: string }>('select id from connection');
  });
  afterAll(() => app.stop());

  const linked = (id: string, state = 'linked') =>
    rows(
      `insert into entity_link (connection_id, entity, local_id, remote_id, origin, state) values ($1, 'company', $2, $3, 'pulled', $4)`,
      [connectionId, id, String(n), state],
    );
  const issueOf = (column: 'local_id' | 'remote_id', value: string) =>
    rows(
      `insert into sync_issue (connection_id, entity, direction, code, message, ${column}) values ($1, 'company', 'in', 'invalid', 'Refused.', $2)`,
      [connectionId, value],
    );
  const pushOf = (id: string, state: string, waitsFor: string | null = null) =>
    rows(
      `insert into push_request (connection_id, entity, local_id, reason, state, waits_for, next_attempt_at)
       values ($1, 'company', $2, 'updated', $3, $4, now() + interval '1 day')`,
      [connectionId, id, state, waitsFor],
    );

  it.each([
    ['without a link', 'NOT_SENT', async () => undefined],
    ['that is linked', 'LINKED', (id: string) => linked(id)],
    ['whose link is broken', 'BROKEN', (id: string) => linked(id, 'broken')],
    [
      'with an issue of its own',
      'FAILING',
      async (id: string) => {
        await linked(id);
        await issueOf('local_id', id);
      },
    ],
    [
      'with an issue of its record in ConnectWise, and a broken link',
      'FAILING',
      async (id: string) => {
        await linked(id, 'broken');
        await issueOf('remote_id', String(n));
      },
    ],
    [
      'of which a push waits, though it is paused',
      'PENDING',
      async (id: string) => {
        await linked(id, 'paused');
        await pushOf(id, 'pending');
      },
    ],
    ['that waits for the link of another one', 'PENDING', (id: string) => pushOf(id, 'parked', newId())],
  ] as const)('%s, is as in the lists: %s', async (_which, expected, make) => {
    const id = newId();
    await rows(`insert into client (id, name) values ($1, $2)`, [id, `Client ${++n}`]);
    await make(id);
    const { recordStanding, client } = await app.graphql(
      `query ($id: ID!) { recordStanding(entity: COMPANY, localId: $id) { standing link { standing } } client(id: $id) { syncStanding } }`,
      { id },
    );
    expect([recordStanding.standing, client.syncStanding]).toEqual([expected, expected]);
    expect(recordStanding.link?.standing ?? expected).toBe(expected);
  });
});
