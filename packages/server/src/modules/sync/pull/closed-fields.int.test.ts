import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';

const direct = (field: string, direction: string) => ({ field, direction, owner: null, asks: false });

/** An edit in ConnectWise of a field that the settings do not take in: neither row moves, and the log tells it once. */
describe('R65: an edit in ConnectWise of a closed field is told', () => {
  let f: TwoWayFixture;
  let client: string;
  let contact: string;
  let opportunity: string;
  const told = async (localId: string) =>
    f.rows<{ description: string; changes: unknown }>(
      `select description, changes from audit_event where local_id = $1 and direction = 'in' and operation = 'skip' and status = 'skipped'
         and code = 'direction' order by seq`,
      [localId],
    );

  beforeAll(async () => {
    f = await openTwoWayFixture({
      fieldDirections: [
        direct('company.city', 'out'),
        direct('company.postalCode', 'out'),
        direct('company.website', 'off'),
        direct('company.phone', 'in_if_empty'),
        direct('company.addressLine2', 'out_if_empty'),
        direct('contact.title', 'off'),
        direct('opportunity.notes', 'out'),
        direct('opportunity.expectedCloseDate', 'off'),
      ],
    });
    const deal = await insertDeal(f, { lines: 0 });
    client = deal.clientId;
    contact = deal.contactId ?? '';
    opportunity = deal.opportunityId;
    await f.rows(
      `update client set city = 'Tampa', postal_code = '33601', website = null, phone = '8135550100', address_line2 = 'Suite 1' where id = $1`,
      [client],
    );
    await f.rows(`update contact set title = 'Owner' where id = $1`, [contact]);
    await f.createdHere('company', client);
    await f.createdHere('contact', contact);
    await f.createdHere('opportunity', opportunity);
    await f.poll();
    await f.poll();
  }, 60_000);
  afterAll(() => f.close());

  const cases: [string, PulledEntity, string, string, unknown, RegExp][] = [
    [
      'only out',
      'company',
      'city',
      'city',
      'Naples',
      /^Not taken in: city \("Naples" in ConnectWise\), because the settings say only out\. The client keeps its own value\.$/,
    ],
    [
      'off',
      'company',
      'website',
      'website',
      'https://there.example',
      /website \("https:\/\/there\.example" in ConnectWise\), because the settings say off\./,
    ],
    [
      'only in where empty',
      'company',
      'phone',
      'phoneNumber',
      '8135550199',
      /phone \("8135550199" in ConnectWise\), because the settings say only in, where it is empty here\./,
    ],
    [
      'only out where empty',
      'company',
      'addressLine2',
      'addressLine2',
      'Floor 9',
      /address line 2 \("Floor 9" in ConnectWise\), because the settings say only out, where it is empty there\./,
    ],
    [
      'off, of a contact',
      'contact',
      'title',
      'title',
      'Chief',
      /job title \("Chief" in ConnectWise\), because the settings say off\. The contact keeps/,
    ],
    [
      'only out, of an opportunity',
      'opportunity',
      'notes',
      'notes',
      'theirs',
      /notes \("theirs" in ConnectWise\), because the settings say only out\. The opportunity keeps/,
    ],
    [
      'off, a date',
      'opportunity',
      'expectedCloseDate',
      'expectedCloseDate',
      '2031-02-03T00:00:00Z',
      /close date \("2031-02-03" in ConnectWise\)/,
    ],
  ];
  it.each(cases)('%s', async (_name, entity, field, path, value, sentence) => {
    const id = { company: client, contact, opportunity, product: '' }[entity];
    const before = await f.column(entity, id, field);
    const known = (await told(id)).length;
    await f.editThere(entity, id, [{ op: 'replace', path, value }]);
    await f.poll();
    expect(await f.column(entity, id, field)).toEqual(before);
    expect((await f.there(entity, id))[path]).toEqual(value);
    const rows = (await told(id)).slice(known);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.description).toMatch(sentence);
    // Once: neither the next poll, nor one that finds another edit of the record, nor one after a push of another field tells it again.
    await f.poll();
    const others = {
      company: ['region', 'state'],
      contact: ['lastName', 'lastName'],
      opportunity: ['name', 'name'],
      product: ['', ''],
    } as const;
    const [other, wire] = others[entity];
    await f.editThere(entity, id, [{ op: 'replace', path: wire, value: `x${known}` }]);
    await f.poll();
    expect(await f.column(entity, id, other)).toBe(`x${known}`);
    expect(await told(id)).toHaveLength(known + 1);
  });

  it('tells an emptied field, and again a value that came back after a push had set it right', async () => {
    await f.clearLog();
    await f.editThere('company', client, [{ op: 'replace', path: 'zip', value: '34101' }]);
    await f.poll();
    await f.editHere('company', client, `region = 'FL'`);
    expect((await f.there('company', client)).zip).toBe('33601');
    await f.editThere('company', client, [{ op: 'replace', path: 'zip', value: '34101' }]);
    await f.poll();
    await f.editThere('company', client, [{ op: 'remove', path: 'zip' }]);
    await f.poll();
    await f.poll();
    const sentences = (await f.log(client)).filter((one) => one.startsWith('Not taken in'));
    expect(sentences).toEqual([
      expect.stringContaining('postal code ("34101" in ConnectWise)'),
      expect.stringContaining('postal code ("34101" in ConnectWise)'),
      expect.stringContaining('postal code (empty in ConnectWise)'),
    ]);
  });

  it('after a push of another field tells nothing again, and both edits of one moment as two rows', async () => {
    await f.clearLog();
    await f.editHere('contact', contact, `mobile = '8135550777'`);
    await f.poll();
    expect((await f.log(contact)).filter((one) => one.startsWith('Not taken in'))).toEqual([]);
    await f.editThere('contact', contact, [
      { op: 'replace', path: 'title', value: 'Boss' },
      { op: 'replace', path: 'lastName', value: 'Newname' },
    ]);
    await f.poll();
    expect((await f.log(contact)).slice(-2)).toEqual([
      'Updated: last name.',
      'Not taken in: job title ("Boss" in ConnectWise), because the settings say off. The contact keeps its own value.',
    ]);
  });

  it('cuts a long value, so that the reason and the end of the sentence stand', async () => {
    await f.clearLog();
    const notes = 'Call before noon. '.repeat(300);
    await f.editThere('opportunity', opportunity, [{ op: 'replace', path: 'notes', value: notes }]);
    await f.poll();
    const [said] = (await f.log(opportunity)).filter((one) => one.startsWith('Not taken in'));
    expect(said).toMatch(
      /^Not taken in: notes \("(Call before noon\. ){5}Call befor…" in ConnectWise\), because the settings say only out\. The opportunity keeps its own value\.$/,
    );
    expect((await told(opportunity)).at(-1)?.changes).toEqual([
      expect.objectContaining({ to: expect.stringMatching(/^(Call before noon\. ){100}/) }),
    ]);
  });

  it('says of a new link what ConnectWise has in closed fields, in its own row', async () => {
    const id = newId();
    const same = { phone: '8135550177', region: 'FL' };
    await f.rows(
      `insert into client (id, name, phone, city, region, address_line1, postal_code) values ($1, 'Heron Supplies', $2, 'Tampa', $3, '4 Gulf Way', '33601')`,
      [id, same.phone, same.region],
    );
    const made = f.sandbox.store.insert('companies', {
      name: 'Heron Supplies',
      identifier: 'HeronSupplies',
      addressLine1: '4 Gulf Way',
      city: 'Venice',
      state: same.region,
      zip: '33601',
      phoneNumber: same.phone,
      site: { name: 'Main' },
    });
    await f.poll();
    await f.poll();
    const events = await f.rows<{ operation: string; description: string }>(
      `select operation, description from audit_event where entity = 'company' and remote_id = $1`,
      [String(made.id)],
    );
    expect(events).toEqual([
      {
        operation: 'link',
        description: expect.stringMatching(
          /^Linked: .*\. Not taken in: city \("Venice" in ConnectWise\), because the settings say only out\.$/,
        ),
      },
    ]);
    expect(await f.column('company', id, 'city')).toBe('Tampa');
    expect((await f.there('company', id)).city).toBe('Venice');
  });

  it('says of a new record what ConnectWise has in closed fields, in its own row', async () => {
    const made = f.sandbox.store.insert('companies', {
      name: 'Pelican',
      identifier: 'Pelican',
      addressLine1: '2 Bay Street',
      city: 'Venice',
      site: { name: 'Main' },
    });
    await f.poll();
    const row = await f.rows<{ description: string }>(
      `select description from audit_event where entity = 'company' and remote_id = $1`,
      [String(made.id)],
    );
    expect(row).toEqual([
      {
        description:
          'Created from ConnectWise. Not taken in: city ("Venice" in ConnectWise), because the settings say only out.',
      },
    ]);
    await f.poll();
    const events = await f.rows(`select 1 from audit_event where entity = 'company' and remote_id = $1`, [
      String(made.id),
    ]);
    expect(events).toHaveLength(1);
  });
});
