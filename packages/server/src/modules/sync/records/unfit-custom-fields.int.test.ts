import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { newId } from '../../../platform/ids.ts';

/** A custom field that is kept in step with one of ConnectWise, which changes its type there so that the two do not fit any more. */
describe('R73: a custom field that does not fit any more', () => {
  let f: RepairFixture;
  let remoteId = '';
  beforeEach(async () => {
    f = await openRepairFixture();
    remoteId = String(f.sandbox.customField({ record: 'companies', caption: 'Tier', type: 'Text' }).id);
    const [field] = await f.rows<{ id: string }>(
      `insert into custom_field (entity, name, type, options) values ('client', 'Level', 'text', '[]') returning id`,
    );
    const customFields = [{ remoteId, value: null, customFieldId: field?.id }];
    await f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', customFields })]);
    await refresh();
  });
  afterEach(() => f.close());

  const refresh = () => f.connection.references.refresh(f.workspaceId, f.connectionId);
  const typeThere = async (type: 'Text' | 'Number') => {
    f.sandbox.customField({ record: 'companies', caption: 'Tier', type });
    await refresh();
  };
  const made = async (level: string) => {
    const id = newId();
    await f.rows(`insert into client (id, name, city, custom_fields) values ($1, $2, 'Ocala', $3)`, [
      id,
      `Client ${id}`,
      JSON.stringify({ Level: level }),
    ]);
    await f.createdHere('company', id);
    await f.poll();
    return id;
  };
  const level = (to: string) => `custom_fields = custom_fields || '{"Level": "${to}"}'`;
  const here = async (id: string) => (await f.here('company', id)).custom_fields;
  const there = async (id: string) => {
    const entries = (await f.there('company', id)).customFields;
    const entry = Array.isArray(entries) ? entries.find((one) => String(one.id) === remoteId) : undefined;
    return entry?.value ?? null;
  };
  const logged = async (id: string) => {
    const log = (await f.log(id)).join('\n');
    await f.clearLog();
    return log;
  };
  const notSent =
    'Not sent: "Level", because it does not fit any more: "Tier" is a number in ConnectWise by now, and this field is a text.';

  it('is told as not sent, alone and beside another field, and the edit goes out once it fits again', async () => {
    const id = await made('one');
    expect(await there(id)).toBe('one');
    await typeThere('Number');
    await logged(id);

    await f.editHere('company', id, level('two'));
    const alone = await logged(id);
    expect(alone).toContain(notSent);
    expect(alone).not.toContain('is the same in ConnectWise already');
    expect([await here(id), await there(id)]).toEqual([{ Level: 'two' }, 'one']);

    await f.editHere('company', id, `city = 'Tampa'`);
    expect(await logged(id)).toContain(`Updated city of client "Client ${id}" in ConnectWise. ${notSent}`);
    expect(await f.there('company', id)).toMatchObject({ city: 'Tampa' });

    // A poll takes in what else was edited there, and forgets nothing of the field.
    await f.editThere('company', id, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.poll();
    expect(await f.here('company', id)).toMatchObject({ city: 'Naples', custom_fields: { Level: 'two' } });
    await logged(id);

    await typeThere('Text');
    await f.editThere('company', id, [{ op: 'replace', path: 'city', value: 'Miami' }]);
    await f.poll();
    expect(await f.here('company', id)).toMatchObject({ city: 'Miami', custom_fields: { Level: 'two' } });
    expect(await logged(id)).not.toContain('"Level"');

    await f.editHere('company', id, `city = 'Orlando'`);
    expect(await logged(id)).toContain('Updated city and "Level"');
    expect([await here(id), await there(id)]).toEqual([{ Level: 'two' }, 'two']);
    await f.poll();
    expect([await here(id), await there(id)]).toEqual([{ Level: 'two' }, 'two']);
  });

  const compared = async (id: string) => {
    const [link] = await f.rows<{ id: string }>(`select id from entity_link where local_id = $1`, [id]);
    const { fields } = await f.repair.desk.compare(f.actor, link?.id ?? '');
    return fields.flatMap(({ label, crm, connectwise, differs, stays }) =>
      label === 'Level' ? [{ crm, connectwise, differs, stays }] : [],
    );
  };
  const valueThere = (id: string, value: unknown) =>
    f.editThere('company', id, [{ op: 'replace', path: 'customFields', value: [{ id: Number(remoteId), value }] }]);

  it('an edit of it there is told once as not taken in, with its value, and stands in the comparison', async () => {
    const id = await made('one');
    await typeThere('Number');
    await logged(id);
    await f.poll();
    expect(await logged(id)).toBe('');
    const because = 'it does not fit any more: "Tier" is a number in ConnectWise by now, and this field is a text';
    for (const value of [7, 8]) {
      await valueThere(id, value);
      await f.poll();
      expect(await logged(id)).toBe(`Not taken in: "Level" ("${value}" in ConnectWise), because ${because}.`);
      await f.poll();
      expect(await logged(id)).toBe('');
      expect(await here(id)).toEqual({ Level: 'one' });
      expect(await compared(id)).toEqual([{ crm: 'one', connectwise: String(value), differs: true, stays: because }]);
    }
  });

  it('a company that is new here says what did not come in of it', async () => {
    await typeThere('Number');
    const { body } = await f.http('POST', '/company/companies', {
      ...{ identifier: 'NewHere', name: 'New here', addressLine1: '1 Bay Street', site: { name: 'Main' } },
      customFields: [{ id: Number(remoteId), value: 7 }],
    });
    await f.poll();
    const rows = await f.rows<{ description: string }>(`select description from audit_event where remote_id = $1`, [
      String(body.id),
    ]);
    expect(rows[0]?.description).toMatch(/^Created from ConnectWise\..*Not taken in: "Level" \("7" in ConnectWise\)/);
  });

  it('stands in the comparison too when ConnectWise does not have it any more', async () => {
    const id = await made('one');
    f.sandbox.store.remove('userDefinedFields', Number(remoteId));
    await refresh();
    expect(await compared(id)).toEqual([
      {
        crm: 'one',
        connectwise: null,
        differs: true,
        stays: 'ConnectWise does not have the custom field "Tier" any more',
      },
    ]);
  });

  it('keeps ConnectWise’s edit for when it fits again, where nothing was edited here', async () => {
    const id = await made('one');
    await typeThere('Number');
    await f.editHere('company', id, `city = 'Tampa'`);
    expect(await logged(id)).not.toContain('Not sent');
    await f.editHere('company', id, `city = city`);
    expect(await logged(id)).not.toContain('is the same in ConnectWise already');
    await typeThere('Text');
    await f.editThere('company', id, [
      { op: 'replace', path: 'customFields', value: [{ id: Number(remoteId), value: 'theirs' }] },
    ]);
    await f.poll();
    expect([await here(id), await there(id)]).toEqual([{ Level: 'theirs' }, 'theirs']);
    expect(await logged(id)).not.toContain('Each side');
  });

  it('of a new record is told as not sent, and is not emptied once it fits again', async () => {
    await typeThere('Number');
    const id = await made('one');
    expect(await logged(id)).toContain(notSent);
    expect(await there(id)).toBeNull();
    await typeThere('Text');
    await f.editThere('company', id, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.poll();
    expect(await here(id)).toEqual({ Level: 'one' });
    await f.editHere('company', id, `city = 'Orlando'`);
    expect([await here(id), await there(id)]).toEqual([{ Level: 'one' }, 'one']);
  });

  it('is told as not sent too when ConnectWise does not have it any more', async () => {
    const id = await made('one');
    f.sandbox.store.remove('userDefinedFields', Number(remoteId));
    await refresh();
    await f.editHere('company', id, level('two'));
    expect(await logged(id)).toContain(
      'Not sent: "Level", because ConnectWise does not have the custom field "Tier" any more.',
    );
    expect(await here(id)).toEqual({ Level: 'two' });
  });
});
