import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

/** Two clients that ConnectWise has as companies, each with a contact and an opportunity. */
async function twoClients(f: RepairFixture) {
  const lost = await insertDeal(f, { lines: 1 });
  const kept = await insertDeal(f, { lines: 1 });
  for (const deal of [lost, kept]) {
    await f.createdHere('company', deal.clientId);
    await f.createdHere('contact', deal.contactId ?? '');
    await f.createdHere('opportunity', deal.opportunityId);
  }
  await f.drain();
  await f.poll();
  const lostId = (await f.linkOf('company', lost.clientId))?.remoteId ?? '';
  const keptId = (await f.linkOf('company', kept.clientId))?.remoteId ?? '';
  return { lost, kept, lostId, keptId };
}

describe('a company that was merged away in ConnectWise', () => {
  let f: RepairFixture;

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  const merge = async (from: string, to: string) => {
    const body = { toCompanyId: Number(to), contacts: 'Merge', opportunities: 'Merge' };
    expect((await f.http('POST', `/company/companies/${from}/merge`, body)).status).toBe(201);
  };
  const company = async (id: string) => (await f.http('GET', `/company/companies/${id}`)).body;

  it('gets no edit of the client: the link breaks, and the advice names actions that exist', async () => {
    const { lost, lostId, keptId } = await twoClients(f);
    await merge(lostId, keptId);
    const before = await company(lostId);
    await f.editHere('company', lost.clientId, `city = 'Sarasota'`);
    expect(await company(lostId)).toEqual(before);
    expect(before.deletedFlag).toBe(true);
    expect(await f.linkOf('company', lost.clientId)).toEqual({ remoteId: lostId, state: 'broken' });
    expect(await f.openIssues()).toMatchObject([
      { code: 'link_broken', advice: expect.stringContaining('Relink it to the right record') },
    ]);

    // ConnectWise's own data tell where it went.
    const [proposal] = await f.repair.survivors.propose(f.actor, null, 10);
    expect(proposal).toMatchObject({ survivorId: keptId, remoteId: lostId });
    expect(proposal?.because).toContain(`are at company ${keptId}`);
  });

  it('R76: is relinked to the survivor in one action: the client is merged into the one that is linked to it, and a win goes through', async () => {
    const [proposal] = await f.repair.survivors.propose(f.actor, null, 10);
    const { localId = '', survivorId = '', linkedTo } = proposal ?? {};
    const name = (await f.here('company', localId)).name;
    const keptName = (await f.here('company', linkedTo?.localId ?? '')).name;
    const asked = { kind: 'relink', entity: 'company', localId, remoteId: survivorId } as const;
    const plan = await f.plan({ ...asked, ifTaken: 'merge' });
    expect(plan.effects[0]).toBe(
      `Client "${name}" is merged into "${keptName}": its contacts and opportunities go to "${keptName}". "${name}" stays in the CRM, empty, and is never sent.`,
    );
    await expect(f.act(asked)).rejects.toMatchObject({ problems: [{ code: 'taken' }] });
    expect(await f.linkOf('company', localId)).toMatchObject({ state: 'broken' });

    const [deal] = await f.rows<{ id: string; contact: string }>(
      `select id, contact_id as contact from opportunity where client_id = $1`,
      [localId],
    );
    const [done] = await f.repair.desk.relinkToSurvivors(f.actor, null, 10);
    expect(done).toMatchObject({ problems: [], action: { kind: 'relink', name } });
    expect(await f.linkOf('company', localId)).toBeNull();
    await f.drain();
    await f.poll();
    expect(await f.openIssues()).toEqual([]);
    const moved = await f.rows(`select client_id from opportunity where id = $1`, [deal?.id]);
    expect(moved).toEqual([{ client_id: linkedTo?.localId }]);

    await win(f, { opportunityId: deal?.id ?? '' });
    await f.drain();
    const link = await f.linkOf('opportunity', deal?.id ?? '');
    const there = (await f.http('GET', `/sales/opportunities/${link?.remoteId}`)).body;
    expect(there).toMatchObject({ company: { id: Number(survivorId) }, closedBy: {} });
    expect(await f.openIssues()).toEqual([]);
    expect((await f.log(localId)).join(' ')).toContain('Merged into');
    // Later edits of the empty client stay here, and say why.
    await f.clearLog();
    await f.editHere('company', localId, `city = 'Naples'`);
    expect(await f.log(localId)).toEqual([
      `Not sent, because Ann set it never to sync: it was merged into "${keptName}".`,
    ]);
  });

  it('is relinked to a survivor that nobody is linked to, and both sides agree afterwards as they were asked to', async () => {
    const { lost, kept, lostId, keptId } = await twoClients(f);
    await f.act({ kind: 'unlink', entity: 'opportunity', localId: kept.opportunityId });
    await f.act({ kind: 'unlink', entity: 'contact', localId: kept.contactId ?? '' });
    await f.act({ kind: 'unlink', entity: 'company', localId: kept.clientId });
    await merge(lostId, keptId);
    await f.editHere('company', lost.clientId, `city = 'Sarasota', phone = '813 555 7777'`);
    expect(await f.linkOf('company', lost.clientId)).toMatchObject({ state: 'broken' });

    const asked = {
      kind: 'relink',
      entity: 'company',
      localId: lost.clientId,
      remoteId: keptId,
      winner: 'crm',
      fields: [{ field: 'website', winner: 'connectwise' }],
    } as const;
    const plan = await f.plan(asked);
    // The company ID is free: the client that had it let it go when it was unlinked.
    expect(plan.effects.join(' ')).toMatch(
      /To be taken from ConnectWise: company ID and website\. To be sent to ConnectWise: name, .*phone/,
    );
    expect(plan.fields.find(({ field }) => field === 'city')).toMatchObject({
      crm: 'Sarasota',
      connectwise: 'Tampa',
      winner: 'crm',
    });
    const website = (await company(keptId)).website;
    await f.act(asked);
    await f.drain();
    await f.poll();
    expect(await f.linkOf('company', lost.clientId)).toEqual({ remoteId: keptId, state: 'linked' });
    expect(await company(keptId)).toMatchObject({ city: 'Sarasota', phoneNumber: '813 555 7777', website });
    expect(await f.here('company', lost.clientId)).toMatchObject({ city: 'Sarasota', website });
    expect(await f.openIssues()).toEqual([]);
    const compared = await f.repair.desk.compare(f.actor, await linkId(lost.clientId));
    expect(compared.fields.flatMap(({ differs, field }) => (differs ? [field] : []))).toEqual([]);

    await win(f, lost);
    await f.drain();
    const link = await f.linkOf('opportunity', lost.opportunityId);
    expect((await f.http('GET', `/sales/opportunities/${link?.remoteId}`)).body).toMatchObject({
      company: { id: Number(keptId) },
      closedBy: {},
    });
    expect(await f.openIssues()).toEqual([]);
  });

  it('is not merged here where ConnectWise has not merged it: nothing is moved', async () => {
    const { lost, lostId, keptId } = await twoClients(f);
    const asked = { kind: 'relink', entity: 'company', localId: lost.clientId, remoteId: keptId } as const;
    await expect(f.act({ ...asked, ifTaken: 'merge' })).rejects.toMatchObject({
      problems: [{ code: 'not_merged_there', message: expect.stringContaining(`has not merged company ${lostId}`) }],
    });
    expect((await f.plan(asked)).taken).toMatchObject({ canMerge: false });
    expect(await f.linkOf('company', lost.clientId)).toEqual({ remoteId: lostId, state: 'linked' });
    const link = await f.linkOf('opportunity', lost.opportunityId);
    expect((await f.http('GET', `/sales/opportunities/${link?.remoteId}`)).body).toMatchObject({
      company: { id: Number(lostId) },
    });
    // As soon as it has.
    await merge(lostId, keptId);
    expect((await f.plan(asked)).taken).toMatchObject({ canMerge: true });
    await f.act({ ...asked, ifTaken: 'merge' });
    await f.drain();
    expect(await f.linkOf('company', lost.clientId)).toBeNull();
  });

  it('does not take a win either: the push says so, and goes on by itself once the client is relinked', async () => {
    const { lost, lostId, keptId, kept } = await twoClients(f);
    await merge(lostId, keptId);
    await win(f, lost);
    await f.drain();
    expect(await f.openIssues()).toMatchObject([{ code: 'link_broken' }]);
    await f.act({ kind: 'relink', entity: 'company', localId: lost.clientId, remoteId: keptId, ifTaken: 'merge' });
    await f.drain();
    expect(await f.openIssues()).toEqual([]);
    const link = await f.linkOf('opportunity', lost.opportunityId);
    expect((await f.http('GET', `/sales/opportunities/${link?.remoteId}`)).body).toMatchObject({
      company: { id: Number(keptId) },
      closedBy: {},
    });
    expect(await f.rows(`select client_id from opportunity where id = $1`, [lost.opportunityId])).toEqual([
      { client_id: kept.clientId },
    ]);
  });

  it('is found by what has moved to it also when the client was renamed here since', async () => {
    const { lost, lostId, keptId } = await twoClients(f);
    await merge(lostId, keptId);
    // ConnectWise moved its people and opportunities, and a poll has taken that in.
    await f.poll();
    await f.rows(`update client set name = 'Renamed ' || name, updated_at = now() where id = $1`, [lost.clientId]);
    const found = async () =>
      (await f.repair.survivors.propose(f.actor, null, 10)).find((one) => one.remoteId === lostId);
    expect(await found()).toMatchObject({ localId: lost.clientId, survivorId: keptId });
    // By what both sides had agreed on alone, too: the log is kept for a time only.
    await f.rows(`update entity_link set base = base || '{"name": "Of before"}' where local_id = $1`, [lost.clientId]);
    await f.test.sql(
      `update audit_event set changes = jsonb_set(changes, '{0,from}', '"Of before"') where entity in ('contact', 'opportunity') and changes @> '[{"field": "clientId"}]'`,
    );
    expect(await found()).toMatchObject({ survivorId: keptId });
  });

  it('is not said to be merged into a company that speaks no louder than another: both are named, and nothing is done', async () => {
    const { lost, lostId, keptId } = await twoClients(f);
    const third = (await twoClients(f)).keptId;
    const contact = await f.linkOf('contact', lost.contactId ?? '');
    // Somebody there moves the only contact to a third company, and merges then.
    await f.http('PATCH', `/company/contacts/${contact?.remoteId}`, [
      { op: 'replace', path: 'company', value: { id: Number(third) } },
    ]);
    await merge(lostId, keptId);
    await f.editHere('company', lost.clientId, `city = 'Sarasota'`);
    const proposal = (await f.repair.survivors.propose(f.actor, null, 10)).find((one) => one.remoteId === lostId);
    expect(proposal).toMatchObject({ survivorId: null, survivorName: null, linkedTo: null });
    for (const id of [third, keptId]) expect(proposal?.because).toContain(`company ${id} "`);
    expect(proposal?.because).toContain('nothing tells into which it was merged');
    const [done] = await f.repair.desk.relinkToSurvivors(f.actor, [await linkId(lost.clientId)], 10);
    expect(done).toMatchObject({ action: null, problems: [{ code: 'no_survivor' }] });
    expect(await f.linkOf('company', lost.clientId)).toEqual({ remoteId: lostId, state: 'broken' });
  });

  it('is proposed in the order of the links that were asked for', async () => {
    const broken = await f.rows<{ id: string }>(
      `update entity_link set state = 'broken' where id in (select id from entity_link where entity = 'company' order by id limit 3) returning id`,
    );
    const ids = broken.map(({ id }) => id).sort();
    const answered = async (asked: string[]) =>
      (await f.repair.survivors.propose(f.actor, asked, 10)).map((one) => one.linkId);
    expect(ids.length).toBeGreaterThan(1);
    expect(await answered(ids.toReversed())).toEqual(ids.toReversed());
    expect(await answered(ids)).toEqual(ids);
  });

  const linkId = async (localId: string) =>
    (await f.rows<{ id: string }>(`select id from entity_link where local_id = $1`, [localId]))[0]?.id ?? '';
});
