import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { Migration20261130AgreedPrimaries } from '../../../platform/database/migrations/20261130-agreed-primaries.migration.ts';
import { newId } from '../../../platform/ids.ts';

/** ConnectWise's company needs a default contact: the first one that is sent becomes it, and is the primary one here too. */
describe('the first contact of a company that is made here', () => {
  let f: RepairFixture;
  beforeEach(async () => {
    f = await openRepairFixture();
  }, 60_000);
  afterEach(() => f.close());

  const client = async () => (await insertDeal(f, { lines: 0, withoutContact: true })).clientId;
  const contact = async (clientId: string, firstName: string, isPrimary = false) => {
    const id = newId();
    await f.rows(
      `insert into contact (id, client_id, first_name, last_name, email, is_primary) values ($1, $2, $3, 'Roe', $4, $5)`,
      [id, clientId, firstName, `${firstName.toLowerCase()}@roe.example`, isPrimary],
    );
    return id;
  };
  const there = async (entity: 'company' | 'contact', localId: string) => {
    const link = await f.linkOf(entity, localId);
    return (await f.http('GET', `/company/${entity === 'company' ? 'companies' : 'contacts'}/${link?.remoteId}`)).body;
  };
  /** Whether a contact is the default one there and the primary one here. */
  const marks = async (clientId: string, id: string) => {
    const { defaultContact } = (await there('company', clientId)) as { defaultContact?: { id: number } };
    const record = await there('contact', id);
    return {
      there: record.defaultFlag,
      isDefault: defaultContact?.id === record.id,
      here: (await f.here('contact', id)).is_primary,
    };
  };
  const both = { there: true, isDefault: true, here: true };
  const neither = { there: false, isDefault: false, here: false };

  it('is the primary one of its client here as well, which its own row tells, and nothing is told twice', async () => {
    const clientId = await client();
    const id = await contact(clientId, 'Rita');
    await f.createdHere('contact', id);
    expect(await marks(clientId, id)).toEqual(both);
    const told = await f.rows(
      `select operation, status, description, changes from audit_event where local_id = $1 order by seq desc limit 1`,
      [id],
    );
    expect(told).toEqual([
      {
        operation: 'update',
        status: 'success',
        description:
          'Made contact "Rita Roe" the default contact of its company in ConnectWise, which had none. It is the primary contact of its client here as well now.',
        changes: [{ field: 'isPrimary', from: false, to: true }],
      },
    ]);
    await f.clearLog();
    await f.poll();
    expect(await f.log(id)).toEqual([]);
    await f.editHere('contact', id, `title = 'CFO'`);
    expect(await f.log(id)).toEqual(['Updated job title of contact "Rita Roe" in ConnectWise.']);
    expect(await marks(clientId, id)).toEqual(both);
  });

  it('loses the mark on both sides to another one that is made primary here, or there', async () => {
    const clientId = await client();
    const [first, second] = [await contact(clientId, 'Rita'), await contact(clientId, 'Saul')];
    await f.createdHere('contact', first);
    await f.createdHere('contact', second);
    expect(await marks(clientId, second)).toEqual(neither);
    await f.editHere('contact', second, 'is_primary = true');
    await f.poll();
    expect(await marks(clientId, first)).toEqual(neither);
    expect(await marks(clientId, second)).toEqual(both);
    await f.editThere('contact', first, [{ op: 'replace', path: 'defaultFlag', value: true }]);
    await f.poll();
    expect(await marks(clientId, first)).toEqual(both);
    expect(await marks(clientId, second)).toEqual(neither);
  });

  it('moves with the mark to another client, and is the one of both sides there', async () => {
    const [from, to] = [await client(), await client()];
    const [id, other] = [await contact(from, 'Rita'), await contact(to, 'Saul')];
    await f.createdHere('contact', id);
    await f.createdHere('contact', other);
    await f.editHere('contact', id, 'client_id = $2', [to]);
    await f.poll();
    expect(await marks(to, id)).toEqual(both);
    expect(await marks(to, other)).toEqual(neither);
  });

  it('is not it where another contact is primary here, which becomes it with its own push', async () => {
    const clientId = await client();
    const [id, primary] = [await contact(clientId, 'Rita'), await contact(clientId, 'Saul', true)];
    await f.createdHere('contact', id);
    expect(await marks(clientId, id)).toEqual(neither);
    await f.createdHere('contact', primary);
    expect(await marks(clientId, id)).toEqual(neither);
    expect(await marks(clientId, primary)).toEqual(both);
    expect((await f.log(id)).join(' ')).not.toContain('default contact');
  });

  it('is it as well where a person of that name was there already', async () => {
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({ mode: 'real_time', options: { owners: { contact: 'crm' } } }),
    ]);
    const clientId = await client();
    await f.createdHere('company', clientId);
    const company = await there('company', clientId);
    const item = { type: { id: 1 }, value: 'rita@roe.example', communicationType: 'Email', defaultFlag: true };
    await f.http('POST', '/company/contacts', {
      firstName: 'Rita',
      lastName: 'Roe',
      company: { id: company.id },
      communicationItems: [item],
    });
    const id = await contact(clientId, 'Rita');
    await f.createdHere('contact', id);
    await f.poll();
    expect(await marks(clientId, id)).toEqual(both);
  });

  it.each([
    ['after the company was patched', 'reset-after', []],
    ['before it was patched', 'reset-before', []],
    ['before it was patched, and somebody there chose meanwhile', 'reset-before', ['there']],
  ] as const)('is it once where the push ended %s, in a mode that takes no changes in', async (_when, kind, chosen) => {
    await f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'pull_new_push_won' })]);
    const deal = await insertDeal(f, { lines: 0 });
    const { clientId, contactId } = { ...deal, contactId: deal.contactId ?? '' };
    await f.rows(`update contact set is_primary = false where id = $1`, [contactId]);
    await win(f, deal);
    f.sandbox.fail({ method: 'PATCH', path: /\/company\/companies\/\d+$/, kind, times: 10 });
    await f.run();
    f.sandbox.clearFaults();
    expect((await f.here('contact', contactId)).is_primary).toBe(false);
    if (chosen.length > 0) {
      const company = await there('company', clientId);
      const other = await f.http('POST', '/company/contacts', { firstName: 'Vera', company: { id: company.id } });
      const value = { id: (other.body as { id: number }).id };
      await f.http('PATCH', `/company/companies/${company.id}`, [{ op: 'replace', path: 'defaultContact', value }]);
    }
    await f.drain();
    await f.drain();
    expect(await marks(clientId, contactId)).toEqual(chosen.length > 0 ? neither : both);
    const said = (await f.log(contactId)).filter((one) => one.includes('the default contact of its company'));
    expect(said).toHaveLength(chosen.length > 0 ? 0 : 1);
    expect(await f.rows(`select from create_intent`)).toEqual([]);
    expect(await f.rows(`select state from push_request where local_id = $1`, [deal.opportunityId])).toEqual([
      { state: 'done' },
    ]);
  });

  it('becomes the primary one here with the next comparison where it was made the default by a version before', async () => {
    const clientId = await client();
    const id = await contact(clientId, 'Rita');
    await f.createdHere('contact', id);
    await f.rows(`update contact set is_primary = false where id = $1`, [id]);
    await f.rows(
      `update entity_link set base = base || '{"isPrimary": false, "$standIns": {"isPrimary": true}}' where local_id = $1`,
      [id],
    );
    await f.poll();
    expect(await marks(clientId, id)).toEqual({ ...both, here: false });
    const migration = new Migration20261130AgreedPrimaries(undefined as never, undefined as never);
    migration.up();
    for (const sql of migration.getQueries()) await f.rows(String(sql));
    await f.poll();
    expect(await marks(clientId, id)).toEqual(both);
  });
});
