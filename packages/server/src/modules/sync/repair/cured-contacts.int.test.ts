import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { conflictPage } from './conflicts.queries.ts';

/** Links of contacts that are taken over, given back and merged, and what asks about a link that goes, against both sides. */
describe('R76: the cure of a contact', () => {
  let f: RepairFixture;

  beforeAll(async () => {
    f = await openRepairFixture({
      fieldDirections: [{ field: 'company.phone', direction: 'both', owner: null, asks: true }],
    });
  });
  beforeEach(() => f.clearLog());
  afterAll(() => f.close());

  /** A client with its primary contact, another one, and an opportunity of that one. */
  async function twoContacts() {
    const deal = await insertDeal(f, { lines: 0 });
    const primary = deal.contactId ?? '';
    await f.createdHere('company', deal.clientId);
    await f.createdHere('contact', primary);
    const [row] = await f.rows<{ id: string }>(
      `insert into contact (client_id, first_name, last_name, email, phone) values ($1, 'Berta', $2, $3, '813 555 0111') returning id`,
      [deal.clientId, `Ortiz ${deal.clientId.slice(-4)}`, `berta${deal.clientId.slice(-4)}@harbor.example`],
    );
    const other = row?.id ?? '';
    await f.createdHere('contact', other);
    await f.rows(`update opportunity set contact_id = $2 where id = $1`, [deal.opportunityId, other]);
    await f.createdHere('opportunity', deal.opportunityId);
    await f.drain();
    await f.poll();
    const remoteOf = async (id: string) => (await f.linkOf('contact', id))?.remoteId ?? '';
    return { ...deal, primary, other, primaryThere: await remoteOf(primary), otherThere: await remoteOf(other) };
  }
  const nameOf = async (id: string) => {
    const { first_name, last_name } = await f.here('contact', id);
    return `${first_name} ${last_name}`;
  };

  it('the primary contact whose link was taken over has its mark again once that is taken back', async () => {
    const { primary, other, primaryThere, clientId } = await twoContacts();
    const asked = {
      ...({ kind: 'relink', entity: 'contact', localId: other, remoteId: primaryThere } as const),
      ...({ ifTaken: 'take_over', winner: 'connectwise' } as const),
    };
    const name = await nameOf(primary);
    expect((await f.plan(asked)).effects.join(' ')).toContain(
      `Contact "${name}", which is linked to it now, is no longer linked. It stays in the CRM, and is no longer the primary contact of its client.`,
    );
    const done = await f.act(asked);
    await f.drain();
    expect(await f.here('contact', primary)).toMatchObject({ is_primary: false });
    expect((await f.log(primary)).join(' ')).toContain('another contact of the same name is now.');
    await f.repair.actions.undo(f.actor, done.action?.id ?? '');
    await f.drain();
    await f.poll();
    expect(await f.here('contact', primary)).toMatchObject({ is_primary: true });
    expect(await f.here('contact', other)).toMatchObject({ is_primary: false, first_name: 'Berta' });
    expect(await f.there('contact', primary)).toMatchObject({ defaultFlag: true });
    expect(await f.linkOf('contact', primary)).toEqual({ remoteId: primaryThere, state: 'linked' });
    expect(await f.here('company', clientId)).toBeTruthy();
    expect((await f.log(primary)).join(' ')).not.toContain('Not sent');
    expect(await f.openIssues()).toEqual([]);
  });

  it('one that ConnectWise merged away is merged into the other in one action, and both sides agree', async () => {
    const { primary, other, primaryThere, otherThere, opportunityId } = await twoContacts();
    expect((await f.http('DELETE', `/company/contacts/${otherThere}?transferContactId=${primaryThere}`)).status).toBe(
      204,
    );
    // Noticed by an edit of it.
    await f.editHere('contact', other, `title = 'CFO'`);
    expect(await f.linkOf('contact', other)).toMatchObject({ state: 'broken' });
    const asked = { kind: 'relink', entity: 'contact', localId: other, remoteId: primaryThere } as const;
    const [lost, kept] = [await nameOf(other), await nameOf(primary)];
    const plan = await f.plan({ ...asked, ifTaken: 'merge' });
    expect(plan.taken).toMatchObject({ canMerge: true });
    expect(plan.effects[0]).toBe(
      `Contact "${lost}" is merged into "${kept}": its opportunities go to "${kept}". "${lost}" stays in the CRM, empty, and is never sent.`,
    );
    await f.act({ ...asked, ifTaken: 'merge' });
    await f.drain();
    await f.poll();
    const [opportunity] = await f.rows(`select contact_id from opportunity where id = $1`, [opportunityId]);
    expect(opportunity).toEqual({ contact_id: primary });
    expect((await f.there('opportunity', opportunityId)).contact).toMatchObject({ id: Number(primaryThere) });
    expect(await f.linkOf('contact', other)).toBeNull();
    expect(await f.openIssues()).toEqual([]);
    expect((await f.log(opportunityId)).join(' ')).toContain(
      `Moved from contact "${lost}" to contact "${kept}", into which it was merged.`,
    );
  });

  it('one that ConnectWise still has is not merged', async () => {
    const { other, primaryThere } = await twoContacts();
    const asked = { kind: 'relink', entity: 'contact', localId: other, remoteId: primaryThere } as const;
    expect((await f.plan(asked)).taken).toMatchObject({ canMerge: false });
    await expect(f.act({ ...asked, ifTaken: 'merge' })).rejects.toMatchObject({
      problems: [{ code: 'not_merged_there' }],
    });
  });

  it('the preview of another link does not promise that a record comes in which is gone, where that was not noticed', async () => {
    const { other, otherThere, primaryThere } = await twoContacts();
    await f.http('DELETE', `/company/contacts/${otherThere}?transferContactId=${primaryThere}`);
    const plan = await f.plan({
      ...({ kind: 'relink', entity: 'contact', localId: other, remoteId: primaryThere } as const),
      ifTaken: 'take_over',
    });
    expect(plan.effects.join(' ')).not.toContain('may come in');
  });

  it.each(['unlink', 'never_sync'] as const)('a question ends with %s, and its issue with it', async (kind) => {
    const { clientId } = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', clientId);
    await f.poll();
    await f.editThere('company', clientId, [{ op: 'replace', path: 'phoneNumber', value: '111 111 1111' }]);
    await f.rows(`update client set phone = '222 222 2222', updated_at = now() where id = $1`, [clientId]);
    await f.poll();
    const questions = () =>
      f.write(
        async (tx) => (await conflictPage(tx, { entity: null, localId: clientId, state: 'open' }, { first: 10 })).items,
      );
    expect(await questions()).toHaveLength(1);
    const asking = async () => (await f.openIssues()).filter(({ code }) => code === 'conflict_asked');
    expect(await asking()).toHaveLength(1);
    await f.act({ kind, entity: 'company', localId: clientId, reason: 'ours' });
    expect(await questions()).toEqual([]);
    expect(await asking()).toEqual([]);
  });
});
