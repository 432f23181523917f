import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { newId } from '../../../platform/ids.ts';

describe('R77: the survivor of a merged company', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  it('is found behind three companies that were merged on themselves', async () => {
    const deal = await insertDeal(f, { lines: 0 });
    const contacts = [deal.contactId ?? ''];
    for (const name of ['Bo', 'Cy', 'Di']) {
      const id = newId();
      await f.rows(`insert into contact (id, client_id, first_name, last_name) values ($1, $2, $3, 'Roe')`, [
        id,
        deal.clientId,
        name,
      ]);
      contacts.push(id);
    }
    await f.createdHere('company', deal.clientId);
    for (const id of contacts) await f.createdHere('contact', id);
    await f.drain();
    await f.poll();
    const goneOn: number[] = [];
    for (const [at, id] of contacts.entries()) {
      const name = `Harbor ${at}`;
      const company = f.sandbox.store.insert('companies', {
        ...{ identifier: `H${at}`, name, addressLine1: `${at} Pier`, site: { name: 'Main' } },
      });
      const { remoteId } = (await f.linkOf('contact', id)) ?? {};
      f.sandbox.store.patch('contacts', Number(remoteId), { company: { id: company.id } });
      goneOn.push(company.id);
    }
    const survivor = goneOn.pop();
    const lost = Number((await f.linkOf('company', deal.clientId))?.remoteId);
    for (const id of [...goneOn, lost]) f.sandbox.store.patchRaw('companies', id, { deletedFlag: true });
    const [link] = await f.rows<{ id: string }>(
      `update entity_link set state = 'broken', broken_at = now() where entity = 'company' and local_id = $1 returning id`,
      [deal.clientId],
    );
    expect(await f.repair.survivors.propose(f.actor, [link?.id ?? ''], 10)).toMatchObject([
      { survivorId: String(survivor), survivorName: 'Harbor 3' },
    ]);
  });
});
