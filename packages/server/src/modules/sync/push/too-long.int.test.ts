import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';

/** A text that ConnectWise does not take keeps nothing else back, and is told with its field and both lengths. */
describe('R65: a text that is longer than ConnectWise takes', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterEach(() => {
    f.sandbox.readings.olderLengths = false;
  });
  afterAll(() => f.close());

  async function compared(entity: PulledEntity, localId: string, field: string) {
    const [link] = await f.rows<{ id: string }>(`select id from entity_link where entity = $1 and local_id = $2`, [
      entity,
      localId,
    ]);
    const { fields } = await f.repair.desk.compare(f.actor, link?.id ?? '');
    const { winner, stays } = fields.find((one) => one.field === field) ?? {};
    return { winner, stays };
  }

  it.each([
    ['first_name', 'firstName', 'first name', 31, 30],
    ['last_name', 'lastName', 'last name', 31, 30],
    ['title', 'title', 'job title', 101, 100],
  ])('%s of a contact: the rest of the edit goes out', async (column, property, label, length, max) => {
    const { contactId: id } = await insertDeal(f, { lines: 0 });
    if (!id) throw new Error('The deal has no contact.');
    await f.createdHere('contact', id);
    const before = (await f.there('contact', id))[property];
    await f.clearLog();
    await f.editHere('contact', id, `${column} = repeat('x', ${length}), mobile = '+1 813 555 0188'`);
    const there = await f.there('contact', id);
    expect(there[property]).toBe(before);
    expect(JSON.stringify(there.communicationItems)).toContain('+1 813 555 0188');
    const because = `it has ${length} characters, and ConnectWise takes ${max} at most`;
    const log = await f.log(id);
    expect(log).toEqual([expect.stringMatching(/^Updated mobile of contact /)]);
    expect(log[0]).toContain(`Not sent: ${label}, because ${because}.`);
    expect(await f.openIssues()).toEqual([]);
    expect(await compared('contact', id, property)).toEqual({ winner: 'crm', stays: because });
  });

  it('an address line of a client', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('company', id);
    await f.clearLog();
    await f.editHere('company', id, `address_line1 = repeat('x', 51), city = 'Ocala'`);
    expect(await f.there('company', id)).toMatchObject({ city: 'Ocala' });
    expect((await f.log(id))[0]).toContain(
      'Not sent: address line 1, because it has 51 characters, and ConnectWise takes 50 at most.',
    );
  });

  it('an older ConnectWise takes less of a name: the rest of the edit goes out', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('company', id);
    const { name } = await f.there('company', id);
    f.sandbox.readings.olderLengths = true;
    await f.clearLog();
    await f.editHere('company', id, `name = repeat('n', 51), city = 'Ocala'`);
    expect(await f.there('company', id)).toMatchObject({ name, city: 'Ocala' });
    const log = await f.log(id);
    expect(log).toEqual([expect.stringMatching(/^Updated city of client /)]);
    expect(log[0]).toContain('Not sent: name, because it has 51 characters, and ConnectWise takes 50 at most.');
  });

  it('a new client whose name an older ConnectWise does not take: told with its length, and what to do', async () => {
    f.sandbox.readings.olderLengths = true;
    const id = newId();
    const name = 'm'.repeat(51);
    await f.rows(`insert into client (id, name) values ($1, $2)`, [id, name]);
    await f.createdHere('company', id);
    expect(await f.openIssues()).toEqual([
      {
        code: 'text_too_long',
        direction: 'out',
        name,
        message: `ConnectWise did not take the name "${name}" of client "${name}": it has 51 characters, and ConnectWise takes 50 at most.`,
        advice: 'Shorten the name. Then retry.',
      },
    ]);
  });

  it('a new contact with a first name that came in before the form had its length', async () => {
    f.sandbox.readings.olderLengths = false;
    const { contactId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update contact set first_name = repeat('x', 31) where id = $1`, [id]);
    await f.createdHere('contact', id ?? '');
    const [issue] = (await f.openIssues()).filter(({ name }) => name.startsWith('xxx'));
    expect(issue).toMatchObject({
      code: 'text_too_long',
      message: expect.stringMatching(/ did not take the first name "x+" of contact .* it has 31 characters/),
    });
  });
});
