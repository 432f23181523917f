import { parse } from 'csv-parse/sync';
import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { createConnectedApp, saveSettings, untilNothingRuns } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';

const addressed = { addressLine1: '1 New Street', site: { name: 'Main' } };
const words = ['LINKED', 'PENDING', 'FAILING', 'BROKEN', 'PAUSED', 'NEVER', 'NOT_SENT'] as const;

interface Found {
  id: string;
  remoteId: string;
  name: string;
}

describe('records that somebody chose from a list', () => {
  let app: TestApp;
  let clients: Found[];
  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const sync = async (localIds: string[], as: 'support' | 'viewer' = 'support') =>
    (
      await app.graphql(
        'mutation ($ids: [ID!]!) { syncRecords(entity: COMPANY, localIds: $ids) { changed sent gone left problems { code } } }',
        { ids: localIds },
        { as },
      )
    ).syncRecords;
  const at = (n: number): Found => clients[n] ?? { id: '', remoteId: '', name: '' };
  const there = (n: number) => askConnectWise(app, 'GET', `/company/companies/${at(n).remoteId}`);
  const read = async (path: string, filter: object = {}, as: 'viewer' | 'nobody' = 'viewer') =>
    fetch(`${app.url}/api/${path}/export?${new URLSearchParams({ filter: JSON.stringify(filter) })}`, {
      headers: await app.headersOf(as),
    });

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    for (let n = 1; n <= 6; n++)
      app.sandbox.store.insert('companies', { name: `Harbor ${n}`, identifier: `Harbor${n}`, ...addressed });
    await startWithoutPreview(app);
    await untilNothingRuns(app);
    await saveSettings(app, { mode: 'REAL_TIME' });
    clients = await rows<Found>(
      `select l.local_id as id, l.remote_id as "remoteId", c.name from entity_link l join client c on c.id = l.local_id
       where l.entity = 'company' and c.name like 'Harbor%' order by c.name`,
    );
  }, 120_000);
  afterAll(() => app.stop());

  it('are synced together: what ConnectWise has comes in, what was edited goes out, the others are left', async () => {
    expect(clients).toHaveLength(6);
    await askConnectWise(app, 'PATCH', `/company/companies/${at(0).remoteId}`, [
      { op: 'replace', path: 'city', value: 'Ocala' },
    ]);
    await rows(`update client set address_line2 = 'Suite 400' where id = $1`, [at(1).id]);
    await app.graphql(
      'mutation ($id: ID!) { changeLink(input: { entity: COMPANY, localId: $id, action: PAUSE, reason: "Waits" }) { problems { code } } }',
      { id: at(2).id },
    );
    app.sandbox.store.remove('companies', Number(at(3).remoteId));
    expect(await sync([0, 1, 2, 3, 4].map((n) => at(n).id))).toEqual({
      changed: 1,
      sent: 1,
      gone: 1,
      left: 1,
      problems: [],
    });
    await untilNothingRuns(app);
    expect(await rows('select city from client where id = $1', [at(0).id])).toEqual([{ city: 'Ocala' }]);
    expect(await there(1)).toMatchObject({ addressLine2: 'Suite 400' });
    expect(await rows('select state from entity_link where local_id = $1', [at(3).id])).toEqual([{ state: 'broken' }]);
  });

  it('are at most a hundred, and support alone may', async () => {
    await expect(sync(Array.from({ length: 101 }, () => at(0).id))).rejects.toThrow(
      'Sync at most 100 records at once.',
    );
    await expect(sync([at(0).id], 'viewer')).rejects.toThrow();
  });

  it('stand in the lists as the overview counts them', async () => {
    await app.graphql('mutation { createClient(input: { name: "Only here" }) { client { id } } }');
    await untilNothingRuns(app);
    const { recordTallies } = await app.graphql(
      '{ recordTallies { entity here { total linked pending failing broken paused never notSent } } }',
    );
    for (const [entity, list] of [
      ['COMPANY', 'clients'],
      ['CONTACT', 'contacts'],
      ['PRODUCT', 'products'],
      ['OPPORTUNITY', 'opportunities'],
    ] as const) {
      const { here } = recordTallies.find((one: { entity: string }) => one.entity === entity);
      const counted: number[] = [];
      for (const word of words) {
        const more = list === 'products' ? ', includeInactive: true' : '';
        counted.push((await app.graphql(`{ list: ${list}(standing: ${word}${more}) { totalCount } }`)).list.totalCount);
      }
      expect(counted).toEqual([
        here.linked,
        here.pending,
        here.failing,
        here.broken,
        here.paused,
        here.never,
        here.notSent,
      ]);
      expect(counted.reduce((sum, n) => sum + n, 0)).toBe(here.total);
    }
  });

  it('are read as a sheet, by what narrows the list or by their IDs, in its order, with formulas as text', async () => {
    await rows(`update client set city = '=1+1' where id = $1`, [at(4).id]);
    const answer = await read('clients', { orderBy: 'PLACE', descending: false, type: null });
    expect(answer.headers.get('content-disposition')).toMatch(/filename="clients-[\d-]+\.csv"/);
    const all: Record<string, string>[] = parse(await answer.text(), { columns: true });
    const [{ n } = { n: -1 }] = await rows<{ n: number }>('select count(*)::int as n from client');
    expect(all).toHaveLength(n);
    expect(answer.headers.get('x-total-rows')).toBe(String(n));
    expect(all.find(({ id }) => id === at(4).id)).toMatchObject({
      name: at(4).name,
      city: "'=1+1",
      connectWiseId: at(4).remoteId,
    });
    // It was removed there.
    expect(all.find(({ id }) => id === at(3).id)).toMatchObject({ connectWiseId: '' });
    const some: Record<string, string>[] = parse(await (await read('clients', { ids: [at(1).id, at(2).id] })).text(), {
      columns: true,
    });
    expect(some.map(({ name }) => name)).toEqual([at(1).name, at(2).name]);
    const links: Record<string, string>[] = parse(await (await read('links', { states: ['PAUSED'] })).text(), {
      columns: true,
    });
    expect(links).toMatchObject([
      { crm_id: at(2).id, connectwise_id: at(2).remoteId, state: 'paused', held_because: 'Waits' },
    ]);
    for (const list of ['contacts', 'products', 'opportunities']) expect((await read(list)).status).toBe(200);
    const { securityEvents } = await app.graphql('{ securityEvents(kinds: ["records_exported"]) { description } }');
    expect(securityEvents.map(({ description }: { description: string }) => description)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/exported clients, by choice of records, as CSV\.$/),
        expect.stringMatching(/exported links, by link state, as CSV\.$/),
        expect.stringMatching(/exported all products as CSV\.$/),
        expect.stringMatching(/exported all opportunities as CSV\.$/),
      ]),
    );
  });

  it('are refused to strangers, tokens of another area, and with a filter that is not known', async () => {
    expect((await read('clients', {}, 'nobody')).status).toBe(401);
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "Audit only", role: VIEWER, scopes: [AUDIT] }) { secret } }',
    );
    const headers = await app.headersOf({ token: createApiToken.secret });
    expect((await fetch(`${app.url}/api/clients/export`, { headers })).status).toBe(403);
    const odd = await read('clients', { standing: 'ELSEWHERE' });
    expect(odd.status).toBe(400);
    expect(await odd.text()).toMatch(/filter\.standing/);
  });
});
