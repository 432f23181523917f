import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { conflictPage } from './conflicts.queries.ts';

describe('a conflict of a linked record', () => {
  let f: RepairFixture;
  afterEach(() => f.close());

  it('R79: is told of by the name that the record has here, with its issue', async () => {
    const owners = { company: 'crm', contact: 'crm', product: 'crm', opportunity: 'crm' };
    f = await openRepairFixture({
      options: { owners },
      fieldDirections: [{ field: 'contact.title', direction: 'both', owner: null, asks: true }],
    });
    const { contactId } = await insertDeal(f, { lines: 0 });
    const localId = contactId ?? '';
    await f.createdHere('contact', localId);
    await f.drain();
    await f.poll();
    await f.editThere('contact', localId, [
      { op: 'replace', path: 'firstName', value: 'Robert' },
      { op: 'replace', path: 'title', value: 'CEO' },
    ]);
    await f.rows(
      `update contact set first_name = 'Bobby', last_name = 'Roe', title = 'CFO', updated_at = now() where id = $1`,
      [localId],
    );
    await f.poll();
    expect(await f.there('contact', localId)).toMatchObject({ firstName: 'Robert', title: 'CEO' });
    expect(await f.here('contact', localId)).toMatchObject({ first_name: 'Bobby', title: 'CFO' });
    const found = await f.write(
      async (tx) => (await conflictPage(tx, { entity: null, localId, state: null }, { first: 10 })).items,
    );
    expect(Object.fromEntries(found.map(({ field, name, state }) => [field, [name, state]]))).toEqual({
      firstName: ['Bobby Roe', 'kept'],
      title: ['Bobby Roe', 'open'],
    });
    expect(await f.openIssues()).toMatchObject([{ code: 'conflict_asked', name: 'Bobby Roe' }]);
  });
});
