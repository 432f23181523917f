import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { companyWire } from '../../../connectwise/wire/company.ts';

/** A pull links a record to a row that has more than ConnectWise: nobody edited that since, so it is told, counted, and sent on a person's word. */
describe('R19, R65: a client that has what its company lacks', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture();
  });
  afterAll(() => f.close());

  const linked = async (name: string) => {
    const website = `https://${name.toLowerCase()}.example`;
    const [row] = await f.rows<{ id: string }>(
      `insert into client (name, website, phone, address_line2) values ($1, $2, '8135550142', 'Dock 2') returning id`,
      [name, website],
    );
    const { id } = await f.connectwise.create(companyWire, {
      name,
      identifier: name.toUpperCase(),
      website,
      addressLine2: 'Dock 9',
      site: { name: 'Main' },
    });
    await f.poll();
    return { id: row?.id ?? '', remoteId: id };
  };
  const isHeld = async (id: string) =>
    (
      await f.rows<{ held: string[] | null }>(
        `select array(select jsonb_object_keys(base -> '$heldEdits')) as held from entity_link where local_id = $1`,
        [id],
      )
    )[0]?.held;

  it('is linked, told and counted, and nothing is written in ConnectWise', async () => {
    const { id } = await linked('Harbor');
    expect(await f.log(id)).toEqual([
      'Linked: same name and website. Updated: company ID, address line 2, type, status. Differs in ConnectWise, and is not sent until it is edited or you catch up: phone.',
    ]);
    expect(await isHeld(id)).toEqual(['phone']);
    expect(await f.there('company', id)).toMatchObject({ addressLine2: 'Dock 9' });
    expect((await f.there('company', id)).phoneNumber ?? null).toBeNull();
    expect(await f.rows('select 1 from push_request')).toEqual([]);
  });

  it('sends the field once it is edited here, and no other edit brings it along', async () => {
    const { id } = await linked('Marina');
    await f.editHere('company', id, `city = 'Tampa'`);
    expect((await f.there('company', id)).phoneNumber ?? null).toBeNull();
    expect((await f.log(id)).at(-1)).toContain(
      'Not sent: phone, because this was edited while the sync mode sent no edits, or was here before the records were linked',
    );
    await f.editHere('company', id, `phone = '8135550199'`);
    expect(await f.there('company', id)).toMatchObject({ city: 'Tampa', phoneNumber: '8135550199' });
    expect(await isHeld(id)).toEqual([]);
  });

  it('takes in what comes in the field meanwhile', async () => {
    const { id } = await linked('Wharf');
    await f.editThere('company', id, [{ op: 'replace', path: 'phoneNumber', value: '8135550177' }]);
    await f.poll();
    expect(await f.here('company', id)).toMatchObject({ phone: '8135550177' });
    expect(await isHeld(id)).toEqual([]);
  });
});
