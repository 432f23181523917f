import { createConnectedApp, untilNothingRuns } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';

const addressed = { addressLine1: '1 New Street', site: { name: 'Main' } };
const parts = [
  'linked',
  'pending',
  'failing',
  'broken',
  'paused',
  'never',
  'excluded',
  'skipped',
  'dismissed',
  'notSent',
];
const tally = `total ${parts.join(' ')}`;

type Tally = Record<string, number>;
type Standing = { entity: string; here: Tally; there: Tally };

describe('how every record of both sides stands', () => {
  let app: TestApp;
  const rows = <T extends object = Record<string, unknown>>(sql: string) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql));
  const settled = () => untilNothingRuns(app);
  const read = async (): Promise<Standing[]> =>
    (await app.graphql(`{ recordTallies { entity here { ${tally} } there { ${tally} } } }`)).recordTallies;

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    const { store } = app.sandbox;
    for (let n = 1; n <= 12; n++) {
      const { id } = store.insert('companies', { name: `Harbor ${n}`, identifier: `Harbor${n}`, ...addressed });
      store.insert('contacts', { firstName: 'Ada', lastName: `No ${n}`, company: { id } });
      if (n <= 3) store.patchRaw('companies', id, { name: '' });
      if (n === 4) store.patchRaw('companies', id, { deletedFlag: true });
    }
    await startWithoutPreview(app);
    await settled();
  }, 120_000);
  afterAll(() => app.stop());

  it('counts each of them once, so that the parts make all that there are', async () => {
    const [issue] = (await app.graphql('{ issues(entity: COMPANY) { items { id remoteId } } }')).issues.items;
    await app.graphql(`mutation { dismissIssue(id: "${issue.id}", reason: "A test") { problems { code } } }`);
    await app.graphql(
      'mutation { createClient(input: { name: "Only here" }) { client { id } problems { code message } } }',
    );
    const [linked] = (await app.graphql('{ entityLinks(filter: { entity: COMPANY }, first: 1) { items { localId } } }'))
      .entityLinks.items;
    await app.graphql(
      `mutation { changeLink(input: { entity: COMPANY, localId: "${linked.localId}", action: PAUSE, reason: "Waits" }) { problems { code message } } }`,
    );
    const standings = await read();
    for (const { here, there } of standings)
      for (const side of [here, there]) {
        const sum = parts.reduce((all, part) => all + (side[part] ?? 0), 0);
        expect(sum).toBe(side.total);
      }
    const companies = standings.find(({ entity }) => entity === 'COMPANY');
    const contacts = standings.find(({ entity }) => entity === 'CONTACT');
    expect(companies?.there).toMatchObject({ dismissed: 1, failing: 2, paused: 1, linked: 7 });
    expect(companies?.here).toMatchObject({ paused: 1, linked: 7 });
    // What the database and ConnectWise themselves hold.
    const [{ clients, people } = { clients: -1, people: -1 }] = await rows<{ clients: number; people: number }>(
      'select (select count(*) from client)::int as clients, (select count(*) from contact)::int as people',
    );
    expect([companies?.here.total, contacts?.here.total]).toEqual([clients, people]);
    expect(companies?.there.total).toBe(app.sandbox.store.list('companies').length);
    expect(contacts?.there.total).toBe(app.sandbox.store.list('contacts').length);
  });

  it('names the log entries that tell of the skipped ones, and no others', async () => {
    const { recordTallies } = await app.graphql('{ recordTallies { entity there { skipped skippedCodes } } }');
    const { there } = recordTallies.find(({ entity }: { entity: string }) => entity === 'CONTACT');
    expect(there).toMatchObject({ skipped: expect.any(Number), skippedCodes: ['parent_failed'] });
    const { auditEvents } = await app.graphql(
      'query ($codes: [String!]) { auditEvents(filter: { entities: [CONTACT], statuses: [SKIPPED], codes: $codes }) { totalCount } }',
      { codes: there.skippedCodes },
    );
    expect(auditEvents.totalCount).toBe(there.skipped);
  });

  it('lists what is not sent, as many as the figure says', async () => {
    for (const { entity, here } of await read()) {
      const { notSentRecords } = await app.graphql(
        'query ($entity: EntityType!) { notSentRecords(entity: $entity, first: 200) { items { id name clientName } totalCount } }',
        { entity },
      );
      expect(notSentRecords.items).toHaveLength(here.notSent ?? -1);
      expect(notSentRecords.totalCount).toBe(here.notSent);
    }
    const { notSentRecords } = await app.graphql('{ notSentRecords(entity: COMPANY) { items { name } } }');
    expect(notSentRecords.items).toContainEqual({ name: 'Only here' });
  });

  it('lists what waits to be pushed, the longest-waiting first, as many as the figure says', async () => {
    await app.graphql('mutation { pauseConnection(reason: "Looking") { problems { code } } }');
    const clients = await rows<{ id: string }>(
      `select l.local_id as id from entity_link l where l.entity = 'company' and l.state = 'linked' order by l.local_id limit 3`,
    );
    for (const { id } of clients)
      await rows(
        `insert into push_request (connection_id, entity, local_id, reason, requested_at)
         select connection_id, entity, local_id, 'updated', now() - interval '1 hour' from entity_link where local_id = '${id}'
         on conflict (workspace_id, connection_id, entity, local_id) do update set state = 'pending', requested_at = excluded.requested_at`,
      );
    const found: string[] = [];
    let after: string | null = null;
    do {
      const {
        waitingPushes,
      }: {
        waitingPushes: {
          items: { localId: string; name: string }[];
          pageInfo: { endCursor: string; hasNextPage: boolean };
        };
      } = await app.graphql(
        'query ($after: String) { waitingPushes(first: 2, entity: COMPANY, after: $after) { items { localId name localPath isRunning } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      found.push(...waitingPushes.items.map(({ localId }) => localId));
      expect(waitingPushes.items[0]?.name).toMatch(/^(Harbor|Only)/);
      after = waitingPushes.pageInfo.hasNextPage ? waitingPushes.pageInfo.endCursor : null;
    } while (after);
    const companies = (await read()).find(({ entity }) => entity === 'COMPANY');
    expect(found).toHaveLength(companies?.here.pending ?? -1);
    for (const { id } of clients) expect(found).toContain(id);
    const stranger = await app.graphql('{ waitingPushes { items { id } } }', {}, { as: 'stranger' });
    expect(stranger.waitingPushes.items).toEqual([]);
  });
});
