import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import type { PulledEntity } from '../../links/link.ts';
import { conflictPage } from './conflicts.queries.ts';

/** Restoring says what it will do: what no push would send is refused with the push's own reason, and nothing is changed. */
describe('R79: the value of a conflict that cannot go to ConnectWise', () => {
  const theirs = 'connectwise';
  const options = { owners: { company: theirs, contact: theirs, opportunity: theirs, product: theirs } };
  let f: RepairFixture;
  beforeEach(async () => {
    f = await openRepairFixture({ options });
  });
  afterEach(() => f.close());

  const conflictOf = async (localId: string, field: string) => {
    const { items } = await f.write((tx) => conflictPage(tx, { entity: null, localId, state: null }, { first: 10 }));
    return items.find((one) => one.field === field);
  };
  const refused = async (entity: PulledEntity, localId: string, field: string, because: string) => {
    const conflict = await conflictOf(localId, field);
    const [row, there] = [await f.here(entity, localId), await f.there(entity, localId)];
    await expect(f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'crm')).rejects.toMatchObject({
      problems: [
        { message: expect.stringContaining(`not reach ConnectWise, because ${because}. Nothing was changed.`) },
      ],
    });
    expect(await f.here(entity, localId)).toEqual(row);
    expect(await f.there(entity, localId)).toEqual(there);
    expect(await conflictOf(localId, field)).toEqual(conflict);
    expect((await f.log(localId)).join(' ')).not.toContain('On the way to ConnectWise');
  };
  const settings = (chosen: object) =>
    f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', options, ...chosen })]);

  it('an extension whose number is gone on both sides', async () => {
    const { contactId } = await insertDeal(f, { lines: 0 });
    const id = contactId ?? '';
    await f.rows(
      `update contact set email = null, mobile = null, phone = '8135550101', phone_extension = '10' where id = $1`,
      [id],
    );
    await f.createdHere('contact', id);
    await f.poll();
    await f.editThere('contact', id, [{ op: 'remove', path: 'communicationItems/0' }]);
    await f.rows(`update contact set phone_extension = '11', updated_at = now() where id = $1`, [id]);
    await f.poll();
    expect(await f.here('contact', id)).toMatchObject({ phone: null, phone_extension: null });
    await refused(
      'contact',
      id,
      'phoneExtension',
      'ConnectWise keeps an extension with a phone number, and there is none',
    );
  });

  it('a date that was emptied, which ConnectWise cannot do without', async () => {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update opportunity set expected_close_date = '2027-03-01' where id = $1`, [id]);
    await f.createdHere('opportunity', id);
    await f.poll();
    await f.editThere('opportunity', id, [{ op: 'replace', path: 'expectedCloseDate', value: '2027-04-01T00:00:00Z' }]);
    await f.rows(`update opportunity set expected_close_date = null, updated_at = now() where id = $1`, [id]);
    await f.poll();
    await refused('opportunity', id, 'expectedCloseDate', 'ConnectWise wants an expected close date');
  });

  it('a field that goes one way by now, and an opportunity’s in a mode that sends no edits', async () => {
    const { clientId, opportunityId } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', opportunityId);
    await f.poll();
    await f.editThere('company', clientId, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.rows(`update client set city = 'Miami', updated_at = now() where id = $1`, [clientId]);
    await f.editThere('opportunity', opportunityId, [{ op: 'replace', path: 'notes', value: 'theirs' }]);
    await f.rows(`update opportunity set notes = 'ours', updated_at = now() where id = $1`, [opportunityId]);
    await f.poll();
    await settings({ fieldDirections: [{ field: 'company.city', direction: 'in', owner: null, asks: false }] });
    await refused('company', clientId, 'city', 'the settings say only in');
    await settings({ mode: 'pull_new_push_won' });
    await refused('opportunity', opportunityId, 'notes', 'the sync mode sends no edits of opportunities');
    // A company's goes out in that mode: a person has decided.
    const conflict = await conflictOf(clientId, 'city');
    await f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'crm');
    await f.drain();
    expect(await f.there('company', clientId)).toMatchObject({ city: 'Miami' });
  });
});
