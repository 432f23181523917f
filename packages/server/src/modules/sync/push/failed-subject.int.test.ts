import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

describe('a push of an opportunity that finds no contact', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture();
  });
  afterAll(() => f.close());

  it('is told of the opportunity, the first time and again, and not of its client', async () => {
    const deal = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', deal.clientId);
    await f.clearLog();
    await f.createdHere('opportunity', deal.opportunityId);
    await f.createdHere('opportunity', deal.opportunityId);
    const failed = await f.rows(
      `select distinct entity, local_id as id, name from audit_event where status = 'error' and direction = 'out'`,
    );
    const { name } = await f.here('opportunity', deal.opportunityId);
    expect(failed).toEqual([{ entity: 'opportunity', id: deal.opportunityId, name }]);
    expect(await f.log(deal.clientId)).toEqual([]);
  });
});
