import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { newId } from '../../../platform/ids.ts';

/** A company has one default contact, a client one primary contact: choosing two in the place of one is an edit of both sides. */
describe('a primary contact that was chosen on both sides', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  /** A client with three linked contacts, the first of them primary on both sides. */
  const company = async (owner: 'crm' | 'connectwise') => {
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({ mode: 'real_time', options: { owners: { contact: owner } } }),
    ]);
    const { clientId } = await insertDeal(f, { lines: 0, withoutContact: true });
    const ids: [string, string, string] = [newId(), newId(), newId()];
    for (const [at, name] of ['Rita', 'Saul', 'Tess'].entries()) {
      await f.rows(
        `insert into contact (id, client_id, first_name, last_name, email, is_primary) values ($1, $2, $3, 'Roe', $4, $5)`,
        [ids[at], clientId, name, `${name.toLowerCase()}.${ids[at]}@roe.example`, at === 0],
      );
      await f.createdHere('contact', ids[at] ?? '');
    }
    await f.drain();
    await f.poll();
    await f.clearLog();
    const remoteId = (await f.linkOf('company', clientId))?.remoteId ?? '';
    const isDefault = async () => {
      const { body } = await f.http('GET', `/company/companies/${remoteId}`);
      const there = String((body.defaultContact as { id: number }).id);
      for (const id of ids) if ((await f.linkOf('contact', id))?.remoteId === there) return id;
      return there;
    };
    const chooseThere = async (id: string) => {
      const value = { id: Number((await f.linkOf('contact', id))?.remoteId) };
      await f.http('PATCH', `/company/companies/${remoteId}`, [{ op: 'replace', path: 'defaultContact', value }]);
    };
    const isPrimary = async () =>
      (await f.rows<{ id: string }>(`select id from contact where client_id = $1 and is_primary`, [clientId])).map(
        ({ id }) => id,
      );
    const conflicts = () =>
      f.rows(
        `select local_id as id, field, crm_value as crm, connectwise_value as connectwise, kept from sync_conflict
         where local_id = any($1)`,
        [ids],
      );
    const told = async () => (await Promise.all(ids.map((id) => f.log(id)))).flat();
    return { clientId, ids, isDefault, chooseThere, isPrimary, conflicts, told };
  };

  it.each([
    ['crm', 'push'],
    ['crm', 'poll'],
    ['connectwise', 'push'],
    ['connectwise', 'poll'],
  ] as const)('stands by the owner %s and is listed once, the %s first', async (owner, first) => {
    const { ids, isDefault, chooseThere, isPrimary, conflicts, told } = await company(owner);
    const [, ours, theirs] = ids;
    await chooseThere(theirs);
    expect(await isDefault()).toBe(theirs);
    await f.rows(`update contact set is_primary = true, updated_at = now() where id = $1`, [ours]);
    if (first === 'poll') await f.poll();
    await f.changed({ entity: 'contact', id: ours, kind: 'updated' });
    await f.run();
    await f.drain();
    await f.poll();
    await f.drain();
    await f.poll();
    const winner = owner === 'crm' ? ours : theirs;
    expect(await isDefault()).toBe(winner);
    expect(await isPrimary()).toEqual([winner]);
    const side = first === 'push' ? ours : theirs;
    expect(await conflicts()).toEqual([
      { id: side, field: 'isPrimary', crm: side === ours, connectwise: side === theirs, kept: owner },
    ]);
    const stands = `Both sides had changed primary contact; the value of ${owner === 'crm' ? 'the CRM' : 'ConnectWise'} stands`;
    expect((await told()).join(' ')).toContain(stands);
  });
});
