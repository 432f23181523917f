import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { until } from '../../../../test/support/until.ts';
import { companyTypeAssociationWire } from '../../../connectwise/wire/company.ts';
import { newId } from '../../../platform/ids.ts';

/** Types of a company are records of their own: a push reads the company first and its types later. */
describe('R67: a type that somebody adds to a company in ConnectWise while a push sends others', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture();
  });
  afterAll(() => f.close());

  it.each([
    ['after the company was read', /\/company\/companies\/\d+$/],
    ['after its types were read', /\/typeAssociations/],
  ])('stays and comes in: %s', async (_when, slow) => {
    const types = f.sandbox.store.list('companyTypes') as unknown as { id: number; name: string }[];
    const [first, second, third] = types;
    const client = newId();
    await f.rows(`insert into client (id, name, city, type) values ($1, $2, 'Ocala', $3)`, [
      client,
      `Quay ${client}`,
      first?.name,
    ]);
    await f.createdHere('company', client);
    await f.poll();
    const company = Number((await f.there('company', client)).id);
    const there = async () =>
      (await f.connectwise.find(companyTypeAssociationWire, { parentId: company }))
        .map(({ type }) => type?.name ?? '')
        .sort();
    expect(await there()).toEqual([first?.name]);
    await f.clearLog();
    f.sandbox.clearJournal();
    f.sandbox.fail({ method: 'GET', path: slow, kind: 'slow', delayMs: 1_500, times: 1 });
    const push = f.editHere('company', client, `type = $2`, [second?.name]);
    await until(async () => f.sandbox.journal().some(({ path }) => slow.test(path)), 'the push reads it');
    await f.connectwise.create(
      companyTypeAssociationWire,
      { type: { id: third?.id }, company: { id: company } },
      company,
    );
    await push;
    await f.drain();
    const both = [second?.name, third?.name].sort();
    expect(await there()).toEqual(both);
    expect((await f.log(client)).join(' ')).toMatch(/Updated type of client/);
    await f.poll();
    await f.drain();
    expect(
      String(await f.column('company', client, 'type'))
        .split(', ')
        .sort(),
    ).toEqual(both);
    await f.clearLog();
    await f.poll();
    await f.drain();
    expect(await f.log(client)).toEqual([]);
    expect(await there()).toEqual(both);
  });

  it('those that were there before and were taken away here go', async () => {
    const types = f.sandbox.store.list('companyTypes') as unknown as { id: number; name: string }[];
    const [first, second] = types;
    const client = newId();
    await f.rows(`insert into client (id, name, city, type) values ($1, $2, 'Ocala', $3)`, [
      client,
      `Quay ${client}`,
      `${first?.name}, ${second?.name}`,
    ]);
    await f.createdHere('company', client);
    await f.poll();
    await f.editHere('company', client, `type = $2`, [second?.name]);
    const { id } = await f.there('company', client);
    const left = await f.connectwise.find(companyTypeAssociationWire, { parentId: id });
    expect(left.map(({ type }) => type?.name)).toEqual([second?.name]);
  });
});
