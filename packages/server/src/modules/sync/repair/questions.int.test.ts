import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { conflictPage } from './conflicts.queries.ts';

/** A field that both sides had changed, of which the settings ask a person: what the log says of it, and how the question ends by itself. */
describe('R79: a question about a field', () => {
  let f: RepairFixture;
  beforeEach(async () => {
    f = await openRepairFixture({
      fieldDirections: ['company.phone', 'company.website'].map((field) => ({
        field,
        direction: 'both',
        owner: null,
        asks: true,
      })),
    });
  }, 60_000);
  afterEach(() => f.close());

  const made = async () => {
    const { clientId } = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', clientId);
    await f.poll();
    return clientId;
  };
  const there = async (id: string) =>
    (await f.http('GET', `/company/companies/${(await f.linkOf('company', id))?.remoteId}`)).body;
  const conflicts = (localId: string) =>
    f.write(async (tx) => (await conflictPage(tx, { entity: null, localId, state: null }, { first: 10 })).items);
  const bothEdit = async (localId: string) => {
    await f.editThere('company', localId, [{ op: 'replace', path: 'phoneNumber', value: '111 111 1111' }]);
    await f.rows(`update client set phone = '222 222 2222', updated_at = now() where id = $1`, [localId]);
  };
  const asked = async () => {
    const id = await made();
    await bothEdit(id);
    await f.clearLog();
    await f.poll();
    expect(await f.openIssues()).toMatchObject([{ code: 'conflict_asked' }]);
    return id;
  };
  const lastRow = async (id: string) =>
    (
      await f.rows(
        `select operation, status, code, description from audit_event where local_id = $1 order by seq desc limit 1`,
        [id],
      )
    )[0];
  const resolution = async () =>
    (await f.rows(`select state, resolution from sync_issue where code = 'conflict_asked'`))[0];
  const isOver = async (id: string, why: string) => {
    expect(await conflicts(id)).toMatchObject([{ state: 'settled', decidedBy: null, why }]);
    expect(await resolution()).toEqual({ state: 'resolved', resolution: why });
    expect(await f.log(id)).toContain(
      `The question about phone is over: ${why.startsWith('ConnectWise') ? why : why.charAt(0).toLowerCase() + why.slice(1)}`,
    );
  };

  it('is told as waiting for a decision, since nothing was updated', async () => {
    const id = await asked();
    expect(await lastRow(id)).toEqual({
      operation: 'skip',
      status: 'skipped',
      code: 'conflict_asked',
      description:
        'Both sides had changed phone; each keeps its value until somebody has decided on the page Links, Conflicts.',
    });
    // What came in beside it is an update.
    await f.editThere('company', id, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.poll();
    expect(await lastRow(id)).toMatchObject({ operation: 'update', status: 'success', code: null });
    // The push of it says the same.
    await f.editHere('company', id, `phone = '333 333 3333'`);
    expect(await lastRow(id)).toMatchObject({ operation: 'skip', status: 'skipped', code: 'conflict_asked' });
    expect(await there(id)).toMatchObject({ phoneNumber: '111 111 1111' });
  });

  it('of which a rule lets the CRM’s value stand updates nothing here either', async () => {
    const id = await made();
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({ mode: 'real_time', options: { owners: { company: 'crm' } } }),
    ]);
    await bothEdit(id);
    await f.poll();
    expect(await lastRow(id)).toEqual({
      operation: 'skip',
      status: 'skipped',
      code: 'conflict',
      description: 'Both sides had changed phone; the value of the CRM stands.',
    });
  });

  it('is over once ConnectWise has the CRM’s value', async () => {
    const id = await asked();
    await f.editThere('company', id, [{ op: 'replace', path: 'phoneNumber', value: '222 222 2222' }]);
    await f.poll();
    expect(await f.openIssues()).toEqual([]);
    await isOver(id, 'Both sides have the same value now.');
  });

  it('is over once the CRM has ConnectWise’s value', async () => {
    const id = await asked();
    await f.editHere('company', id, `phone = '111 111 1111'`);
    expect(await f.openIssues()).toEqual([]);
    await isOver(id, 'Both sides have the same value now.');
  });

  it('is over once the CRM has ConnectWise’s value, where nothing is pushed, with the next look at the record', async () => {
    const id = await asked();
    await f.rows(`update client set phone = '111 111 1111', updated_at = now() where id = $1`, [id]);
    await f.poll();
    await isOver(id, 'Both sides have the same value now.');
  });

  it('is over once the CRM took its edit back, and ConnectWise’s value comes in', async () => {
    const id = await made();
    const before = (await f.here('company', id)).phone;
    await bothEdit(id);
    await f.poll();
    await f.clearLog();
    await f.editHere('company', id, 'phone = $2', [before]);
    await f.poll();
    expect(await f.here('company', id)).toMatchObject({ phone: '111 111 1111' });
    await isOver(id, 'Both sides have the same value now.');
  });

  it('is over once ConnectWise took its edit back, and the CRM’s value is sent', async () => {
    const id = await made();
    const before = (await there(id)).phoneNumber;
    await bothEdit(id);
    await f.poll();
    await f.clearLog();
    await f.editThere('company', id, [{ op: 'replace', path: 'phoneNumber', value: before }]);
    await f.poll();
    await isOver(id, 'ConnectWise took its edit back, so the value of the CRM stands.');
    await f.drain();
    expect(await there(id)).toMatchObject({ phoneNumber: '222 222 2222' });
  });

  it('is over once the settings do not sync the field any more', async () => {
    const id = await asked();
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({
        mode: 'real_time',
        fieldDirections: [{ field: 'company.phone', direction: 'off', owner: null, asks: false }],
      }),
    ]);
    await f.editThere('company', id, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.poll();
    expect(await f.openIssues()).toEqual([]);
    await isOver(id, 'The settings ask nobody about this field any more.');
  });

  it('is over alone: the issue goes on about the other field', async () => {
    const id = await made();
    await bothEdit(id);
    await f.editThere('company', id, [{ op: 'replace', path: 'website', value: 'https://there.example' }]);
    await f.rows(`update client set website = 'https://here.example' where id = $1`, [id]);
    await f.poll();
    const message = async () => (await f.openIssues())[0]?.message;
    expect(await message()).toContain('Both sides changed phone, website');
    await f.editHere('company', id, `phone = '111 111 1111'`);
    expect((await conflicts(id)).map(({ field, state }) => `${field} ${state}`).sort()).toEqual([
      'phone settled',
      'website open',
    ]);
    expect(await message()).toContain('Both sides changed website,');
  });
});
