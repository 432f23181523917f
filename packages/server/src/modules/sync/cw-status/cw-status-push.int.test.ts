import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { type Opportunity, opportunityWire } from '../../../connectwise/wire/opportunity.ts';
import { opportunityFromConnectwise } from '../records/opportunity/opportunity-from-connectwise.ts';
import { hashOf } from '../records/remote-state.rules.ts';

const names: Record<number, string> = { 1: 'Open', 2: 'Won', 3: 'Lost', 4: 'No decision', 5: 'Signed - Renewal' };

describe('R29, R35: CW Status on the way out', () => {
  let f: PushFixture;
  const settings = (mode: string, more: object = {}) =>
    f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({
        mode,
        opportunityMapping: { statusSource: 'custom_field', ...more },
        // Kept while the field is used, and ignored.
        stageMap: [
          { stageId: f.stages.lead, remoteStageId: '7', remoteStatusId: '4' },
          { stageId: f.stages.won, remoteStageId: '9' },
        ],
      }),
    ]);
  const field = async ({ opportunityId }: Pick<Deal, 'opportunityId'>) => {
    const [row] = await f.rows<{ value: string | null }>(
      `select custom_fields ->> 'CW Status' as value from opportunity where id = $1`,
      [opportunityId],
    );
    return row?.value;
  };
  const remote = async ({ opportunityId }: Pick<Deal, 'opportunityId'>) => {
    const [link] = await f.rows<{ remote_id: string }>(
      `select remote_id from entity_link where entity = 'opportunity' and local_id = $1`,
      [opportunityId],
    );
    return f.sandbox.store.get('opportunities', Number(link?.remote_id));
  };
  const remoteStatus = async (deal: Pick<Deal, 'opportunityId'>) =>
    names[((await remote(deal))?.status as { id: number } | undefined)?.id ?? 0];
  const set = (deal: Deal, value: string) =>
    f.rows(
      `update opportunity set custom_fields = custom_fields || jsonb_build_object('CW Status', $2::text) where id = $1`,
      [deal.opportunityId, value],
    );
  const push = async (deal: Deal, kind: 'created' | 'updated' | 'won' | 'lost' | 'reopened') => {
    await f.changed({ entity: 'opportunity', id: deal.opportunityId, kind });
    f.sandbox.clearJournal();
    await f.drain();
  };
  const reopen = async (deal: Deal) => {
    await f.rows(`update opportunity set stage_id = $2, won_at = null where id = $1`, [
      deal.opportunityId,
      f.stages.lead,
    ]);
    await push(deal, 'reopened');
  };
  const statusPatches = () =>
    f.sandbox.journal().filter((entry) => entry.method === 'PATCH' && String(entry.body).includes('"path":"status"'));

  beforeAll(async () => {
    f = await openPushFixture();
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    await f.rows(`update reference_item set is_active = true where kind = 'status' and remote_id = '6'`);
  });
  afterAll(() => f.close());

  describe('in real time', () => {
    beforeAll(() => settings('real_time', { wonStatusId: '5' }));

    it('pushes a new opportunity with its value, not with the status of the map', async () => {
      const deal = await insertDeal(f, { lines: 0 });
      await set(deal, 'No decision');
      await push(deal, 'created');
      expect(await remoteStatus(deal)).toBe('No decision');
    });

    it('R36: pushes one without a value with the open default, and shows that in the field', async () => {
      const deal = await insertDeal(f, { lines: 0 });
      await push(deal, 'created');
      expect([await remoteStatus(deal), await field(deal)]).toEqual(['Open', 'Open']);
    });

    it('sends the value when it was changed, and leaves ConnectWise’s alone when it was not', async () => {
      const deal = await insertDeal(f, { lines: 0 });
      await push(deal, 'created');
      await set(deal, 'No decision');
      await push(deal, 'updated');
      expect(await remoteStatus(deal)).toBe('No decision');
      const opportunity = await remote(deal);
      f.sandbox.store.patch('opportunities', opportunity?.id ?? 0, { status: { id: 3 } });
      await f.rows(`update opportunity set notes = 'Edited' where id = $1`, [deal.opportunityId]);
      await push(deal, 'updated');
      expect(await remoteStatus(deal)).toBe('Lost');
      expect(statusPatches()).toEqual([]);
    });

    it('A11: a win sets the field to the chosen won status in its own transaction, then pushes it', async () => {
      const deal = await insertDeal(f, { lines: 0 });
      await set(deal, 'Open');
      await push(deal, 'created');
      await win(f, deal);
      expect(await field(deal)).toBe('Signed - Renewal');
      await f.drain();
      expect([await remoteStatus(deal), await field(deal)]).toEqual(['Signed - Renewal', 'Signed - Renewal']);
      await set(deal, 'Won');
      await push(deal, 'updated');
      expect(await remoteStatus(deal)).toBe('Won');
    });

    it('opens the status again when the opportunity is reopened', async () => {
      const deal = await insertDeal(f, { lines: 0 });
      await win(f, deal);
      await f.drain();
      await reopen(deal);
      expect([await remoteStatus(deal), await field(deal)]).toEqual(['Open', 'Open']);
    });

    it('says which value is no status of ConnectWise any more', async () => {
      const deal = await insertDeal(f, { lines: 0 });
      await set(deal, 'Gone');
      await push(deal, 'created');
      const [issue] = await f.rows(`select code, message from sync_issue where local_id = $1`, [deal.opportunityId]);
      expect(issue).toEqual({
        code: 'status_missing',
        message: 'ConnectWise has no status "Gone" any more. Choose another CW Status for the opportunity.',
      });
    });
  });

  describe('when only wins go out', () => {
    beforeAll(() => settings('pull_new_push_won'));

    it('keeps an edited value here, and pushes the won status at the win', async () => {
      const deal = await insertDeal(f, { lines: 0 });
      await set(deal, 'No decision');
      await push(deal, 'updated');
      expect(await remote(deal)).toBeUndefined();
      await win(f, deal);
      await f.drain();
      expect([await remoteStatus(deal), await field(deal)]).toEqual(['Won', 'Won']);
    });

    it('R15: leaves the field alone at a loss, which is not pushed', async () => {
      const deal = await insertDeal(f, { lines: 0 });
      await set(deal, 'Open');
      await f.rows(`update opportunity set stage_id = $2 where id = $1`, [deal.opportunityId, f.stages.lost]);
      await push(deal, 'lost');
      expect(await field(deal)).toBe('Open');
    });
  });
});

describe('R35: the status map on the way out', () => {
  let f: PushFixture;
  const standing = async ({ opportunityId }: Deal) => {
    const [link] = await f.rows<{ remote_id: string }>(
      `select remote_id from entity_link where entity = 'opportunity' and local_id = $1`,
      [opportunityId],
    );
    const found = f.sandbox.store.get('opportunities', Number(link?.remote_id));
    const idOf = (value: unknown) => (value as { id: number } | undefined)?.id ?? 0;
    return { id: found?.id ?? 0, stage: idOf(found?.stage), status: names[idOf(found?.status)] };
  };
  const push = async (deal: Deal, kind: 'created' | 'updated') => {
    await f.changed({ entity: 'opportunity', id: deal.opportunityId, kind });
    await f.drain();
  };
  beforeAll(async () => {
    f = await openPushFixture();
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({
        mode: 'real_time',
        stageMap: [
          { stageId: f.stages.lead, remoteStageId: '7' },
          { stageId: f.stages.won, remoteStatusId: '5' },
          { stageId: f.stages.lost, remoteStatusId: '3' },
        ],
      }),
    ]);
  });
  afterAll(() => f.close());

  it('A10: sends an open one in the open default, and the mapped won status at the win, in the stage where it stands', async () => {
    const deal = await insertDeal(f, { lines: 0 });
    await push(deal, 'created');
    expect(await standing(deal)).toMatchObject({ stage: 7, status: 'Open' });
    f.sandbox.store.patch('opportunities', (await standing(deal)).id, { stage: { id: 9 } });
    await win(f, deal);
    await f.drain();
    expect(await standing(deal)).toMatchObject({ stage: 9, status: 'Signed - Renewal' });
  });

  it('does not reopen, by an edit of the name, what ConnectWise closed in a status that is not mapped', async () => {
    const deal = await insertDeal(f, { lines: 0 });
    await push(deal, 'created');
    const { id } = await standing(deal);
    f.sandbox.store.patch('opportunities', id, { status: { id: 2 } });
    // As a pull leaves it: seen, and in the open stage that its ConnectWise stage is mapped to.
    const client = await f.connection.clients.clientFor({ id: f.connectionId, workspaceId: f.workspaceId });
    const seen = await client.get(opportunityWire, id);
    await f.rows(`update entity_link set remote_hash = $2 where local_id = $1`, [
      deal.opportunityId,
      hashOf(opportunityFromConnectwise(seen as Opportunity)),
    ]);
    await f.rows(`update opportunity set name = 'Renamed after the win there' where id = $1`, [deal.opportunityId]);
    await push(deal, 'updated');
    expect(await standing(deal)).toMatchObject({ status: 'Won' });
  });
});
