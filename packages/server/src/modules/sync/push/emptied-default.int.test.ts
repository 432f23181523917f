import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { newId } from '../../../platform/ids.ts';

/** A custom field that was emptied here and has a default: ConnectWise gets the default, and the log says so. */
describe('R73: an emptied custom field with a default', () => {
  let f: RepairFixture;
  afterEach(() => f.close());

  it.each([
    ['Text', 'text', 'Gold', 'Silver', 'Silver'],
    ['Number', 'number', 9, '1', 1],
    ['Date', 'date', '2027-07-07', '2030-01-01', '2030-01-01T00:00:00Z'],
  ])('of the type %s', async (there, type, value, standard, sent) => {
    f = await openRepairFixture();
    const remoteId = String(f.sandbox.customField({ record: 'companies', caption: 'Tier', type: there }).id);
    const [field] = await f.rows<{ id: string }>(
      `insert into custom_field (entity, name, type) values ('client', 'Level', $1) returning id`,
      [type],
    );
    const customFields = [{ remoteId, value: standard, customFieldId: field?.id }];
    await f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', customFields })]);
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const id = newId();
    await f.rows(`insert into client (id, name, city, custom_fields) values ($1, 'Harbor', 'Ocala', $2)`, [
      id,
      JSON.stringify({ Level: value }),
    ]);
    await f.createdHere('company', id);
    await f.clearLog();
    await f.editHere('company', id, `custom_fields = '{}'`);
    await f.drain();
    const link = await f.linkOf('company', id);
    const { body } = await f.http('GET', `/company/companies/${link?.remoteId}`);
    const entries = body.customFields as { id: number; value: unknown }[] | undefined;
    expect(entries?.find((one) => String(one.id) === remoteId)?.value).toBe(sent);
    const [row] = await f.rows<{ description: string; changes: { field: string; to: unknown }[] }>(
      `select description, changes from audit_event where local_id = $1 and direction = 'out' order by seq desc limit 1`,
      [id],
    );
    expect(row?.description).toMatch(/"Level" was filled in with "[^"]+", because it is the default in the settings\./);
    expect(row?.description).toContain(standard);
    expect(String(row?.changes.find((one) => one.field === 'Level')?.to)).toBe(standard);
  });
});
