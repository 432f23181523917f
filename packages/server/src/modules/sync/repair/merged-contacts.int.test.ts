import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

/** A contact that ConnectWise merged into another one: found, cured and taken back, against both sides. */
describe('R76: a contact that was merged away in ConnectWise', () => {
  let f: RepairFixture;

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  beforeEach(() => f.clearLog());
  afterAll(() => f.close());

  /** A client with its primary contact, another one, and an opportunity of that one. */
  async function twoContacts({ sales = true, first = 'Berta', last = '' } = {}) {
    const deal = await insertDeal(f, { lines: 0 });
    const primary = deal.contactId ?? '';
    await f.createdHere('company', deal.clientId);
    await f.createdHere('contact', primary);
    const [row] = await f.rows<{ id: string }>(
      `insert into contact (client_id, first_name, last_name, email) values ($1, $2, $3, $4) returning id`,
      [deal.clientId, first, last || `Ortiz ${deal.clientId.slice(-4)}`, `b${deal.clientId.slice(-4)}@harbor.example`],
    );
    const other = row?.id ?? '';
    await f.createdHere('contact', other);
    if (sales) await f.rows(`update opportunity set contact_id = $2 where id = $1`, [deal.opportunityId, other]);
    await f.createdHere('opportunity', deal.opportunityId);
    await f.drain();
    await f.poll();
    const remoteOf = async (id: string) => (await f.linkOf('contact', id))?.remoteId ?? '';
    return { ...deal, primary, other, primaryThere: await remoteOf(primary), otherThere: await remoteOf(other) };
  }
  type Two = Awaited<ReturnType<typeof twoContacts>>;
  const mergedThere = async ({ other, otherThere, primaryThere }: Two) => {
    const path = `/company/contacts/${otherThere}?transferContactId=${primaryThere}`;
    expect((await f.http('DELETE', path)).status).toBe(204);
    await f.editHere('contact', other, `title = 'CFO'`);
    expect(await f.linkOf('contact', other)).toMatchObject({ state: 'broken' });
  };
  const linkIdOf = async (localId: string) =>
    (await f.rows<{ id: string }>(`select id from entity_link where local_id = $1`, [localId]))[0]?.id ?? '';
  const proposedFor = async (localId: string) =>
    (await f.repair.survivors.propose(f.actor, null, 50)).find((one) => one.localId === localId);
  const nameOf = async (id: string) => {
    const { first_name, last_name } = await f.here('contact', id);
    return `${first_name} ${last_name}`;
  };
  const merge = ({ other, primaryThere }: Two) =>
    f.act({
      ...({ kind: 'relink', entity: 'contact', localId: other, remoteId: primaryThere } as const),
      ifTaken: 'merge',
    });
  const contactThere = async (opportunityId: string) => (await f.there('opportunity', opportunityId)).contact;

  it('is found by where its opportunities are now, and cured with all that were merged in one action', async () => {
    const two = await twoContacts();
    await mergedThere(two);
    const [lost, kept] = [await nameOf(two.other), await nameOf(two.primary)];
    expect(await proposedFor(two.other)).toMatchObject({
      ...{ entity: 'contact', name: lost, remoteId: two.otherThere, survivorId: two.primaryThere, survivorName: kept },
      linkedTo: { localId: two.primary },
      because: expect.stringContaining(`1 of its records is with contact ${two.primaryThere} "${kept}" now`),
    });
    const [done] = await f.repair.desk.relinkToSurvivors(f.actor, [await linkIdOf(two.other)], 10);
    expect(done).toMatchObject({ problems: [], action: { kind: 'relink', entity: 'contact', name: lost } });
    await f.drain();
    await f.poll();
    expect(await f.openIssues()).toEqual([]);
    expect(await f.here('opportunity', two.opportunityId)).toMatchObject({ contact_id: two.primary });
    expect(await contactThere(two.opportunityId)).toMatchObject({ id: Number(two.primaryThere) });
    expect((await f.log(two.opportunityId)).join(' ')).toContain(`Moved from contact "${lost}" to contact "${kept}"`);
  });

  it('is found also after a poll has moved its opportunities here', async () => {
    const two = await twoContacts();
    const path = `/company/contacts/${two.otherThere}?transferContactId=${two.primaryThere}`;
    await f.http('DELETE', path);
    await f.poll();
    expect(await f.here('opportunity', two.opportunityId)).toMatchObject({ contact_id: two.primary });
    await f.editHere('contact', two.other, `title = 'CFO'`);
    expect(await proposedFor(two.other)).toMatchObject({ survivorId: two.primaryThere });
    await f.repair.desk.relinkToSurvivors(f.actor, [await linkIdOf(two.other)], 10);
    await f.drain();
    expect(await f.openIssues()).toEqual([]);
  });

  it('on which nothing hung is found by its name at the same company, and by nothing where that is not sure', async () => {
    const two = await twoContacts({ sales: false });
    // Somebody there had entered the same person twice.
    const { first_name: firstName, last_name: lastName } = await f.here('contact', two.other);
    const company = { id: Number((await f.linkOf('company', two.clientId))?.remoteId) };
    const enter = async () =>
      Number((await f.http('POST', '/company/contacts', { firstName, lastName, company })).body.id);
    const twin = await enter();
    expect((await f.http('DELETE', `/company/contacts/${two.otherThere}?transferContactId=${twin}`)).status).toBe(204);
    await f.editHere('contact', two.other, `title = 'CFO'`);
    expect(await proposedFor(two.other)).toMatchObject({
      ...{ survivorId: String(twin), linkedTo: null },
      because: expect.stringContaining('of the same name at the same company'),
    });
    const second = await enter();
    expect(await proposedFor(two.other)).toMatchObject({
      survivorId: null,
      because: expect.stringContaining('nothing tells into which it was merged. Choose the right contact.'),
    });
    expect((await f.http('DELETE', `/company/contacts/${second}`)).status).toBe(204);
    await f.repair.desk.relinkToSurvivors(f.actor, [await linkIdOf(two.other)], 10);
    await f.drain();
    expect(await f.linkOf('contact', two.other)).toEqual({ remoteId: String(twin), state: 'linked' });
    expect(await f.openIssues()).toEqual([]);
  });

  it('that was only deleted is listed, and nothing is said of where it went', async () => {
    const two = await twoContacts({ sales: false });
    expect((await f.http('DELETE', `/company/contacts/${two.otherThere}`)).status).toBe(204);
    await f.editHere('contact', two.other, `title = 'CFO'`);
    expect(await proposedFor(two.other)).toMatchObject({
      survivorId: null,
      because: 'Nothing that hung on it in ConnectWise tells where it went. Search for the right contact.',
    });
    await f.act({ kind: 'unlink', entity: 'contact', localId: two.other });
    await f.drain();
  });

  it('its merge is taken back while nothing else happened: all is as it was, here and there', async () => {
    const two = await twoContacts();
    await mergedThere(two);
    const before = {
      ...{ contact: await f.here('contact', two.other), primary: await f.here('contact', two.primary) },
      link: await f.linkOf('contact', two.other),
      issues: (await f.openIssues()).map(({ code, name }) => ({ code, name })),
      there: JSON.stringify(await f.there('opportunity', two.opportunityId)),
    };
    const done = await merge(two);
    expect(await f.here('opportunity', two.opportunityId)).toMatchObject({ contact_id: two.primary });
    expect(await f.linkOf('contact', two.other)).toBeNull();
    await f.clearLog();
    await f.repair.actions.undo(f.actor, done.action?.id ?? '');
    expect(await f.here('opportunity', two.opportunityId)).toMatchObject({ contact_id: two.other });
    expect(await f.linkOf('contact', two.other)).toEqual(before.link);
    const unversioned = ({ version: _v, updated_at: _u, ...row }: Record<string, unknown>) => row;
    expect(unversioned(await f.here('contact', two.other))).toEqual(unversioned(before.contact));
    expect(unversioned(await f.here('contact', two.primary))).toEqual(unversioned(before.primary));
    expect(await f.rows(`select 1 from never_synced where local_id = $1`, [two.other])).toEqual([]);
    await f.drain();
    expect((await f.openIssues()).map(({ code, name }) => ({ code, name }))).toEqual(before.issues);
    expect(JSON.stringify(await f.there('opportunity', two.opportunityId))).toBe(before.there);
    const [lost, kept] = [await nameOf(two.other), await nameOf(two.primary)];
    expect((await f.log(two.opportunityId)).join(' ')).toContain(`back from contact "${kept}" to contact "${lost}"`);
    expect((await f.log(two.other)).join(' ')).toContain('Ann took this back');
    // The merge is still there to be done.
    await merge(two);
    await f.drain();
    await f.poll();
    expect(await f.openIssues()).toEqual([]);
  });

  it('its merge is not taken back once its moves went out: the contact that it would go back to is gone there', async () => {
    const two = await twoContacts();
    await mergedThere(two);
    const done = await merge(two);
    await f.drain();
    const kept = await nameOf(two.primary);
    const sale = (await f.here('opportunity', two.opportunityId)).name;
    await expect(f.repair.actions.undo(f.actor, done.action?.id ?? '')).rejects.toMatchObject({
      problems: [
        {
          code: 'changed_since',
          message: expect.stringContaining(
            `Since then opportunity "${sale}" went to contact "${kept}" in ConnectWise as well, and contact ${two.otherThere} is gone there: there is nothing to take it back to.`,
          ),
        },
      ],
    });
    expect(await f.here('opportunity', two.opportunityId)).toMatchObject({ contact_id: two.primary });
    expect(await contactThere(two.opportunityId)).toMatchObject({ id: Number(two.primaryThere) });
    expect(await f.linkOf('contact', two.other)).toBeNull();
  });
});
