import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

const replace = (path: string, value: unknown) => ({ op: 'replace' as const, path, value });
const says = 'What changed on either side meanwhile is looked at now, and merged field by field';
const asBefore = 'as before';

/** What an undo promises is held against ConnectWise's record, the row here, the issues and the log. */
describe('what an undo of an action on a link promises', () => {
  let f: RepairFixture;

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  beforeEach(() => f.clearLog());
  afterAll(() => f.close());

  const made = async (wanted: Parameters<typeof insertDeal>[1] = { lines: 0, withoutContact: true }) => {
    const deal = await insertDeal(f, wanted);
    await f.createdHere('company', deal.clientId);
    await f.drain();
    await f.poll();
    await f.clearLog();
    const remoteId = (await f.linkOf('company', deal.clientId))?.remoteId ?? '';
    return { ...deal, localId: deal.clientId, remoteId };
  };
  const company = (localId: string) => ({ entity: 'company' as const, localId });
  const companyThere = async (id: string) => (await f.http('GET', `/company/companies/${id}`)).body;
  const undo = (done: Awaited<ReturnType<typeof f.act>>) => f.repair.actions.undo(f.actor, done.action?.id ?? '');
  const told = async (localId: string) => (await f.log(localId)).find((text) => text.includes('took this back')) ?? '';
  const issuesOf = async (name: unknown) => (await f.openIssues()).filter((one) => one.name === name);
  const mergeThere = (from: string, to: string) =>
    f.http('POST', `/company/companies/${from}/merge`, {
      toCompanyId: Number(to),
      contacts: 'Merge',
      opportunities: 'Merge',
    });

  it.each(['pause', 'never_sync'] as const)(
    'R76: of %s lets the edits of both sides pass that were made meanwhile, as resuming does',
    async (kind) => {
      const { localId, remoteId } = await made();
      const done = await f.act({ kind, ...company(localId), reason: 'wait' });
      await f.http('PATCH', `/company/companies/${remoteId}`, [replace('city', 'Naples')]);
      await f.poll();
      await f.editHere('company', localId, `phone = '813 555 4242'`);
      expect(await companyThere(remoteId)).not.toMatchObject({ phoneNumber: '813 555 4242' });
      await f.clearLog();

      // No poll comes: what changed there is asked for, not waited for.
      await undo(done);
      await f.drain();
      expect(await f.here('company', localId)).toMatchObject({ city: 'Naples', phone: '813 555 4242' });
      expect(await companyThere(remoteId)).toMatchObject({ city: 'Naples', phoneNumber: '813 555 4242' });
      expect(await f.linkOf('company', localId)).toEqual({ remoteId, state: 'linked' });
      expect(await told(localId)).toContain(says);
      expect(await told(localId)).not.toContain('Everything stands');
      expect(await f.openIssues()).toEqual([]);
    },
  );

  it('of never syncing a paused record pauses it again, with who paused it and why', async () => {
    const { localId, remoteId } = await made();
    await f.act({ kind: 'pause', ...company(localId), reason: 'they move' });
    await undo(await f.act({ kind: 'never_sync', ...company(localId), reason: 'internal' }));
    expect(await f.linkOf('company', localId)).toEqual({ remoteId, state: 'paused' });
    expect(await told(localId)).toMatch(
      /Paused again: nothing passes between client "[^"]+" and ConnectWise company \d+, because Ann paused it: they move\.$/,
    );
  });

  it.each(['resume', 'allow_sync'] as const)(
    'of %s is refused once values have passed, with the field; else holds it again',
    async (kind) => {
      const { localId, remoteId } = await made();
      const hold = kind === 'resume' ? 'pause' : 'never_sync';
      await f.act({ kind: hold, ...company(localId), reason: 'wait' });
      const idle = await f.act({ kind, ...company(localId) });
      await f.drain();
      await undo(idle);
      const state = kind === 'resume' ? 'paused' : 'never';
      expect(await f.linkOf('company', localId)).toEqual({ remoteId, state });
      expect(await told(localId)).toContain('No value had passed since.');

      await f.http('PATCH', `/company/companies/${remoteId}`, [replace('city', 'Naples')]);
      await f.editHere('company', localId, `phone = '813 555 1111'`);
      const done = await f.act({ kind, ...company(localId) });
      await f.drain();
      await f.clearLog();
      await expect(undo(done)).rejects.toMatchObject({
        problems: [{ code: 'changed_since', message: expect.stringMatching(/passed .*(city|phone)/) }],
      });
      expect(await f.log(localId)).toEqual([]);
      expect(await f.linkOf('company', localId)).toEqual({ remoteId, state: 'linked' });
      expect(await companyThere(remoteId)).toMatchObject({ city: 'Naples', phoneNumber: '813 555 1111' });
      expect(await f.here('company', localId)).toMatchObject({ city: 'Naples', phone: '813 555 1111' });
    },
  );

  it('of unlinking looks at what changed on either side meanwhile', async () => {
    const { localId, remoteId } = await made();
    const done = await f.act({ kind: 'unlink', ...company(localId) });
    await f.http('PATCH', `/company/companies/${remoteId}`, [replace('city', 'Dade')]);
    await f.rows(`update client set phone = '813 555 2222' where id = $1`, [localId]);
    await undo(done);
    await f.drain();
    expect(await f.here('company', localId)).toMatchObject({ city: 'Dade', phone: '813 555 2222' });
    expect(await companyThere(remoteId)).toMatchObject({ city: 'Dade', phoneNumber: '813 555 2222' });
    expect(await told(localId)).toContain(says);
  });

  it('of never syncing a client without a link sends it, and what waited for it', async () => {
    const deal = await insertDeal(f, { lines: 1 });
    const done = await f.act({ kind: 'never_sync', ...company(deal.clientId), reason: 'cash customer' });
    await f.createdHere('company', deal.clientId);
    await win(f, deal);
    await f.drain();
    expect(await f.openIssues()).toMatchObject([{ code: 'never_synced' }]);
    await undo(done);
    expect(await told(deal.clientId)).toContain(
      'may be sent to ConnectWise again. The push that waits for this goes on',
    );
    await f.drain();
    expect(await f.openIssues()).toEqual([]);
    expect(await f.linkOf('opportunity', deal.opportunityId)).toMatchObject({ state: 'linked' });
  });

  it('of merging into the survivor opens the issue again, and the edit waits as it did', async () => {
    const [lost, kept] = [await made(), await made()];
    const names = await Promise.all([lost, kept].map(async (one) => (await f.here('company', one.localId)).name));
    await mergeThere(lost.remoteId, kept.remoteId);
    await f.editHere('company', lost.localId, `phone = '813 555 6666'`);
    const issue = { code: 'link_broken', direction: 'out' };
    expect(await issuesOf(names[0])).toMatchObject([issue]);

    const asked = { kind: 'relink', ...company(lost.localId), remoteId: kept.remoteId, ifTaken: 'merge' } as const;
    const plan = await f.plan(asked);
    expect(plan.effects.join(' ')).not.toContain('goes on');
    expect(plan.warnings).toEqual([
      `What was edited in client "${names[0]}" since it was last synced is sent nowhere: phone. Enter it in client "${names[1]}" where it still counts.`,
    ]);
    const done = await f.act(asked);
    await f.drain();
    expect(await issuesOf(names[0])).toEqual([]);
    expect((await f.log(lost.localId)).at(-1)).toContain('Not sent, because Ann set it never to sync');

    await undo(done);
    expect(await issuesOf(names[0])).toMatchObject([issue]);
    await f.drain();
    expect(await issuesOf(names[0])).toMatchObject([{ ...issue, name: names[0] }]);
    expect(await f.linkOf('company', lost.localId)).toEqual({ remoteId: lost.remoteId, state: 'broken' });
    expect(await companyThere(lost.remoteId)).toMatchObject({ deletedFlag: true });
    expect(await companyThere(kept.remoteId)).not.toMatchObject({ phoneNumber: '813 555 6666' });
    const parked = await f.rows(`select state, last_code from push_request where local_id = $1`, [lost.localId]);
    expect(parked).toEqual([{ state: 'parked', last_code: 'link_broken' }]);
    expect(await told(lost.localId)).toMatch(/is linked to ConnectWise company \d+ again, which is gone there\./);
    expect(await told(lost.localId)).toContain(`waits again: company "${names[0]}"`);
    // The edit is not lost: the next action brings it where it is wanted.
    await f.act({ kind: 'recreate_there', ...company(lost.localId) });
    await f.drain();
    const { remoteId = '' } = (await f.linkOf('company', lost.localId)) ?? {};
    expect(await companyThere(remoteId)).toMatchObject({ phoneNumber: '813 555 6666' });
    expect(await issuesOf(names[0])).toEqual([]);
  });

  it('of making a broken one anew, and of relinking it, has what waited wait again; it is refused once that went through', async () => {
    const lost = await made({ lines: 1 });
    const kept = await made();
    const { name } = await f.here('company', lost.localId);
    await mergeThere(lost.remoteId, kept.remoteId);
    await f.editHere('company', lost.localId, `phone = '813 555 7777'`);
    const issue = { code: 'link_broken', direction: 'out' };
    const [before] = await issuesOf(name);
    expect(before).toMatchObject(issue);
    for (const kind of ['recreate_there', 'unlink'] as const) {
      await undo(await f.act({ kind, ...company(lost.localId) }));
      await f.drain();
      expect(await issuesOf(name)).toEqual([before]);
      expect(await f.linkOf('company', lost.localId)).toEqual({ remoteId: lost.remoteId, state: 'broken' });
    }
    await win(f, lost);
    await f.drain();
    const done = await f.act({
      kind: 'relink',
      ...company(lost.localId),
      remoteId: kept.remoteId,
      ifTaken: 'merge',
    });
    await f.drain();
    expect(await issuesOf(name)).toEqual([]);
    expect(await f.linkOf('opportunity', lost.opportunityId)).toMatchObject({ state: 'linked' });
    await expect(undo(done)).rejects.toMatchObject({
      problems: [{ code: 'changed_since', message: expect.stringContaining('which waited for this') }],
    });
  });

  it('of a relink that sent and took values says so of the values, and looks at the old pair', async () => {
    const { localId, remoteId } = await made();
    const answer = await f.http('POST', '/company/companies', {
      identifier: 'Elsewhere',
      name: 'Elsewhere',
      status: { id: 1 },
      types: [{ id: 1 }],
      site: { name: 'Main' },
      phoneNumber: '555 0000',
      city: 'Ocala',
    });
    const otherId = String(answer.body.id);
    const row = await f.here('company', localId);
    const done = await f.act({
      kind: 'relink',
      ...company(localId),
      remoteId: otherId,
      winner: 'crm',
      fields: [{ field: 'city', winner: 'connectwise' }],
    });
    await f.drain();
    await f.poll();
    await f.http('PATCH', `/company/companies/${remoteId}`, [replace('website', 'of.before')]);
    // A field that the action has nothing to do with stays as somebody left it.
    await undo(done);
    await f.drain();
    expect(await companyThere(otherId)).toMatchObject({ name: 'Elsewhere', phoneNumber: '555 0000', city: 'Ocala' });
    expect(await f.here('company', localId)).toMatchObject({ city: row.city, phone: row.phone, website: 'of.before' });
    expect(await told(localId)).toContain(`The values that the action moved are ${asBefore} on both sides.`);
    expect(await told(localId)).toContain(says);
  });
});
