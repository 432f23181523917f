import { requestConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { openSyncApp, type SyncApp } from '../../../../test/support/sync-app.ts';

describe('an opportunity that is made anew in ConnectWise after its own was deleted there', () => {
  let app: SyncApp;
  let companyId: number;
  let otherId: number;

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'empty', mode: 'real_time' });
    const company = (name: string) =>
      app.sandbox.store.insert('companies', { identifier: name, name, city: 'Tampa', site: { name: 'Main' } }).id;
    [companyId, otherId] = [company('Harbor'), company('Pier')];
    for (const name of ['Renewal', 'Servers', 'Phones']) await madeThere(name);
    await app.start();
    await app.work('initial');
    expect(await app.rows(`select count(*)::int as n from opportunity`)).toEqual([{ n: 3 }]);
  });
  afterAll(() => app.close());

  const http = (method: string, path: string, body?: unknown) => requestConnectWise(app, method, path, body);
  const madeThere = async (name: string, company = companyId): Promise<number> => {
    const made = await http('POST', '/sales/opportunities', {
      name,
      company: { id: company },
      contact: {
        id: (await http('POST', '/company/contacts', { firstName: 'Ann', company: { id: company } })).body.id,
      },
      primarySalesRep: { id: 1 },
      expectedCloseDate: '2027-01-01T00:00:00Z',
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id;
  };
  const linkOf = async (name: string) =>
    (
      await app.rows<{ localId: string; remoteId: string; state: string }>(
        `select o.id as "localId", l.remote_id as "remoteId", l.state from opportunity o
         left join entity_link l on l.local_id = o.id where o.name = $1 order by o.id`,
        [name],
      )
    ).map((one) => ({ ...one }));
  const issues = () =>
    app.rows<{ id: string; code: string; remoteId: string; message: string; detail: { candidates?: object[] } }>(
      `select id, code, remote_id as "remoteId", message, detail from sync_issue where state = 'open' order by code`,
    );
  const goneThere = async (name: string) => {
    const [link] = await linkOf(name);
    expect((await http('DELETE', `/sales/opportunities/${link?.remoteId}`)).status).toBe(204);
    return link;
  };
  /** The comparison of both sides finds what is gone. */
  const noticed = async () => {
    await app.write((tx) => app.sync.reconcileControl.now(tx, app.actor));
    const control = { signal: new AbortController().signal, touch: async () => undefined };
    expect(await app.sync.reconcile.run(app.workspaceId, app.connectionId, control)).toBe(true);
  };

  it('R76: is asked about as its pair, and is linked by one action; no second row comes in', async () => {
    const lost = await goneThere('Renewal');
    await noticed();
    expect(await issues()).toMatchObject([{ code: 'remote_deleted', remoteId: lost?.remoteId }]);
    const anew = await madeThere('Renewal');
    await app.poll();
    const [asked] = await issues();
    expect(asked).toMatchObject({
      code: 'possible_duplicate',
      remoteId: String(anew),
      message: 'It may be the opportunity "Renewal" that is here already.',
      detail: {
        candidates: [
          {
            id: lost?.localId,
            detail: `same name and company as opportunity ${lost?.remoteId}, which is gone from ConnectWise`,
          },
        ],
      },
    });
    expect(await linkOf('Renewal')).toMatchObject([{ state: 'broken' }]);

    await app.sync.issues.resolveMatch(app.actor, asked?.id ?? '', 'link', lost?.localId ?? '');
    await app.poll();
    expect(await linkOf('Renewal')).toEqual([{ localId: lost?.localId, remoteId: String(anew), state: 'linked' }]);
    expect(await issues()).toEqual([]);
    await http('PATCH', `/sales/opportunities/${anew}`, [{ op: 'replace', path: 'notes', value: 'Anew' }]);
    await app.poll();
    expect(await app.rows(`select notes from opportunity where name = 'Renewal'`)).toEqual([{ notes: 'Anew' }]);
  });

  it('comes in as a second one where a person says that it is new, and without a question at another company', async () => {
    await goneThere('Servers');
    await noticed();
    const elsewhere = await madeThere('Servers', otherId);
    const anew = await madeThere('Servers');
    await app.poll();
    const [asked] = await issues();
    expect(asked).toMatchObject({ code: 'possible_duplicate', remoteId: String(anew) });
    expect((await linkOf('Servers')).map(({ remoteId }) => remoteId)).toContain(String(elsewhere));
    await app.sync.issues.resolveMatch(app.actor, asked?.id ?? '', 'create', null);
    expect((await linkOf('Servers')).map(({ state }) => state)).toEqual(['broken', 'linked', 'linked']);
  });
});
