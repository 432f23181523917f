import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

describe('opportunities after the links were removed with a connection', () => {
  let fixture: TwoWayFixture;

  beforeAll(async () => {
    fixture = await openTwoWayFixture();
  });
  afterAll(() => fixture.close());

  const pushed = async (name?: string) => {
    const deal = await insertDeal(fixture, { lines: 0 });
    if (name) await fixture.rows('update opportunity set name = $2 where id = $1', [deal.opportunityId, name]);
    await fixture.createdHere('opportunity', deal.opportunityId);
    const { id } = await fixture.there('opportunity', deal.opportunityId);
    return { ...deal, remoteId: id };
  };
  const twin = async ({ clientId }: { clientId: string }, name: string, closes = '2027-03-31') => {
    const id = newId();
    await fixture.rows(
      `insert into opportunity (id, name, client_id, stage_id, expected_close_date) values ($1, $2, $3, $4, $5)`,
      [id, name, clientId, fixture.stages.lead, closes],
    );
    await fixture.createdHere('opportunity', id);
    return { id, remoteId: (await fixture.there('opportunity', id)).id };
  };
  const unlinkAll = () => fixture.rows(`delete from entity_link where entity = 'opportunity'`);
  const links = async (ids: readonly string[]) =>
    (
      await fixture.rows<{ id: string; remote: string }>(
        `select local_id as id, remote_id as remote from entity_link where entity = 'opportunity' and local_id = any($1::uuid[])`,
        [ids],
      )
    ).map(({ id, remote }) => [id, Number(remote)]);
  const there = (clientName: string) =>
    fixture.sandbox.store.list('opportunities').filter((one) => one.name === clientName).length;
  const here = async (clientId: string) =>
    (await fixture.rows(`select id from opportunity where client_id = $1`, [clientId])).length;
  const issues = (code: string) =>
    fixture.rows<{ remote: string | null; local: string | null }>(
      `select remote_id as remote, local_id as local from sync_issue where code = $1 and entity = 'opportunity' and state = 'open'`,
      [code],
    );

  it('a poll links the one of the same client and name, whatever its case and spaces, and makes none twice', async () => {
    const deal = await pushed('Backup  and Recovery');
    await unlinkAll();
    fixture.sandbox.store.patch('opportunities', deal.remoteId, { name: 'backup and recovery' });
    await fixture.poll();
    expect(await links([deal.opportunityId])).toEqual([[deal.opportunityId, deal.remoteId]]);
    expect(await here(deal.clientId)).toBe(1);
  });

  it('several of one name are told apart by their close dates; those that cannot be are asked about', async () => {
    const deal = await pushed('Renewal');
    const later = await twin(deal, 'Renewal', '2028-03-31');
    const ids = [deal.opportunityId, later.id];
    await unlinkAll();
    await fixture.poll();
    expect(new Map((await links(ids)) as [string, number][])).toEqual(
      new Map([
        [deal.opportunityId, deal.remoteId],
        [later.id, later.remoteId],
      ]),
    );
    const same = await twin(deal, 'Renewal', '2028-03-31');
    await unlinkAll();
    await fixture.poll();
    expect(await links([...ids, same.id])).toEqual([[deal.opportunityId, deal.remoteId]]);
    expect((await issues('possible_duplicate')).map(({ remote }) => Number(remote)).sort()).toEqual(
      [later.remoteId, same.remoteId].sort(),
    );
    expect(await here(deal.clientId)).toBe(3);
  });

  it('a push links it too, and asks where it is not clear', async () => {
    const deal = await pushed();
    await unlinkAll();
    await fixture.editHere(
      'opportunity',
      deal.opportunityId,
      `notes = 'Call back', expected_close_date = '2027-05-01'`,
    );
    await fixture.drain();
    expect(await links([deal.opportunityId])).toEqual([[deal.opportunityId, deal.remoteId]]);
    const { name } = (await fixture.here('opportunity', deal.opportunityId)) as { name: string };
    expect(there(name)).toBe(1);
    expect((await fixture.log(deal.opportunityId)).join(' ')).toContain(
      `Linked opportunity "${name}" to the one in ConnectWise of the same name and company, which was linked to nothing.`,
    );
    const same = await twin(deal, `${name} again`);
    const other = await twin(deal, `${name} again`);
    await unlinkAll();
    await fixture.editHere('opportunity', same.id, `notes = 'Which one?'`);
    expect(await links([same.id, other.id])).toEqual([]);
    expect(there(`${name} again`)).toBe(2);
    expect(await issues('match_needed')).toMatchObject([{ local: same.id }]);
    // The way out that the issue names: a close date that only the right one has.
    fixture.sandbox.store.patch('opportunities', same.remoteId, { expectedCloseDate: '2027-09-30T00:00:00Z' });
    await fixture.editHere('opportunity', same.id, `expected_close_date = '2027-09-30'`);
    await fixture.drain();
    expect(await links([same.id])).toEqual([[same.id, same.remoteId]]);
    expect(there(`${name} again`)).toBe(2);
  });

  it('what ended at another time is another one, also by its name', async () => {
    const deal = await pushed();
    const { name } = (await fixture.here('opportunity', deal.opportunityId)) as { name: string };
    const won = fixture.sandbox.store.list('opportunityStatuses').find((one) => one.wonFlag);
    fixture.sandbox.store.patch('opportunities', deal.remoteId, {
      status: { id: won?.id },
      expectedCloseDate: '2025-03-31T00:00:00Z',
    });
    await unlinkAll();
    await fixture.editHere('opportunity', deal.opportunityId, `notes = 'The next year'`);
    expect(there(name)).toBe(2);
  });
});

describe('a record that a push links, and in which each side has its own values', () => {
  let fixture: TwoWayFixture;

  beforeAll(async () => {
    fixture = await openTwoWayFixture();
  });
  afterAll(() => fixture.close());

  it.each([
    ['company', 'clientId', 'city', 'Newcity Here', 'city'],
    ['contact', 'contactId', 'title', 'Brand new title', 'job title'],
  ] as const)(
    '%s: says whose value stands, and keeps the other as a conflict',
    async (entity, key, column, mine, word) => {
      const deal = await insertDeal(fixture, { lines: 0 });
      const id = deal[key] ?? '';
      await fixture.rows(
        `update ${entity === 'company' ? 'client' : 'contact'} set ${column} = 'Old value' where id = $1`,
        [id],
      );
      await fixture.createdHere(entity, id);
      await fixture.rows(`delete from entity_link where entity = $1`, [entity]);
      await fixture.clearLog();
      await fixture.editHere(entity, id, `${column} = '${mine}'`);
      await fixture.drain();
      const log = (await fixture.log(id)).join(' ');
      expect(log).not.toContain('newer value');
      expect(log).toContain(
        `Each side had its own ${word}; the value of ConnectWise stands and comes with the next poll.`,
      );
      const conflicts = await fixture.rows(
        `select field, kept, crm_value as crm, connectwise_value as theirs from sync_conflict where local_id = $1`,
        [id],
      );
      expect(conflicts).toEqual([{ field: column, kept: 'connectwise', crm: mine, theirs: 'Old value' }]);
      await fixture.poll();
      expect(await fixture.here(entity, id)).toMatchObject({ [column]: 'Old value' });
    },
  );
});
