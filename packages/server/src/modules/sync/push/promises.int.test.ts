import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import type { PulledEntity } from '../../links/link.ts';

/** What a sentence promises of the next poll is held against the next poll. */
describe('R65: what the log promises is kept, or not promised', () => {
  let f: TwoWayFixture;
  let client: string;
  let contact: string;
  let opportunity: string;
  const settings = (chosen: object) =>
    f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', ...chosen })]);
  const statusOf = async (entity: PulledEntity, id: string) =>
    String(((await f.there(entity, id)).status as { id: number }).id);
  const rule = (entity: string, field: string, value: string) => ({
    id: `${entity}.in.${field}`,
    entity,
    direction: 'in',
    field,
    operator: 'is_not',
    values: [value],
  });
  const waiting = () => f.rows(`select reason from sync_skip where code = 'being_written'`);
  const said = async (id: string) =>
    (await f.log(id)).filter((one) => /^(Updated|Nothing|ConnectWise has|Both)/.test(one));

  beforeEach(async () => {
    f = await openTwoWayFixture();
    const deal = await insertDeal(f, { lines: 0 });
    client = deal.clientId;
    contact = deal.contactId ?? '';
    opportunity = deal.opportunityId;
    await f.createdHere('company', client);
    await f.createdHere('contact', contact);
    await f.createdHere('opportunity', opportunity);
    await f.poll();
    await f.clearLog();
  }, 60_000);
  afterEach(() => f.close());

  it('of a linked company that a filter excludes by now', async () => {
    await settings({ filters: [rule('company', 'status', await statusOf('company', client))] });
    await f.editThere('company', client, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.editHere('company', client, `phone = '8135550111'`);
    const [sentence] = await said(client);
    expect(sentence).toMatch(
      /^Updated phone of client .* ConnectWise has a newer value of city, which stays there, since a filter keeps the changes of this record out \(its status is .*\)\.$/,
    );
    expect(await waiting()).toEqual([]);
    await f.poll();
    await f.poll();
    expect(await f.column('company', client, 'city')).toBe('Tampa');
    expect(await f.there('company', client)).toMatchObject({ city: 'Naples', phoneNumber: '8135550111' });
    // What both had changed, too; and once the filter lets it through, it comes.
    await f.clearLog();
    await f.editThere('company', client, [{ op: 'replace', path: 'zip', value: '34101' }]);
    await f.editHere('company', client, `postal_code = '33699'`);
    expect((await said(client)).at(-1)).toMatch(
      /Both sides had changed postal code; the value of ConnectWise stands and stays there, since a filter/,
    );
    await f.poll();
    expect(await f.column('company', client, 'postalCode')).toBe('33699');
    await settings({});
    await f.editThere('company', client, [{ op: 'replace', path: 'state', value: 'GA' }]);
    await f.poll();
    expect(await f.column('company', client, 'city')).toBe('Naples');
  });

  it('of a contact and an opportunity whose linked company is excluded: they come in all the same, as is said', async () => {
    await settings({ filters: [rule('company', 'status', await statusOf('company', client))] });
    await f.editThere('contact', contact, [{ op: 'replace', path: 'title', value: 'Chief' }]);
    await f.editHere('contact', contact, `mobile = '8135550222'`);
    expect((await said(contact)).at(-1)).toMatch(/newer value of job title, which comes with the next poll\.$/);
    await f.editThere('opportunity', opportunity, [{ op: 'replace', path: 'notes', value: 'theirs' }]);
    await f.editHere('opportunity', opportunity, `name = 'Renamed'`);
    expect((await said(opportunity)).join(' ')).toMatch(/newer value of notes, which comes with the next poll\./);
    await f.poll();
    expect(await f.column('contact', contact, 'title')).toBe('Chief');
    expect(await f.column('opportunity', opportunity, 'notes')).toBe('theirs');
  });

  it('of an opportunity that a filter excludes', async () => {
    await settings({ filters: [rule('opportunity', 'status', await statusOf('opportunity', opportunity))] });
    await f.editThere('opportunity', opportunity, [{ op: 'replace', path: 'notes', value: 'theirs' }]);
    await f.editHere('opportunity', opportunity, `name = 'Renamed'`);
    expect((await said(opportunity)).join(' ')).toMatch(
      /newer value of notes, which stays there, since a filter keeps/,
    );
    await f.poll();
    expect(await f.column('opportunity', opportunity, 'notes')).toBeNull();
  });

  it('of a contact that moved there to a company which is excluded and not here', async () => {
    const status = f.sandbox.store.insert('companyStatuses', { name: 'Lost for good' });
    const other = f.sandbox.store.insert('companies', {
      name: 'Excluded',
      identifier: 'EXCL',
      addressLine1: '1 Main St',
      status: { id: status.id },
      site: { name: 'Main' },
    });
    await settings({ filters: [rule('company', 'status', String(status.id))] });
    await f.editThere('contact', contact, [
      { op: 'replace', path: 'company', value: { id: other.id } },
      { op: 'replace', path: 'title', value: 'Chief' },
    ]);
    await f.poll();
    expect(await f.column('contact', contact, 'title')).not.toBe('Chief');
    await f.clearLog();
    await f.editHere('contact', contact, `mobile = '8135550333'`);
    const [sentence] = await said(contact);
    expect(sentence).toMatch(
      new RegExp(`newer value of job title, which stays there, since its company ${other.id} is excluded: `),
    );
    expect(sentence).not.toMatch(/comes/);
    await f.poll();
    expect(await f.column('contact', contact, 'title')).not.toBe('Chief');
  });

  it('of a field about which a person is asked, where the poll does not bring the question', async () => {
    await settings({
      filters: [rule('company', 'status', await statusOf('company', client))],
      fieldDirections: [{ field: 'company.city', direction: 'both', owner: null, asks: true }],
    });
    await f.editThere('company', client, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.editHere('company', client, `city = 'Ocala'`);
    expect((await said(client)).at(-1)).toMatch(
      /Both sides had changed city; each keeps its value, since a filter keeps/,
    );
    await f.poll();
    expect(await f.rows(`select 1 from sync_conflict where local_id = $1`, [client])).toEqual([]);
    await settings({ fieldDirections: [{ field: 'company.city', direction: 'both', owner: null, asks: true }] });
    await f.clearLog();
    await f.editHere('company', client, `city = 'Miami'`);
    expect((await said(client)).at(-1)).toMatch(
      /each keeps its value until somebody has decided on the page Links, Conflicts\./,
    );
    await f.poll();
    expect(await f.rows(`select field from sync_conflict where local_id = $1 and state = 'open'`, [client])).toEqual([
      { field: 'city' },
    ]);
  });

  it('of a field about which a person is asked, of a contact whose company was taken away there', async () => {
    await settings({ fieldDirections: [{ field: 'contact.title', direction: 'both', owner: null, asks: true }] });
    const { id } = await f.there('contact', contact);
    f.sandbox.store.patch('contacts', id, { company: null, title: 'Chair' });
    await f.editHere('contact', contact, `title = 'Owner'`);
    expect((await said(contact)).at(-1)).toMatch(
      /Both sides had changed job title; each keeps its value until the record there can be taken in\.$/,
    );
    await f.poll();
    expect(await f.rows(`select 1 from sync_conflict where local_id = $1`, [contact])).toEqual([]);
    expect(await f.column('contact', contact, 'title')).toBe('Owner');
    expect((await f.there('contact', contact)).title).toBe('Chair');
    // The question comes once it can be put.
    f.sandbox.store.patch('contacts', id, { company: { id: (await f.there('company', client)).id } });
    await f.poll();
    expect(await f.rows(`select field from sync_conflict where local_id = $1 and state = 'open'`, [contact])).toEqual([
      { field: 'title' },
    ]);
  });
});
