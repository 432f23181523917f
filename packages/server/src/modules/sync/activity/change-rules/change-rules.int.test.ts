import { configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import { insertDeal } from '../../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../../test/support/repair-fixture.ts';
import { AuditQueries } from '../../../audit/audit.queries.ts';
import { readRuleStandings, ruleIn } from './change-rules.ts';

/** Beside each change of the log stands the rule that the engine went by, at the settings of that time. */
describe('the rule beside a change', () => {
  let f: RepairFixture;
  const queries = new AuditQueries();
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  /** Saves settings as an admin does: as the next revision. */
  const save = (chosen: object) =>
    f.write(async (tx) => {
      const before = await f.push.settings.lock(tx, f.connectionId);
      const next = configurationSchema.parse({ ...before.configuration, ...chosen });
      await f.push.settings.save(tx, before, next, { userId: f.userId, name: 'Ann' });
      return (await f.push.settings.of(tx, f.connectionId)).revision;
    });

  /** What stands beside each change of the newest row of a record that went one way. */
  const rules = (localId: string, direction: 'in' | 'out') =>
    f.write(async (tx) => {
      const { items } = await queries.page(tx, { first: 50, filter: { localId, direction } });
      const row = items.find(({ changes }) => changes.length > 0);
      if (!row) throw new Error(`Nothing went ${direction} of ${localId}: ${JSON.stringify(items)}`);
      const standing = (await readRuleStandings(tx, f.connectionId, [row])).get(row.id);
      return Object.fromEntries(
        row.changes.map((change) => [change.field, standing ? ruleIn(standing, row, change) : null]),
      );
    });

  it('tells owner and direction as they were then, whatever was saved since', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('company', id);
    await f.poll();
    const first = await save({ options: { owners: { company: 'crm' } } });
    await f.editThere('company', id, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.rows(`update client set city = 'Miami' where id = $1`, [id]);
    await f.poll();
    // Both had changed it and the CRM owns it: the row tells that, and the other fields' rule.
    await f.editHere('company', id, `phone = '813 555 4411'`);
    expect((await rules(id, 'out')).phone).toEqual({
      text: 'Goes both ways. Where both sides changed it, the value of the CRM stands.',
      direction: 'both',
      owner: 'crm',
      settingsRevision: first,
      setting: 'Directions of fields',
      settingPath: '/integrations/setup/scope#directions',
    });
    const directed = await save({
      options: { owners: { company: 'connectwise' } },
      fieldDirections: [{ field: 'company.phone', direction: 'out', owner: null, asks: false }],
    });
    expect((await rules(id, 'out')).phone).toMatchObject({ owner: 'crm', settingsRevision: first });
    await f.editHere('company', id, `phone = '813 555 4422'`);
    expect((await rules(id, 'out')).phone).toMatchObject({
      text: 'The settings say only out.',
      direction: 'out',
      settingsRevision: directed,
    });
    await save({ fieldDirections: [] });
    await f.poll();
    await f.editThere('company', id, [{ op: 'replace', path: 'website', value: 'theirs.example' }]);
    await f.rows(`update client set website = 'ours.example' where id = $1`, [id]);
    await f.poll();
    expect((await rules(id, 'in')).website).toMatchObject({
      text: 'Goes both ways. Both sides had changed it. The settings name ConnectWise as the owner of companies.',
      owner: 'connectwise',
    });
  });

  it('is the conflict, in the row of the poll that takes in what a push had listed', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('company', id);
    await f.poll();
    await save({ options: { owners: { company: 'connectwise' } } });
    await f.editThere('company', id, [{ op: 'replace', path: 'phoneNumber', value: '111 111 1111' }]);
    await f.editHere('company', id, `phone = '222 222 2222'`);
    await f.poll();
    expect((await rules(id, 'in')).phone?.text).toContain('The settings name ConnectWise as the owner of companies.');
  });

  it('tells the map or the default that a value came by', async () => {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update opportunity set expected_close_date = null, owner_id = null where id = $1`, [id]);
    await f.createdHere('opportunity', id);
    const made = await rules(id, 'out');
    expect(made.stage).toMatchObject({
      text: expect.stringMatching(/^By the map of stages/),
      settingPath: '/integrations/setup/mapping',
    });
    expect(made.expectedCloseDate).toMatchObject({
      text: expect.stringContaining('Where it is empty here, the default of the settings fills it: today and 30 days.'),
      setting: 'Defaults',
    });
    expect(made.ownerId).toMatchObject({ setting: 'Defaults' });
    await f.poll();
    const [won] = await f.rows<{ id: string; name: string }>(`select id, name from pipeline_stage where kind = 'won'`);
    await f.editHere('opportunity', id, 'stage_id = $2', [won?.id]);
    const moved = await rules(id, 'out');
    expect(Object.values(moved).map((rule) => rule?.setting)).toContain('Mapping of opportunities');
  });

  it('knows nothing of rows that no setting decides', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('company', id);
    const [row] = await f.write(async (tx) => (await queries.page(tx, { filter: { localId: id } })).items);
    const standing = row && (await f.write((tx) => readRuleStandings(tx, f.connectionId, [row]))).get(row.id);
    expect(standing).toBeDefined();
    const change = { field: 'name', from: null, to: 'x' };
    expect(standing && ruleIn(standing, { entity: 'company', direction: null }, change)).toBeNull();
    expect(
      standing && ruleIn(standing, { entity: 'company', direction: 'out' }, { ...change, field: 'odd' }),
    ).toBeNull();
    // Before the first revision nothing is known.
    const early = row && { ...row, at: new Date(0) };
    expect(early && (await f.write((tx) => readRuleStandings(tx, f.connectionId, [early]))).size).toBe(0);
  });
});
