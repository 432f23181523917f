import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { keepLinks, keepRemovalHold } from '../../links/removal-guard.queries.ts';
import { countEntities } from '../activity/health/health.queries.ts';
import { readPushStatuses } from '../push/outbox/push-status.queries.ts';

type Deal = Awaited<ReturnType<typeof insertDeal>>;

describe('a held or kept link whose record is gone from ConnectWise', () => {
  let f: RepairFixture;

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  beforeEach(() => f.clearLog());
  afterAll(() => f.close());

  const opportunity = (deal: Deal) => ({ entity: 'opportunity' as const, localId: deal.opportunityId });
  const made = async (): Promise<Deal & { remoteId: string }> => {
    const deal = await insertDeal(f, { lines: 1 });
    await f.createdHere('company', deal.clientId);
    await f.createdHere('contact', deal.contactId ?? '');
    await f.createdHere('opportunity', deal.opportunityId);
    await f.drain();
    await f.poll();
    await f.clearLog();
    return { ...deal, remoteId: (await f.linkOf('opportunity', deal.opportunityId))?.remoteId ?? '' };
  };
  const there = async (id: string) => f.http('GET', `/sales/opportunities/${id}`);
  const removed = async ({ remoteId }: { remoteId: string }) => {
    f.sandbox.store.remove('opportunities', Number(remoteId));
    expect((await there(remoteId)).status).toBe(404);
  };
  /** A push comes upon it. */
  const broken = async (deal: Deal & { remoteId: string }) => {
    await removed(deal);
    await f.editHere('opportunity', deal.opportunityId, `notes = 'call on Monday'`);
    await f.drain();
    expect(await f.linkOf('opportunity', deal.opportunityId)).toMatchObject({ state: 'broken' });
    expect(await f.openIssues()).toMatchObject([{ code: 'link_broken' }]);
    await f.clearLog();
  };
  const pushOf = async ({ opportunityId }: Deal) =>
    (await f.write((tx) => readPushStatuses(tx, [opportunityId]))).get(opportunityId);
  /** So many records have changes that were not sent because somebody holds them. */
  const heldBack = async () =>
    (await f.write((tx) => countEntities(tx, f.connectionId, ['opportunity']))).map(({ held }) => held);
  const recreated = async (deal: Deal & { remoteId: string }) => {
    await f.act({ kind: 'recreate_there', ...opportunity(deal) });
    await f.drain();
    await f.poll();
    const link = await f.linkOf('opportunity', deal.opportunityId);
    expect(link).toMatchObject({ state: 'linked' });
    expect(link?.remoteId).not.toBe(deal.remoteId);
    expect((await there(link?.remoteId ?? '')).status).toBe(200);
    expect(await f.openIssues()).toEqual([]);
    return (await there(link?.remoteId ?? '')).body;
  };

  it('stays broken when it is set never to sync and allowed again, with one issue; its win is told as not sent', async () => {
    const deal = await made();
    await broken(deal);
    await f.act({ kind: 'never_sync', ...opportunity(deal), reason: 'lost interest' });
    await f.drain();
    // The decision answers the question.
    expect(await f.openIssues()).toEqual([]);
    expect(await f.linkOf('opportunity', deal.opportunityId)).toMatchObject({ state: 'never' });

    await win(f, deal);
    await f.drain();
    const because = 'Not sent, because Ann set it never to sync: lost interest.';
    expect((await f.log(deal.opportunityId)).at(-1)).toBe(because);
    expect(await pushOf(deal)).toMatchObject({ state: 'skipped', errorCode: 'held', error: because });
    expect(await heldBack()).toEqual([1]);

    await f.clearLog();
    const plan = await f.plan({ kind: 'allow_sync', ...opportunity(deal) });
    expect(plan.effects[0]).toMatch(
      /^Opportunity ".+" may sync again, but ConnectWise opportunity \d+ is gone: its link is broken from then on\./,
    );
    await f.act({ kind: 'allow_sync', ...opportunity(deal) });
    await f.drain();
    expect(await f.linkOf('opportunity', deal.opportunityId)).toEqual({ remoteId: deal.remoteId, state: 'broken' });
    expect(await f.openIssues()).toMatchObject([{ code: 'link_broken' }]);
    expect((await f.log(deal.opportunityId))[0]).toContain('is gone: its link is broken from then on');
    expect(await pushOf(deal)).toMatchObject({ state: 'parked', errorCode: 'link_broken' });
    expect(await recreated(deal)).toMatchObject({ closedBy: {} });
  });

  it('asks again when never syncing is taken back', async () => {
    const deal = await made();
    await broken(deal);
    const { action } = await f.act({ kind: 'never_sync', ...opportunity(deal), reason: 'by mistake' });
    await f.drain();
    await f.repair.actions.undo(f.actor, action?.id ?? '');
    await f.drain();
    expect(await f.linkOf('opportunity', deal.opportunityId)).toMatchObject({ state: 'broken' });
    expect(await f.openIssues()).toMatchObject([{ code: 'link_broken' }]);
    await recreated(deal);
  });

  it('is broken when it is resumed after its record was deleted meanwhile, and tells so with one issue', async () => {
    const deal = await made();
    await f.act({ kind: 'pause', ...opportunity(deal), reason: 'being checked' });
    await removed(deal);
    const { action } = await f.act({ kind: 'resume', ...opportunity(deal) });
    expect(action?.description).toContain('is gone: its link is broken from then on');
    expect(await f.linkOf('opportunity', deal.opportunityId)).toMatchObject({ state: 'broken' });
    expect(await f.openIssues()).toMatchObject([{ code: 'remote_deleted', name: expect.any(String) }]);
    await f.repair.actions.undo(f.actor, action?.id ?? '');
    expect(await f.linkOf('opportunity', deal.opportunityId)).toMatchObject({ state: 'paused' });
    await f.act({ kind: 'resume', ...opportunity(deal) });
    expect(await f.openIssues()).toMatchObject([{ code: 'remote_deleted' }]);
    await recreated(deal);
  });

  it('a win of a paused opportunity is told as not sent until it is resumed', async () => {
    const deal = await made();
    await f.act({ kind: 'pause', ...opportunity(deal), reason: 'the quote is being checked' });
    await win(f, deal);
    await f.drain();
    expect(await pushOf(deal)).toMatchObject({
      state: 'skipped',
      error: 'Not sent, because Ann paused it: the quote is being checked. It goes out when it is resumed.',
    });
    expect(await heldBack()).toEqual([1]);
    await f.act({ kind: 'resume', ...opportunity(deal) });
    await f.drain();
    expect((await there(deal.remoteId)).body).toMatchObject({ closedBy: {} });
    expect(await pushOf(deal)).toMatchObject({ state: 'done', error: null, errorCode: null });
    expect(await heldBack()).toEqual([0]);
  });

  it('is made anew by one action where somebody decided to keep the links of many that are gone', async () => {
    const deal = await made();
    await f.write(async (tx) => {
      const scope = { connectionId: f.connectionId, entity: 'opportunity' as const };
      await keepRemovalHold(tx, scope);
      await keepLinks(tx, scope);
      await tx.query(`update entity_link set removal_asked_at = now() where local_id = $1`, [deal.opportunityId]);
    });
    await removed(deal);
    await f.editHere('opportunity', deal.opportunityId, `notes = 'call on Monday'`);
    await f.drain();
    expect(await f.linkOf('opportunity', deal.opportunityId)).toMatchObject({ state: 'linked' });
    expect(await f.openIssues()).toMatchObject([
      { code: 'link_kept', advice: expect.stringContaining('recreate it in ConnectWise, or unlink it.') },
    ]);
    // Nothing of it is in ConnectWise.
    expect(await pushOf(deal)).toMatchObject({ state: 'parked' });
    const plan = await f.plan({ kind: 'recreate_there', ...opportunity(deal) });
    expect(plan.effects[0]).toContain(`in place of opportunity ${deal.remoteId}, which is gone`);
    await recreated(deal);
    await f.rows(`delete from removal_hold`);
    const other = await made();
    await expect(f.plan({ kind: 'recreate_there', ...opportunity(other) })).rejects.toMatchObject({
      problems: [{ code: 'linked', message: expect.stringContaining('which is there') }],
    });
  });

  it('names, before an opportunity is made anew, what of it is gone as well', async () => {
    const deal = await made();
    await broken(deal);
    const contact = (await f.linkOf('contact', deal.contactId ?? ''))?.remoteId ?? '';
    const company = (await f.linkOf('company', deal.clientId))?.remoteId ?? '';
    await f.rows(
      `update entity_link set state = 'broken' where entity in ('company', 'contact') and local_id = any($1::uuid[])`,
      [[deal.clientId, deal.contactId]],
    );
    const plan = await f.plan({ kind: 'recreate_there', ...opportunity(deal) });
    expect(plan.warnings).toEqual([
      expect.stringMatching(new RegExp(`^Client ".+" is gone from ConnectWise as well \\(company ${company}\\)\\.`)),
      expect.stringMatching(
        new RegExp(
          `^Contact ".+" is gone from ConnectWise as well \\(contact ${contact}\\)\\. Recreate or relink it first: the opportunity waits for it\\.$`,
        ),
      ),
    ]);
  });
});
