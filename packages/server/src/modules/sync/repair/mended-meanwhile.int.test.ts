import { vi } from 'vitest';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** A push comes upon a broken link, and somebody mends it before the push is parked: nobody would wake it any more. */
describe('a link that is mended while a push comes upon it', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  }, 60_000);
  afterAll(() => f.close());
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['recreated', { kind: 'recreate_there' }],
    ['unlinked', { kind: 'unlink' }],
  ] as const)('the client was %s: its contact goes out all the same', async (_what, action) => {
    const [clientId, contactId] = [newId(), newId()];
    await f.rows(`insert into client (id, name, city) values ($1, $2, 'Ocala')`, [clientId, `Client ${clientId}`]);
    await f.createdHere('company', clientId);
    const company = await f.linkOf('company', clientId);
    f.sandbox.store.patchRaw('companies', Number(company?.remoteId), { deletedFlag: true });
    await f.poll();
    expect(await f.linkOf('company', clientId)).toMatchObject({ state: 'broken' });

    const { issues } = f.push;
    const isMended = issues.isMended.bind(issues);
    vi.spyOn(issues, 'isMended').mockImplementationOnce(async (...asked) => {
      await f.act({ ...action, entity: 'company', localId: clientId });
      return isMended(...asked);
    });
    await f.rows(`insert into contact (id, client_id, first_name, last_name) values ($1, $2, 'Ann', 'Bee')`, [
      contactId,
      clientId,
    ]);
    await f.clearLog();
    await f.createdHere('contact', contactId);
    await f.drain();
    const [linked, contact] = [await f.linkOf('company', clientId), await f.linkOf('contact', contactId)];
    expect(linked?.remoteId).not.toBe(company?.remoteId);
    expect(linked?.state).toBe('linked');
    expect((await f.http('GET', `/company/contacts/${contact?.remoteId}`)).body).toMatchObject({
      company: { id: Number(linked?.remoteId) },
    });
    expect(await f.openIssues()).toEqual([]);
    expect((await f.log(clientId)).join(' ')).not.toContain('was deleted');
  });

  it('waits where the link is still broken, and is woken by who mends it', async () => {
    const [clientId, contactId] = [newId(), newId()];
    await f.rows(`insert into client (id, name, city) values ($1, $2, 'Ocala')`, [clientId, `Client ${clientId}`]);
    await f.createdHere('company', clientId);
    const company = await f.linkOf('company', clientId);
    f.sandbox.store.patchRaw('companies', Number(company?.remoteId), { deletedFlag: true });
    await f.poll();
    await f.rows(`insert into contact (id, client_id, first_name, last_name) values ($1, $2, 'Ann', 'Cee')`, [
      contactId,
      clientId,
    ]);
    await f.createdHere('contact', contactId);
    expect(await f.openIssues()).toMatchObject([{ code: 'link_broken' }]);
    await f.act({ kind: 'recreate_there', entity: 'company', localId: clientId });
    await f.drain();
    expect(await f.linkOf('contact', contactId)).toMatchObject({ state: 'linked' });
    expect(await f.openIssues()).toEqual([]);
  });
});
