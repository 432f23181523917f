import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { companyTypeAssociationWire } from '../../../connectwise/wire/company.ts';

/** The types of a company are records of their own there: between the first and the last of them ConnectWise shows what nobody has chosen. */
describe('R68: a poll that comes while a push writes a company', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture();
  });
  afterAll(() => f.close());
  const typesThere = async (id: string) =>
    ((await f.there('company', id)).types as { name: string }[]).map(({ name }) => name).sort();
  const running = (id: string, state: 'running' | 'done') =>
    f.rows(`update push_request set state = $2 where entity = 'company' and local_id = $1`, [id, state]);

  it('takes no half of it in, and all of it afterwards', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('company', id);
    await f.editHere('company', id, `type = 'Client'`);
    await f.poll();
    await f.clearLog();
    const { id: remoteId } = await f.there('company', id);
    const [all] = await f.rows<{ id: string }>(
      `select remote_id as id from reference_item where kind = 'company_type' and label = 'Prospect'`,
    );
    await running(id, 'running');
    await f.rows(`update connection set sync_started_at = now(), next_pull_at = now() + interval '15 minutes'`);
    await f.connectwise.create(
      companyTypeAssociationWire,
      { type: { id: Number(all?.id) }, company: { id: remoteId } },
      remoteId,
    );
    expect(await typesThere(id)).toEqual(['Client', 'Prospect']);
    await f.poll();
    expect(await f.here('company', id)).toMatchObject({ type: 'Client' });
    expect(await f.log(id)).toEqual([]);
    expect(await f.rows(`select code from sync_skip`)).toEqual([{ code: 'being_written' }]);
    const soon = `select next_pull_at < now() + interval '10 seconds' as "isSoon" from connection`;
    expect(await f.rows(soon)).toEqual([{ isSoon: true }]);
    // It is held again, and looked at again, until the push is over.
    await f.rows(`update connection set next_pull_at = now() + interval '15 minutes'`);
    await f.poll();
    expect(await f.rows(soon)).toEqual([{ isSoon: true }]);
    await running(id, 'done');
    await f.poll();
    expect((await f.here('company', id)).type).toMatch(/Client/);
    expect((await f.here('company', id)).type).toMatch(/Prospect/);
    expect(await f.rows(`select code from sync_skip`)).toEqual([]);
  });
});
