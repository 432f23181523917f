import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { openSyncApp, type SyncApp } from '../../../../test/support/sync-app.ts';

/** Two records of a page at most: what belongs together is told in different pages, or in different polls. */
describe('records of one name that come in on different pages', () => {
  let app: SyncApp;
  const http = (method: string, path: string, body?: object) => {
    const { sandbox } = app;
    return askConnectWise({ sandbox }, method, path, body);
  };
  const company = async (name: string, more: object = {}): Promise<number> =>
    (
      await http('POST', '/company/companies', {
        name,
        identifier: `C${++made}`,
        city: 'Tampa',
        site: { name: 'Main' },
        ...more,
      })
    ).id;
  let made = 0;
  const rename = (id: number, name: string) =>
    http('PATCH', `/company/companies/${id}`, [{ op: 'replace', path: 'name', value: name }]);
  const open = () => openSyncApp({ seed: 'empty', mode: 'real_time', pageSize: 2 });
  afterEach(() => app.close());

  const issues = () =>
    app.rows<{ code: string; remoteId: string; candidates: { name: string }[] | null }>(
      `select code, remote_id as "remoteId", detail -> 'candidates' as candidates from sync_issue where state = 'open' order by length(remote_id), remote_id`,
    );
  /** The names here of these companies of ConnectWise. */
  const here = async (...ids: number[]) =>
    (
      await app.rows<{ name: string }>(
        `select c.name from unnest($1::text[]) with ordinality k(id, at)
         join entity_link l on l.entity = 'company' and l.remote_id = k.id join client c on c.id = l.local_id order by k.at`,
        [ids.map(String)],
      )
    ).map(({ name }) => name);
  const there = async (...ids: number[]) =>
    Promise.all(ids.map(async (id) => (await http('GET', `/company/companies/${id}`)).name));

  it('twins: neither is linked to the client that both may be, and no client is made', async () => {
    app = await open();
    const { rows } = app;
    await rows(
      `insert into client (name, city, address_line1, postal_code, phone) values ('Acme Dental', 'Tampa', '12 Main Street', '33601', '813 555 0142')`,
    );
    const first = await company('Acme Dental', { phoneNumber: '8135550142' });
    await company('Filler One');
    await company('Filler Two');
    const second = await company('Acme Dental', { addressLine1: '12 Main Street', zip: '33601' });
    await app.start();
    await app.work('initial');
    expect(await here(first, second)).toEqual([]);
    expect(await issues()).toMatchObject([
      { code: 'possible_duplicate', remoteId: String(first), candidates: [{ name: 'Acme Dental' }] },
      { code: 'possible_duplicate', remoteId: String(second), candidates: [{ name: 'Acme Dental' }] },
    ]);
    expect(await rows(`select count(*)::int as n from client where name = 'Acme Dental'`)).toEqual([{ n: 1 }]);
    // One that has no twin is linked as ever, and all of them are seen.
    expect(await rows(`select count(*)::int as n from client`)).toEqual([{ n: 3 }]);
  });

  it('names that two swap in different polls come in, with what else was edited there', async () => {
    app = await open();
    const [one, other] = [await company('Alpha'), await company('Beta')];
    await app.start();
    await app.work('initial');
    await rename(one, 'Beta');
    await http('PATCH', `/company/companies/${one}`, [{ op: 'replace', path: 'city', value: 'Ocala' }]);
    await app.poll();
    expect(await here(one, other)).toEqual(['Alpha', 'Beta']);
    expect((await issues()).map(({ code }) => code)).toEqual(['name_taken']);
    await rename(other, 'Alpha');
    await app.poll();
    expect(await there(one, other)).toEqual(['Beta', 'Alpha']);
    expect(await here(one, other)).toEqual(['Beta', 'Alpha']);
    expect(await issues()).toEqual([]);
    expect(await app.rows(`select city from client where name = 'Beta'`)).toEqual([{ city: 'Ocala' }]);
    expect(await app.rows(`select count(*)::int as n from client`)).toEqual([{ n: 2 }]);
  });

  it('names that are swapped in one poll, on different pages, come in', async () => {
    app = await open();
    const ids = [
      await company('Alpha'),
      await company('Filler One'),
      await company('Filler Two'),
      await company('Beta'),
    ] as const;
    await app.start();
    await app.work('initial');
    await rename(ids[0], 'Beta');
    await rename(ids[1], 'Filler Uno');
    await rename(ids[2], 'Filler Due');
    await rename(ids[3], 'Alpha');
    await app.poll();
    expect(await here(...ids)).toEqual(await there(...ids));
    expect(await issues()).toEqual([]);
  });

  it('names that three pass round, one a poll, come in with the last one', async () => {
    app = await open();
    const ids = [await company('One'), await company('Two'), await company('Three')] as const;
    await app.start();
    await app.work('initial');
    for (const [at, name] of ['Two', 'Three', 'One'].entries()) {
      await rename(ids[at] ?? 0, name);
      await app.poll();
    }
    expect(await here(...ids)).toEqual(['Two', 'Three', 'One']);
    expect(await issues()).toEqual([]);
  });

  it('a new one comes in when the name was given up on another page', async () => {
    app = await open();
    const old = await company('Gamma');
    await app.start();
    await app.work('initial');
    const next = await company('Gamma');
    await rename(old, 'Gamma of before');
    await app.poll();
    await app.poll();
    expect(await here(old, next)).toEqual(['Gamma of before', 'Gamma']);
    expect(await issues()).toEqual([]);
  });
});
