import { openSyncFixture, rawCompany, type SyncFixture } from '../../../../test/support/sync-fixture.ts';

/** Names are unique here and not in ConnectWise: what one page gives up, another record of it may take. */
describe('companies that hand on their names in ConnectWise', () => {
  let f: SyncFixture;
  beforeAll(async () => {
    f = await openSyncFixture();
  });
  afterAll(() => f.test.drop());

  const named = (names: Readonly<Record<number, string>>) =>
    Object.entries(names).map(([id, name]) =>
      rawCompany(Number(id), { name, identifier: name.replaceAll(' ', ''), city: `City of ${name}` }),
    );
  const here = async (...ids: number[]) => {
    const rows = await f.rows<{ name: string; identifier: string; city: string }>(
      `select c.name, c.identifier, c.city from unnest($1::text[]) with ordinality k(id, at)
       join entity_link l on l.entity = 'company' and l.remote_id = k.id join client c on c.id = l.local_id order by k.at`,
      [ids.map(String)],
    );
    return rows.map(({ name, identifier, city }) => [name, identifier, city]);
  };
  const whole = (...names: string[]) => names.map((name) => [name, name.replaceAll(' ', ''), `City of ${name}`]);
  const issues = () =>
    f.rows<{ remote_id: string; message: string }>(
      `select remote_id, message from sync_issue where code = 'name_taken' and state = 'open' order by record_key`,
    );
  const told = async (id: number) =>
    (
      await f.rows<{ description: string }>(
        `select description from audit_event where entity = 'company' and remote_id = $1 order by seq desc limit 1`,
        [String(id)],
      )
    )[0]?.description;

  it('swap them, and both come in', async () => {
    await f.take('company', named({ 81: 'Alpha', 82: 'Beta' }));
    await f.take('company', named({ 81: 'Beta', 82: 'Alpha' }));
    expect(await here(81, 82)).toEqual(whole('Beta', 'Alpha'));
    expect(await issues()).toEqual([]);
    expect(await told(81)).toMatch(/^Updated: .*name/);
    expect(await told(82)).toMatch(/^Updated: .*name/);
  });

  it('pass them round, and on to the next, in any order of the page', async () => {
    await f.take('company', named({ 83: 'One', 84: 'Two', 85: 'Three' }));
    await f.take('company', named({ 83: 'Two', 84: 'Three', 85: 'One' }));
    expect(await here(83, 84, 85)).toEqual(whole('Two', 'Three', 'One'));
    await f.take('company', named({ 83: 'Three', 84: 'Four', 85: 'Two' }));
    expect(await here(83, 84, 85)).toEqual(whole('Three', 'Four', 'Two'));
    await f.take('company', named({ 85: 'Six', 84: 'Two', 83: 'Four' }));
    expect(await here(83, 84, 85)).toEqual(whole('Four', 'Two', 'Six'));
    expect(await issues()).toEqual([]);
  });

  it('wait where the name belongs to one that keeps it, with those that wait for theirs', async () => {
    await f.take('company', named({ 86: 'Keeps', 87: 'Wants', 88: 'Next' }));
    await f.take('company', named({ 87: 'Keeps', 88: 'Wants' }));
    expect(await here(86, 87, 88)).toEqual(whole('Keeps', 'Wants', 'Next'));
    expect((await issues()).map(({ remote_id: id }) => id)).toEqual(['87', '88']);
    await f.take('company', named({ 86: 'Has let go', 87: 'Keeps', 88: 'Wants' }));
    expect(await here(86, 87, 88)).toEqual(whole('Has let go', 'Keeps', 'Wants'));
    expect(await issues()).toEqual([]);
  });

  it('give one that two want to the first', async () => {
    await f.take('company', named({ 91: 'Prize', 92: 'Left', 93: 'Right' }));
    await f.take('company', named({ 91: 'No more', 92: 'Prize', 93: 'Prize' }));
    expect(await here(91, 92, 93)).toEqual(whole('No more', 'Prize', 'Right'));
    expect((await issues()).map(({ remote_id: id }) => id)).toEqual(['93']);
  });
});
