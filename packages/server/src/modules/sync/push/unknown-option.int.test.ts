import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { newId } from '../../../platform/ids.ts';

/** A list in ConnectWise whose options were changed since they were last read here. */
describe('R73: an option that ConnectWise does not have any more', () => {
  let f: RepairFixture;
  let remoteId = '';
  const records = { company: 'companies', contact: 'contacts' } as const;

  const open = async (entity: keyof typeof records, more: object = {}) => {
    f = await openRepairFixture();
    optionsThere(entity, ['Gold', 'Silver'], more);
    const [field] = await f.rows<{ id: string }>(
      `insert into custom_field (entity, name, type, options) values ($1, 'Level', 'list', '["Gold", "Silver"]') returning id`,
      [entity === 'company' ? 'client' : 'contact'],
    );
    const customFields = [{ remoteId, value: null, customFieldId: field?.id }];
    await f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', customFields })]);
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
  };
  /** Changed there, and not read here. */
  const optionsThere = (entity: keyof typeof records, options: string[], more: object = {}) => {
    remoteId = String(
      f.sandbox.customField({ record: records[entity], caption: 'Tier', type: 'Text', options, ...more }).id,
    );
  };
  afterEach(() => f.close());

  const client = async (level: string | null) => {
    const id = newId();
    const custom = JSON.stringify(level === null ? {} : { Level: level });
    await f.rows(`insert into client (id, name, city, custom_fields) values ($1, $2, 'Ocala', $3)`, [
      id,
      `Client ${id}`,
      custom,
    ]);
    await f.createdHere('company', id);
    return id;
  };
  const level = (to: string) => `custom_fields = custom_fields || '{"Level": "${to}"}'`;
  const there = async (entity: keyof typeof records, id: string) => {
    const link = await f.linkOf(entity, id);
    const { body } = await f.http('GET', `/company/${records[entity]}/${link?.remoteId}`);
    const entries = body.customFields as { id: number; value: unknown }[] | undefined;
    return { ...body, tier: entries?.find((one) => String(one.id) === remoteId)?.value ?? null };
  };
  const notSent = (value: string) =>
    `Not sent: "Level", because ConnectWise has no option "${value}" in "Tier"; choose another value here, or add the option there.`;

  it('is told with its field, and the other fields of the edit go out', async () => {
    await open('company');
    const id = await client('Gold');
    expect(await there('company', id)).toMatchObject({ tier: 'Gold' });
    optionsThere('company', ['Gold', 'Bronze']);
    await f.clearLog();
    await f.editHere('company', id, `city = 'Tampa', ${level('Silver')}`);
    await f.drain();
    expect(await there('company', id)).toMatchObject({ city: 'Tampa', tier: 'Gold' });
    expect(await f.log(id)).toEqual([`Updated city of client "Client ${id}" in ConnectWise. ${notSent('Silver')}`]);
    expect(await f.openIssues()).toEqual([]);
    // Once it is there again, the next edit takes it along.
    optionsThere('company', ['Gold', 'Silver']);
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    await f.editHere('company', id, `city = 'Naples'`);
    expect(await there('company', id)).toMatchObject({ city: 'Naples', tier: 'Silver' });
  });

  it('keeps no new record from being made', async () => {
    await open('company');
    optionsThere('company', ['Gold', 'Bronze']);
    const id = await client('Silver');
    await f.drain();
    expect(await there('company', id)).toMatchObject({ city: 'Ocala', tier: null });
    expect((await f.log(id)).join(' ')).toContain(notSent('Silver'));
    expect(await f.openIssues()).toEqual([]);
    // It follows by itself once the option is there.
    optionsThere('company', ['Gold', 'Bronze', 'Silver']);
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    await f.drain();
    expect(await there('company', id)).toMatchObject({ city: 'Ocala', tier: 'Silver' });
    expect((await f.log(id)).at(-1)).toBe(`Updated "Level" of client "Client ${id}" in ConnectWise.`);
  });

  it('keeps a new record back where ConnectWise requires the field, with what to do', async () => {
    await open('company', { required: true });
    optionsThere('company', ['Gold', 'Bronze'], { required: true });
    const id = await client('Silver');
    await f.drain();
    expect(await f.openIssues()).toMatchObject([
      {
        code: 'custom_field_empty',
        message: `ConnectWise takes no new record without "Tier", and has no option "Silver" in "Tier", which it has in "Level". Nothing of client "Client ${id}" was sent.`,
        advice: expect.stringContaining('Choose another value'),
      },
    ]);
  });

  it('of a contact as well', async () => {
    await open('contact');
    const id = newId();
    await f.rows(
      `insert into contact (id, client_id, first_name, last_name, is_primary, custom_fields) values ($1, $2, 'Rita', 'Roe', true, '{"Level": "Gold"}')`,
      [id, await client(null)],
    );
    await f.createdHere('contact', id);
    optionsThere('contact', ['Gold']);
    await f.editHere('contact', id, `title = 'CFO', ${level('Silver')}`);
    await f.drain();
    expect(await there('contact', id)).toMatchObject({ title: 'CFO', tier: 'Gold' });
    expect((await f.log(id)).at(-1)).toBe(
      `Updated job title of contact "Rita Roe" in ConnectWise. ${notSent('Silver')}`,
    );
  });

  it('is parked with the field of here and the value where ConnectWise refuses an option that it offers', async () => {
    await open('company');
    const id = await client('Gold');
    f.sandbox.stub({
      method: 'PATCH',
      path: '/company/companies',
      status: 400,
      body: {
        code: 'InvalidObject',
        message: 'company object is invalid',
        errors: [{ code: 'InvalidField', message: 'Tier: not here.', resource: 'company', field: 'customFields' }],
      },
    });
    await f.editHere('company', id, level('Silver'));
    expect(await f.openIssues()).toMatchObject([
      {
        code: 'invalid',
        message: `ConnectWise did not take what client "Client ${id}" has in "Level", which is "Tier" there: Tier: not here. Nothing of it was sent.`,
      },
    ]);
  });
});
