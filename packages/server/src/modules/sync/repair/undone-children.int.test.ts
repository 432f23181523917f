import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

/** An action that is taken back takes back what it had asked for, and nothing that others had. */
describe('R76: what waited to be sent when an action on a link is taken back', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  const client = async () => {
    const deal = await insertDeal(f, { lines: 0 });
    await f.createdHere('company', deal.clientId);
    await f.createdHere('contact', deal.contactId ?? '');
    await f.drain();
    await f.poll();
    const remoteId = (await f.linkOf('company', deal.clientId))?.remoteId ?? '';
    return { localId: deal.clientId, contactId: deal.contactId ?? '', remoteId };
  };
  const requests = (localId: string) => f.rows(`select state, reason from push_request where local_id = $1`, [localId]);

  it.each([
    ['its own edit waits on', true],
    ['nothing of it waits', false],
  ])('of a contact that ConnectWise left at a company which is gone: %s', async (_what, isEdited) => {
    const [lost, kept] = [await client(), await client()];
    const { status } = await f.http('POST', `/company/companies/${lost.remoteId}/merge`, {
      ...{ toCompanyId: Number(kept.remoteId), contacts: 'Discard', opportunities: 'Discard' },
    });
    expect(status).toBe(201);
    await f.poll();
    if (isEdited) {
      await f.rows(`update contact set title = 'Owner', updated_at = now() where id = $1`, [lost.contactId]);
      await f.changed({ entity: 'contact', id: lost.contactId, kind: 'updated' });
    }
    const done = await f.act({ kind: 'recreate_there', entity: 'company', localId: lost.localId });
    expect(await requests(lost.contactId)).toEqual([{ state: 'pending', reason: 'relinked' }]);
    await f.repair.actions.undo(f.actor, done.action?.id ?? '');
    expect(await requests(lost.contactId)).toEqual([
      isEdited ? { state: 'pending', reason: 'updated' } : { state: 'done', reason: 'relinked' },
    ]);
  });
});
