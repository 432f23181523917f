import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import { syncedFields } from '../records/synced-fields.rules.ts';
import { syncOf } from '../registry.ts';

/** Edits that a mode keeps here: the form says so before, the log once for each, and ConnectWise stays as it is. */
describe('R65: an edit that the sync mode keeps here', () => {
  let f: TwoWayFixture;
  let deal: { clientId: string; contactId: string; opportunityId: string };
  const use = (mode: string) =>
    f.rows(`update sync_settings set configuration = configuration || jsonb_build_object('mode', $1::text)`, [mode]);

  beforeAll(async () => {
    f = await openTwoWayFixture();
    const made = await insertDeal(f, { lines: 0 });
    deal = { ...made, contactId: made.contactId ?? '' };
    await f.createdHere('opportunity', deal.opportunityId);
    await f.poll();
  }, 60_000);
  afterAll(() => f.close());
  beforeEach(() => f.clearLog());

  const rowsOf = (localId: string) =>
    f.rows(
      `select direction, operation, status, code, remote_id is not null as "isLinked", actor is not null as "isNamed", description
       from audit_event where local_id = $1 and code = 'mode' order by seq`,
      [localId],
    );
  const told = (description: string) => ({
    direction: 'out',
    operation: 'skip',
    status: 'skipped',
    code: 'mode',
    isLinked: true,
    isNamed: true,
    description,
  });
  const nothing = 'Not sent: the sync mode sends nothing to ConnectWise.';
  const noEdits = 'Not sent: the sync mode sends no edits to ConnectWise.';

  it.each([
    ['company', () => deal.clientId, `city = 'Ocala'`, `city = 'Naples'`],
    ['contact', () => deal.contactId, `title = 'Owner'`, `title = 'Partner'`],
    ['opportunity', () => deal.opportunityId, `notes = 'One'`, `notes = 'Two'`],
  ] as const)('has a row in the log that pulls only, once an edit: %s', async (entity, idOf, first, second) => {
    await use('pull_only');
    const before = await f.there(entity, idOf());
    await f.editHere(entity, idOf(), first);
    expect(await f.log(idOf())).toEqual([nothing]);
    await f.editHere(entity, idOf(), second);
    expect(await f.log(idOf())).toEqual([nothing, nothing]);
    expect((await rowsOf(idOf())).slice(-1)).toEqual([told(nothing)]);
    expect(await f.there(entity, idOf())).toEqual(before);
    expect(await f.rows(`select 1 from push_request where local_id = $1 and state <> 'done'`, [idOf()])).toEqual([]);
  });

  it('says so of a new record and of a win, too', async () => {
    await use('pull_only');
    const id = newId();
    await f.rows(`insert into client (id, name) values ($1, 'Made under pull only')`, [id]);
    await f.createdHere('company', id);
    expect(await f.log(id)).toEqual([nothing]);
    await f.editHere('company', id, `city = 'Ocala'`);
    expect(await f.log(id)).toEqual([nothing]);
    await win(f, deal);
    expect(await f.log(deal.opportunityId)).toEqual([nothing]);
  });

  it('tells edits of what is linked in a mode that sends wins alone, and nothing of what goes along with one', async () => {
    await use('pull_new_push_won');
    await f.editHere('company', deal.clientId, `city = 'Tampa'`);
    expect(await f.log(deal.clientId)).toEqual([noEdits]);
    const id = newId();
    await f.rows(`insert into client (id, name) values ($1, 'Goes with a win')`, [id]);
    await f.createdHere('company', id);
    expect(await f.log(id)).toEqual([]);
  });

  it('is said at each field of the forms before', () => {
    const fields = syncedFields([syncOf('company')], {
      pullCreate: true,
      pullUpdate: true,
      pushOpen: false,
      pushWon: false,
      pushUpdate: false,
    });
    expect(fields.length).toBeGreaterThan(5);
    for (const { field, reason } of fields)
      expect([field, reason]).toEqual([
        field,
        expect.stringMatching(/nothing goes out to ConnectWise|Not sent, because/),
      ]);
  });
});
