import { type Deal, insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { countIssues, listIssues } from '../activity/issues/issues.queries.ts';
import { readWaitingRecords } from '../activity/issues/waiting/waiting-records.queries.ts';
import { registry } from '../registry.ts';

/** One link that is to be mended stops every push that needs it: one issue, the others wait for it. */
describe('R76: a record that is gone from ConnectWise and that several pushes need', () => {
  let f: RepairFixture;

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  beforeEach(() => f.clearLog());
  afterAll(() => f.close());

  type Whole = Deal & { contactId: string; remoteId: string };
  async function synced(): Promise<Whole> {
    const deal = await insertDeal(f, { lines: 1 });
    const contactId = deal.contactId ?? '';
    await f.createdHere('company', deal.clientId);
    await f.createdHere('contact', contactId);
    await f.createdHere('opportunity', deal.opportunityId);
    await f.drain();
    await f.poll();
    return { ...deal, contactId, remoteId: (await f.linkOf('company', deal.clientId))?.remoteId ?? '' };
  }
  /** ConnectWise merges the company away and drops what hung on it at the old one. */
  async function lost(): Promise<Whole> {
    const [deal, kept] = [await synced(), await synced()];
    const body = { toCompanyId: Number(kept.remoteId), contacts: 'Discard', opportunities: 'Discard' };
    expect((await f.http('POST', `/company/companies/${deal.remoteId}/merge`, body)).status).toBe(201);
    await f.clearLog();
    return deal;
  }
  const anotherContact = async (clientId: string) => {
    const [row] = await f.rows<{ id: string }>(
      `insert into contact (client_id, first_name, last_name) values ($1, 'Berta', $2) returning id`,
      [clientId, `Ortiz ${clientId.slice(-4)}`],
    );
    return row?.id ?? '';
  };
  /** The client's own edit, two new contacts, a win; an edit of a contact that stays with its company needs nothing of that. */
  async function needed({ clientId, contactId, opportunityId }: Whole) {
    const fresh = await anotherContact(clientId);
    const second = await anotherContact(clientId);
    await f.editHere('contact', contactId, `title = 'CFO'`);
    for (const id of [fresh, second]) await f.createdHere('contact', id);
    await f.editHere('company', clientId, `city = 'Sarasota'`);
    await win(f, { opportunityId });
    await f.drain();
    return { fresh, waits: [fresh, second, opportunityId] };
  }
  const issues = () =>
    f.write((tx) => listIssues(tx, { state: 'open', entity: null, code: null }, { limit: 20, after: null }));
  const waitingOf = async (issueId = '') =>
    (await f.write((tx) => readWaitingRecords(tx, registry, [issueId]))).map(({ entity, localId, of }) => ({
      entity,
      localId,
      of,
    }));
  const nameOf = async (clientId: string) => String((await f.here('company', clientId)).name);

  it('is one issue of the client, whose name the log of each says with why it was not sent; its cure wakes all', async () => {
    const deal = await lost();
    const name = await nameOf(deal.clientId);
    const { fresh, waits } = await needed(deal);
    const open = await issues();
    expect(open).toMatchObject([
      {
        ...{ code: 'link_broken', direction: 'out', entity: 'company', localId: deal.clientId, recordName: name },
        message: `Record ${deal.remoteId}, which client "${name}" is linked to, was deleted or merged in ConnectWise.`,
      },
    ]);
    const waiting = await waitingOf(open[0]?.id);
    expect(waiting.map(({ of }) => of)).toEqual([waits.length, waits.length]);
    expect(waits).toEqual(expect.arrayContaining(waiting.map(({ localId }) => localId)));
    // ConnectWise got nothing of it.
    expect(await f.there('contact', deal.contactId)).toMatchObject({ title: 'CFO' });
    for (const id of waits.slice(0, 2)) expect(await f.linkOf('contact', id)).toBeNull();
    expect(await f.there('opportunity', deal.opportunityId)).not.toHaveProperty('closedBy');
    const because = `because it needs client "${name}". Record ${deal.remoteId}, which client "${name}" is linked to, was deleted or merged in ConnectWise. It goes out by itself once that is mended.`;
    for (const id of waits) expect((await f.log(id)).join(' ')).toContain(`was not sent, ${because}`);
    // The list narrowed to one that waits shows what it waits for.
    const ofContact = { state: 'open', entity: null, code: null, localId: fresh } as const;
    expect(await f.write((tx) => countIssues(tx, ofContact))).toBe(1);

    await f.act({ kind: 'recreate_there', entity: 'company', localId: deal.clientId });
    await f.drain();
    await f.poll();
    expect(await issues()).toEqual([]);
    const companyId = Number((await f.linkOf('company', deal.clientId))?.remoteId);
    expect(companyId).not.toBe(Number(deal.remoteId));
    expect(await f.there('contact', deal.contactId)).toMatchObject({ title: 'CFO', company: { id: companyId } });
    expect(await f.there('contact', fresh)).toMatchObject({ firstName: 'Berta', company: { id: companyId } });
    expect(await f.there('opportunity', deal.opportunityId)).toMatchObject({
      closedBy: {},
      company: { id: companyId },
    });
    expect(await f.rows(`select 1 from push_request where waits_for is not null`)).toEqual([]);
  });

  const underIt = ({ remoteId }: Whole, name: string) =>
    `Record ${remoteId}, which client "${name}" is linked to, was deleted or merged in ConnectWise; the contact still stands under it there.`;

  it.each([
    ['a poll', (_deal: Whole) => f.poll()],
    ['a push', ({ clientId }: Whole) => f.editHere('company', clientId, `city = 'Sarasota'`)],
  ])(
    'lets an edit of a contact go that stands under it still, and log and issue say so; noticed by %s',
    async (_by, notice) => {
      const deal = await lost();
      await notice(deal);
      expect(await f.linkOf('company', deal.clientId)).toMatchObject({ state: 'broken' });
      await f.clearLog();
      await f.editHere('contact', deal.contactId, `title = 'CFO'`);
      expect(await f.there('contact', deal.contactId)).toMatchObject({
        title: 'CFO',
        company: { id: Number(deal.remoteId) },
      });
      expect(await f.log(deal.contactId)).toEqual([
        expect.stringMatching(/^Updated job title of contact .* in ConnectWise\./),
      ]);
      expect((await f.log(deal.contactId)).join(' ')).toContain(underIt(deal, await nameOf(deal.clientId)));
      const [issue] = (await issues()).filter(({ localId }) => localId === deal.clientId);
      expect(issue?.advice).toContain('edits of contacts that ConnectWise still has under the old company are sent');
      // Nothing was sent, and nothing is said.
      await f.clearLog();
      await f.editHere('contact', deal.contactId, `title = 'CFO'`);
      expect((await f.log(deal.contactId)).join(' ')).not.toContain('which client');
      await f.act({ kind: 'recreate_there', entity: 'company', localId: deal.clientId });
      await f.drain();
      expect(await issues()).toEqual([]);
    },
  );

  it('says nothing of it of a contact that the merge has moved', async () => {
    const [deal, kept] = [await synced(), await synced()];
    const body = { toCompanyId: Number(kept.remoteId), contacts: 'Merge', opportunities: 'Merge' };
    await f.http('POST', `/company/companies/${deal.remoteId}/merge`, body);
    await f.editHere('company', deal.clientId, `city = 'Sarasota'`);
    expect(await f.linkOf('company', deal.clientId)).toMatchObject({ state: 'broken' });
    await f.clearLog();
    await f.editHere('contact', deal.contactId, `title = 'CFO'`);
    expect(await f.there('contact', deal.contactId)).toMatchObject({
      title: 'CFO',
      company: { id: Number(kept.remoteId) },
    });
    expect((await f.log(deal.contactId)).join(' ')).not.toContain('which client');
    await f.act({
      ...({ kind: 'relink', entity: 'company', localId: deal.clientId, remoteId: kept.remoteId } as const),
      ifTaken: 'merge',
    });
    await f.drain();
    await f.poll();
    expect(await issues()).toEqual([]);
  });

  it('is one issue also where a poll saw it first, and ends with the merge of the client', async () => {
    const [deal, kept] = [await synced(), await synced()];
    const body = { toCompanyId: Number(kept.remoteId), contacts: 'Merge', opportunities: 'Merge' };
    await f.http('POST', `/company/companies/${deal.remoteId}/merge`, body);
    await f.rows(`update contact set title = 'CEO', updated_at = now() where id = $1`, [deal.contactId]);
    await f.poll();
    expect(await issues()).toMatchObject([{ code: 'remote_deleted', localId: deal.clientId }]);
    await f.editHere('company', deal.clientId, `city = 'Sarasota'`);
    await f.createdHere('contact', await anotherContact(deal.clientId));
    await f.drain();
    expect(await issues()).toMatchObject([{ code: 'link_broken', localId: deal.clientId }]);
    await f.act({
      ...({ kind: 'relink', entity: 'company', localId: deal.clientId, remoteId: kept.remoteId } as const),
      ifTaken: 'merge',
    });
    await f.drain();
    await f.poll();
    expect(await issues()).toEqual([]);
  });

  it('that is there again in ConnectWise has all go out that waited, with the poll that sees it', async () => {
    const deal = await lost();
    const { fresh } = await needed(deal);
    expect(await issues()).toHaveLength(1);
    f.sandbox.store.patchRaw('companies', Number(deal.remoteId), { deletedFlag: false });
    await f.poll();
    await f.drain();
    expect(await issues()).toEqual([]);
    expect(await f.there('company', deal.clientId)).toMatchObject({ city: 'Sarasota' });
    expect(await f.there('contact', fresh)).toMatchObject({ company: { id: Number(deal.remoteId) } });
    expect(await f.there('opportunity', deal.opportunityId)).toMatchObject({ closedBy: {} });
  });

  it('stays one issue when it is retried: all that wait are tried again', async () => {
    const deal = await lost();
    const { waits } = await needed(deal);
    const [issue] = await issues();
    await f.clearLog();
    const asked = { connectionId: f.connectionId, entity: 'company', localId: deal.clientId };
    expect(await f.write((tx) => f.push.issues.retry(tx, asked))).toBe(true);
    await f.drain();
    expect((await issues()).map(({ id }) => id)).toEqual([issue?.id]);
    for (const id of waits) expect((await f.log(id)).join(' ')).toContain('was not sent, because it needs client');
    await f.act({ kind: 'recreate_there', entity: 'company', localId: deal.clientId });
    await f.drain();
    expect(await issues()).toEqual([]);
  });

  it('keeps its issue while one that waits goes on without it, and loses that of the push with the last', async () => {
    const deal = await lost();
    const other = await synced();
    const fresh = await anotherContact(deal.clientId);
    await f.createdHere('contact', fresh);
    await win(f, deal);
    await f.drain();
    expect(await issues()).toMatchObject([{ code: 'link_broken', localId: deal.clientId }]);
    await f.rows(`update contact set client_id = $2, updated_at = now() where id = $1`, [fresh, other.clientId]);
    await f.changed({ entity: 'contact', id: fresh, kind: 'updated' });
    await f.drain();
    expect(await f.there('contact', fresh)).toMatchObject({ company: { id: Number(other.remoteId) } });
    const [still] = await issues();
    expect(await waitingOf(still?.id)).toEqual([{ entity: 'opportunity', localId: deal.opportunityId, of: 1 }]);
    await f.rows(`update opportunity set client_id = $2, contact_id = $3, updated_at = now() where id = $1`, [
      ...[deal.opportunityId, other.clientId, other.contactId],
    ]);
    await f.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'updated' });
    await f.drain();
    expect(await issues()).toMatchObject([{ code: 'remote_deleted', direction: 'in', localId: deal.clientId }]);
    await f.act({ kind: 'unlink', entity: 'company', localId: deal.clientId });
    expect(await issues()).toEqual([]);
  });

  it('of a catalog item is one issue of the product, whatever the number of wins', async () => {
    const first = await insertDeal(f, { lines: 1 });
    const second = await insertDeal(f, { productIds: first.productIds });
    const product = first.productIds[0] ?? '';
    await f.createdHere('product', product);
    const item = (await f.linkOf('product', product))?.remoteId ?? '';
    f.sandbox.store.remove('catalog', Number(item));
    expect((await f.http('GET', `/procurement/catalog/${item}`)).status).toBe(404);
    await f.editHere('product', product, `price = 5`);
    for (const deal of [first, second]) await win(f, deal);
    await f.drain();
    const open = await issues();
    expect(open).toMatchObject([{ code: 'link_broken', entity: 'product', localId: product }]);
    expect(open[0]?.message).toMatch(/^Record \d+, which product ".+" is linked to, was deleted/);
    expect(await waitingOf(open[0]?.id)).toHaveLength(2);
    for (const deal of [first, second])
      expect((await f.log(deal.opportunityId)).join(' ')).toContain('The quote needs it for line 1');
    await f.act({ kind: 'recreate_there', entity: 'product', localId: product });
    await f.drain();
    expect(await issues()).toEqual([]);
    for (const deal of [first, second])
      expect(await f.there('opportunity', deal.opportunityId)).toMatchObject({ closedBy: {} });
  });

  it('set never to sync is one issue as well, and all go out once it may sync again', async () => {
    const deal = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.act({ kind: 'never_sync', entity: 'company', localId: deal.clientId, reason: 'a competitor' });
    const fresh = [await anotherContact(deal.clientId), await anotherContact(deal.clientId)];
    for (const id of fresh) await f.createdHere('contact', id);
    await win(f, deal);
    await f.drain();
    expect(await issues()).toMatchObject([{ code: 'never_synced', entity: 'company', localId: deal.clientId }]);
    await f.act({ kind: 'allow_sync', entity: 'company', localId: deal.clientId });
    await f.drain();
    expect(await issues()).toEqual([]);
    for (const id of fresh) expect(await f.linkOf('contact', id)).toMatchObject({ state: 'linked' });
  });
});
