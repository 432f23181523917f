import { openSyncApp, type SyncApp } from '../../../../test/support/sync-app.ts';
import { lookAgainAtTaken } from '../pull/write/outcomes.queries.ts';

describe('a record of the name of one whose own is gone from ConnectWise', () => {
  let app: SyncApp;

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'empty', mode: 'real_time' });
    app.sandbox.store.insert('companies', {
      identifier: 'Harbor',
      name: 'Harbor Dental',
      city: 'Tampa',
      site: { name: 'Main' },
    });
    await app.start();
    await app.work('initial');
    expect(await app.rows(`select state from entity_link`)).toEqual([{ state: 'linked' }]);
  });
  afterAll(() => app.close());

  const twins = async (name: string) => {
    const [first, second] = [1, 2].map(
      (n) =>
        app.sandbox.store.insert('companies', {
          identifier: `${name.replaceAll(' ', '').slice(0, 20)}${n}`,
          name,
          city: 'Tampa',
          site: { name: 'Main' },
        }).id,
    );
    await app.poll();
    return { first: first ?? 0, second: second ?? 0 };
  };
  const single = (name: string) =>
    app.sandbox.store.insert('companies', {
      ...{ identifier: name.replaceAll(' ', ''), name, city: 'Tampa' },
      site: { name: 'Main' },
    }).id ?? 0;
  const openOf = (remoteId: number) =>
    app.rows<{ code: string }>(`select code from sync_issue where state = 'open' and remote_id = $1`, [
      String(remoteId),
    ]);
  const linkOf = async (remoteId: number) =>
    (
      await app.rows<{ id: string; state: string }>(
        `select local_id as id, state from entity_link where entity = 'company' and remote_id = $1`,
        [String(remoteId)],
      )
    )[0];
  const isDue = async () =>
    (await app.rows<{ due: boolean }>(`select next_pull_at <= now() as due from connection`))[0]?.due;

  it('is proposed as its pair, and becomes it when a person says so: both sides agree afterwards', async () => {
    const [client] = await app.rows<{ id: string }>(`select id from client where name = 'Harbor Dental'`);
    const first = app.sandbox.store.list('companies').find(({ name }) => name === 'Harbor Dental');
    app.sandbox.store.patchRaw('companies', first?.id ?? 0, { deletedFlag: true });
    await app.poll();
    const issues = () =>
      app.rows<{ id: string; code: string; detail: { candidates?: { id: string }[] }; remoteId: string }>(
        `select id, code, detail, remote_id as "remoteId" from sync_issue where state = 'open' order by code`,
      );
    expect((await issues()).map(({ code }) => code)).toEqual(['remote_deleted']);

    const second = app.sandbox.store.insert('companies', {
      identifier: 'Harbor2',
      name: 'Harbor Dental',
      city: 'Ocala',
      site: { name: 'Main' },
    });
    await app.poll();
    const [proposed] = await issues();
    expect(proposed).toMatchObject({
      code: 'possible_duplicate',
      remoteId: String(second.id),
      detail: { candidates: [{ id: client?.id }] },
    });

    await app.sync.issues.resolveMatch(app.actor, proposed?.id ?? '', 'link', client?.id ?? '');
    expect(await app.rows(`select remote_id as id, state from entity_link where local_id = $1`, [client?.id])).toEqual([
      { id: String(second.id), state: 'linked' },
    ]);
    expect(await app.rows(`select city from client where id = $1`, [client?.id])).toEqual([{ city: 'Ocala' }]);
    expect(await issues()).toEqual([]);
    await app.poll();
    expect(await app.rows(`select count(*)::int as n from client where name = 'Harbor Dental'`)).toEqual([{ n: 1 }]);
  });

  it('is proposed as its pair at once when the other one, which was linked, goes', async () => {
    const { first, second } = await twins('Delta Twin');
    const [linked, other] = (await linkOf(first)) ? [first, second] : [second, first];
    expect(await openOf(other)).toEqual([{ code: 'name_taken' }]);
    app.sandbox.store.patchRaw('companies', linked, { deletedFlag: true });
    await app.poll();
    expect(await linkOf(linked)).toMatchObject({ state: 'broken' });
    expect(await openOf(other)).toEqual([{ code: 'possible_duplicate' }]);
    // And is not looked at again for nothing.
    const seen = app.sandbox.journal({}).length;
    await app.poll();
    expect(
      app.sandbox
        .journal({})
        .slice(seen)
        .filter(({ query }) => /id(\+|%20| )in/.test(query)),
    ).toEqual([]);
  });

  it('comes in at once when the other one is renamed here', async () => {
    const name = 'Echo Twin';
    const { first, second } = await twins(name);
    const [linked, other] = (await linkOf(first)) ? [first, second] : [second, first];
    expect(await openOf(other)).toEqual([{ code: 'name_taken' }]);
    await app.rows(`update client set name = 'Other', updated_at = now() where id = $1`, [(await linkOf(linked))?.id]);
    await app.poll();
    expect(await openOf(other)).toEqual([]);
    expect(await linkOf(other)).toMatchObject({ state: 'linked' });
  });

  it('waits for the cure of the other one, which is the one issue, and is told by an issue of its own once that is dismissed', async () => {
    const [lostId, keptId] = [single('Golf Gone'), single('Hotel Kept')];
    await app.poll();
    const names = { gone: 'Golf Gone', kept: 'Hotel Kept' };
    const about = async (id = 0) =>
      app.rows<{ id: string; code: string }>(
        `select id, code from sync_issue where state = 'open' and (remote_id = $1 or local_id = (select local_id from entity_link where entity = 'company' and remote_id = $1))`,
        [String(id)],
      );
    expect([await linkOf(lostId), await linkOf(keptId)]).toMatchObject([{ state: 'linked' }, { state: 'linked' }]);
    app.sandbox.store.patchRaw('companies', lostId, { deletedFlag: true });
    app.sandbox.store.patchRaw('companies', keptId, { name: names.gone });
    await app.poll();
    expect((await about(lostId)).map(({ code }) => code)).toEqual(['remote_deleted']);
    expect(await about(keptId)).toEqual([]);
    const { id: keptHere = '' } = (await linkOf(keptId)) ?? {};
    expect(await app.rows(`select name from client where id = $1`, [keptHere])).toEqual([{ name: names.kept }]);
    const [told] = await app.rows<{ description: string }>(
      `select description from audit_event where local_id = $1 and code = 'name_awaited' order by seq desc limit 1`,
      [keptHere],
    );
    expect(told?.description).toContain(
      `its name belongs to the client "${names.gone}", whose company ${lostId} was deleted or merged there`,
    );
    // It is not looked at again for nothing.
    const seen = app.sandbox.journal({}).length;
    await app.poll();
    const asked = app.sandbox.journal({}).slice(seen);
    expect(asked.filter(({ query }) => /id(\+|%20| )in/.test(query))).toEqual([]);
    expect(await about(keptId)).toEqual([]);

    const [issue] = await about(lostId);
    await app.sync.issues.dismiss(app.actor, issue?.id ?? '', 'as it is');
    await app.poll();
    expect((await about(keptId)).map(({ code }) => code)).toEqual(['name_taken']);
  });

  it('comes in when the client whose company is gone gives the name up here', async () => {
    const [lostId, keptId] = [single('India Gone'), single('Juliet Kept')];
    await app.poll();
    app.sandbox.store.patchRaw('companies', lostId, { deletedFlag: true });
    app.sandbox.store.patchRaw('companies', keptId, { name: 'India Gone' });
    await app.poll();
    const { id: lostHere = '' } = (await linkOf(lostId)) ?? {};
    const { id: keptHere = '' } = (await linkOf(keptId)) ?? {};
    await app.rows(`update connection set next_pull_at = now() + interval '10 minutes'`);
    await app.rows(`update client set name = 'India Old', updated_at = now() where id = $1`, [lostHere]);
    await app.write((tx) => lookAgainAtTaken(tx, app.connectionId, 'company', [lostHere]));
    expect(await isDue()).toBe(true);
    await app.poll();
    expect(await app.rows(`select name from client where id = $1`, [keptHere])).toEqual([{ name: 'India Gone' }]);
    expect(
      await app.rows(`select 1 from sync_skip where code = 'name_awaited' and remote_id = $1`, [String(keptId)]),
    ).toEqual([]);
  });

  it('makes the next poll due when the one of its name is edited here', async () => {
    const { first, second } = await twins('Foxtrot Twin');
    const [linked] = (await linkOf(first)) ? [first] : [second];
    await app.rows(`update connection set next_pull_at = now() + interval '10 minutes'`);
    const { id = '' } = (await linkOf(linked)) ?? {};
    await app.write((tx) => lookAgainAtTaken(tx, app.connectionId, 'company', [id]));
    expect(await isDue()).toBe(true);
    await app.rows(`update connection set next_pull_at = now() + interval '10 minutes'`);
    await app.write((tx) =>
      lookAgainAtTaken(tx, app.connectionId, 'company', ['00000000-0000-7000-8000-000000000000']),
    );
    expect(await isDue()).toBe(false);
  });
});
