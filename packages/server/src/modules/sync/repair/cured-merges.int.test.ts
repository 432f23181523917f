import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

/** What hung on a company that ConnectWise merged away without it is held against ConnectWise after each cure. */
describe('R76: the cure of a merged company reaches what ConnectWise left at it', () => {
  let f: RepairFixture;

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterEach(() => configure({ mode: 'real_time' }));
  afterAll(() => f.close());

  const configure = (more: object) => f.rows(settingsWith, [f.connectionId, JSON.stringify(more)]);

  async function oneClient() {
    const deal = await insertDeal(f, { lines: 0 });
    const contactId = deal.contactId ?? '';
    await f.createdHere('company', deal.clientId);
    await f.createdHere('contact', contactId);
    await f.createdHere('opportunity', deal.opportunityId);
    await f.drain();
    await f.poll();
    const remoteId = (await f.linkOf('company', deal.clientId))?.remoteId ?? '';
    return { ...deal, contactId, localId: deal.clientId, remoteId };
  }
  const discarding = (from: string, to: string, more: object = {}) =>
    f.http('POST', `/company/companies/${from}/merge`, {
      ...{ toCompanyId: Number(to), contacts: 'Discard', opportunities: 'Discard', sites: 'Merge', notes: 'Merge' },
      ...more,
    });
  const company = (localId: string) => ({ entity: 'company' as const, localId });
  const companyThere = async (id: string) => (await f.http('GET', `/company/companies/${id}`)).body;
  const companyOf = async (entity: 'contact' | 'opportunity', localId: string) => {
    const record = await f.there(entity, localId);
    return String((record.company as { id: number }).id);
  };
  const differing = async (localId: string) => {
    const [link] = await f.rows<{ id: string }>(`select id from entity_link where local_id = $1`, [localId]);
    const { fields } = await f.repair.desk.compare(f.actor, link?.id ?? '');
    return fields.flatMap((one) => (one.differs && one.field !== 'ownerId' ? [one.field] : []));
  };

  it('recreating it sends its contacts and opportunities to the new one, and says so before', async () => {
    const [lost, kept] = [await oneClient(), await oneClient()];
    await discarding(lost.remoteId, kept.remoteId);
    await f.poll();
    expect(await f.linkOf('company', lost.localId)).toMatchObject({ state: 'broken' });
    const asked = { kind: 'recreate_there', ...company(lost.localId) } as const;
    const plan = await f.plan(asked);
    expect(plan.warnings.join(' ')).not.toContain('keep their links');
    expect(plan.effects.join(' ')).toContain(
      `Its 1 linked contact and 1 linked opportunity, which ConnectWise left at company ${lost.remoteId}, are sent to the new company.`,
    );
    await f.act(asked);
    await f.drain();
    const { remoteId = '' } = (await f.linkOf('company', lost.localId)) ?? {};
    expect(remoteId).not.toBe(lost.remoteId);
    expect(await companyOf('contact', lost.contactId)).toBe(remoteId);
    expect(await companyOf('opportunity', lost.opportunityId)).toBe(remoteId);
    await f.poll();
    expect(await f.openIssues()).toEqual([]);
    for (const id of [lost.contactId, lost.opportunityId]) expect(await differing(id)).toEqual([]);
    // What changes there comes in again.
    await f.editThere('contact', lost.contactId, [{ op: 'replace', path: 'title', value: 'Owner' }]);
    await f.poll();
    expect(await f.here('contact', lost.contactId)).toMatchObject({ title: 'Owner' });
  });

  it('in a mode that sends no edits the contact goes all the same, and the preview says that the opportunity goes when it is won', async () => {
    const [lost, kept] = [await oneClient(), await oneClient()];
    await discarding(lost.remoteId, kept.remoteId);
    await f.poll();
    await configure({ mode: 'pull_new_push_won' });
    const asked = { kind: 'recreate_there', ...company(lost.localId) } as const;
    expect((await f.plan(asked)).warnings.join(' ')).toContain(
      `1 linked opportunity stays at company ${lost.remoteId} in ConnectWise until it is won`,
    );
    await f.act(asked);
    await f.drain();
    const { remoteId = '' } = (await f.linkOf('company', lost.localId)) ?? {};
    expect(await companyOf('contact', lost.contactId)).toBe(remoteId);
    expect(await companyOf('opportunity', lost.opportunityId)).toBe(lost.remoteId);
    expect(await differing(lost.opportunityId)).toContain('clientId');
  });

  it('relinking it to a company that nobody has sends them there, too', async () => {
    const [lost, kept] = [await oneClient(), await oneClient()];
    for (const [entity, localId] of [
      ['opportunity', kept.opportunityId],
      ['contact', kept.contactId],
      ['company', kept.localId],
    ] as const)
      await f.act({ kind: 'unlink', entity, localId });
    await discarding(lost.remoteId, kept.remoteId);
    await f.poll();
    await f.act({ kind: 'relink', ...company(lost.localId), remoteId: kept.remoteId, winner: 'crm' });
    await f.drain();
    expect(await companyOf('contact', lost.contactId)).toBe(kept.remoteId);
    expect(await companyOf('opportunity', lost.opportunityId)).toBe(kept.remoteId);
    expect(await f.openIssues()).toEqual([]);
  });

  it('taking a recreation back before it was sent leaves them agreed on as they were', async () => {
    const [lost, kept] = [await oneClient(), await oneClient()];
    await discarding(lost.remoteId, kept.remoteId);
    await f.poll();
    const done = await f.act({ kind: 'recreate_there', ...company(lost.localId) });
    await f.repair.actions.undo(f.actor, done.action?.id ?? '');
    await f.drain();
    expect(await f.linkOf('company', lost.localId)).toEqual({ remoteId: lost.remoteId, state: 'broken' });
    expect(await companyOf('contact', lost.contactId)).toBe(lost.remoteId);
    expect((await f.openIssues()).filter(({ code }) => code === 'link_broken')).toEqual([]);
    await f.act({ kind: 'recreate_there', ...company(lost.localId) });
    await f.drain();
  });

  it('merging the client leaves the survivor its default contact in ConnectWise and here', async () => {
    const [lost, kept] = [await oneClient(), await oneClient()];
    const { defaultContact } = await companyThere(kept.remoteId);
    expect(defaultContact).toBeTruthy();
    await discarding(lost.remoteId, kept.remoteId);
    await f.poll();
    await f.clearLog();
    await f.act({ kind: 'relink', ...company(lost.localId), remoteId: kept.remoteId, ifTaken: 'merge' });
    await f.drain();
    expect(await companyOf('contact', lost.contactId)).toBe(kept.remoteId);
    expect((await companyThere(kept.remoteId)).defaultContact).toMatchObject({
      id: (defaultContact as { id: number }).id,
    });
    expect((await f.log(lost.contactId)).join(' ')).not.toContain('Not sent');
    expect(await f.here('contact', kept.contactId)).toMatchObject({ is_primary: true });
    await f.poll();
    for (const id of [lost.contactId, kept.contactId, lost.opportunityId]) expect(await differing(id)).toEqual([]);
  });

  it('a merge that has gone out is not taken back: ConnectWise has no company to go back to', async () => {
    const [lost, kept] = [await oneClient(), await oneClient()];
    await discarding(lost.remoteId, kept.remoteId);
    await f.poll();
    const done = await f.act({ kind: 'relink', ...company(lost.localId), remoteId: kept.remoteId, ifTaken: 'merge' });
    await f.drain();
    const name = (await f.here('company', kept.localId)).name;
    await expect(f.repair.actions.undo(f.actor, done.action?.id ?? '')).rejects.toMatchObject({
      problems: [
        {
          code: 'changed_since',
          message: expect.stringMatching(
            new RegExp(
              `^Since then contact "Ann Lee \\d+" went to client "${name}" in ConnectWise as well, and company ${lost.remoteId} is gone there: there is nothing to take it back to\\.`,
            ),
          ),
        },
      ],
    });
    expect(await f.here('contact', lost.contactId)).toMatchObject({ client_id: kept.localId });
    expect(await companyOf('contact', lost.contactId)).toBe(kept.remoteId);
  });

  it('a merge in which the name of the lost company was kept gives the name to the survivor: one issue, which one action cures', async () => {
    const [lost, kept] = [await oneClient(), await oneClient()];
    const names = await Promise.all(
      [lost, kept].map(async (one) => String((await f.here('company', one.localId)).name)),
    );
    await discarding(lost.remoteId, kept.remoteId, { name: 'From' });
    await f.poll();
    expect((await f.openIssues()).map(({ code }) => code)).toEqual(['remote_deleted']);
    expect((await f.log(kept.localId)).at(-1)).toContain(
      `its name belongs to the client "${names[0]}", whose company ${lost.remoteId} was deleted or merged there; it comes in once that issue is settled`,
    );
    const asked = { kind: 'relink', ...company(lost.localId), remoteId: kept.remoteId, ifTaken: 'merge' } as const;
    expect((await f.plan(asked)).effects.join(' ')).toContain(
      `ConnectWise calls company ${kept.remoteId} "${names[0]}" now: the empty client gives the name up and is called "${names[0]} (merged)".`,
    );
    const done = await f.act(asked);
    await f.drain();
    await f.poll();
    expect(await f.openIssues()).toEqual([]);
    expect(await f.here('company', kept.localId)).toMatchObject({ name: names[0] });
    expect(await f.here('company', lost.localId)).toMatchObject({ name: `${names[0]} (merged)` });
    await f.editThere('company', kept.localId, [{ op: 'replace', path: 'phoneNumber', value: '8135559999' }]);
    await f.poll();
    expect(await f.here('company', kept.localId)).toMatchObject({ phone: '8135559999' });
    await expect(f.repair.actions.undo(f.actor, done.action?.id ?? '')).rejects.toMatchObject({
      problems: [{ code: 'changed_since' }],
    });
  });
});
