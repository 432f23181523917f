import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

const { OPEN, WON, LOST } = { OPEN: 'Open', WON: 'Won', LOST: 'Lost' };

describe('a record whose create was answered by nobody and that was edited in ConnectWise before it was found again', () => {
  let fixture: TwoWayFixture;
  const statusIds = new Map<string, number>();

  beforeAll(async () => {
    fixture = await openTwoWayFixture();
    for (const row of fixture.sandbox.store.list('opportunityStatuses')) statusIds.set(String(row.name), row.id);
    const closedStatuses = [
      { statusId: String(statusIds.get(WON)), outcome: 'won' },
      { statusId: String(statusIds.get(LOST)), outcome: 'lost' },
    ];
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time', closedStatuses })]);
  });
  afterAll(() => fixture.close());
  afterEach(() => fixture.sandbox.clearFaults());

  /** The worker dies between the create and its link; somebody edits the record there; another worker goes on. */
  const editedBetween = async (entity: string, edit: () => void) => {
    let deaths = 0;
    const mortal = fixture.worker({
      afterRemoteCreate: (made) => {
        if (made === entity && deaths++ === 0) throw new Error('the worker dies here');
      },
    });
    await mortal.service.run(fixture.workspaceId, fixture.connectionId, {
      signal: new AbortController().signal,
      touch: async () => undefined,
    });
    expect(deaths).toBe(1);
    edit();
  };
  const newDeal = async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    const [row] = await fixture.rows<{ name: string }>('select name from opportunity where id = $1', [
      deal.opportunityId,
    ]);
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    return { ...deal, name: row?.name ?? '' };
  };
  const setStatus = (name: string, status: string) => {
    const made = fixture.sandbox.store.list('opportunities').find((one) => one.name === name);
    if (!made) throw new Error(`${name} is not in ConnectWise.`);
    fixture.sandbox.store.patch('opportunities', made.id, { status: { id: statusIds.get(status) } });
  };
  const ownStatus = () => [...statusIds.keys()].find((name) => ![OPEN, WON, LOST].includes(name)) ?? '';
  const statusThere = async (id: string) => (await fixture.there('opportunity', id)).status;

  it.each([[WON], [LOST], ['another open one']])(
    'keeps the status that was set there meanwhile (%s), and takes it in',
    async (status) => {
      const { opportunityId, name } = await newDeal();
      const label = statusIds.has(status) ? status : ownStatus();
      await editedBetween('opportunity', () => setStatus(name, label));
      await fixture.drain();
      expect(await statusThere(opportunityId)).toMatchObject({ name: label });
      await fixture.poll();
      await fixture.drain();
      expect(await statusThere(opportunityId)).toMatchObject({ name: label });
      const { won_at: wonAt, lost_at: lostAt } = await fixture.here('opportunity', opportunityId);
      expect([wonAt !== null, lostAt !== null]).toEqual([label === WON, label === LOST]);
      const log = await fixture.log(opportunityId);
      expect(log.filter((one) => one.startsWith('Set the status'))).toEqual([]);
    },
  );

  it('sets the win that was entered here, and lists the loss that was set there meanwhile as a conflict', async () => {
    const { opportunityId, name } = await newDeal();
    await fixture.rows(`update opportunity set stage_id = $2, won_at = now() where id = $1`, [
      opportunityId,
      fixture.stages.won,
    ]);
    await fixture.changed({ entity: 'opportunity', id: opportunityId, kind: 'won' });
    await editedBetween('opportunity', () => setStatus(name, LOST));
    await fixture.drain();
    expect(await statusThere(opportunityId)).toMatchObject({ name: WON });
    const conflicts = await fixture.rows(`select field, kept from sync_conflict where local_id = $1`, [opportunityId]);
    expect(conflicts).toEqual([{ field: 'stageId', kept: 'crm' }]);
  });

  it('sends the status of the stage where nobody touched it there', async () => {
    const { opportunityId } = await newDeal();
    await editedBetween('opportunity', () => undefined);
    await fixture.rows(`update opportunity set stage_id = $2, lost_at = now() where id = $1`, [
      opportunityId,
      fixture.stages.lost,
    ]);
    await fixture.changed({ entity: 'opportunity', id: opportunityId, kind: 'lost' });
    await fixture.drain();
    expect(await statusThere(opportunityId)).toMatchObject({ name: LOST });
  });

  it('takes in what was edited there meanwhile of a client, and does not take it for its own form of ours', async () => {
    const { clientId } = await insertDeal(fixture, { lines: 0 });
    const [client] = await fixture.rows<{ name: string }>('select name from client where id = $1', [clientId]);
    await fixture.changed({ entity: 'client', id: clientId, kind: 'created' });
    await editedBetween('company', () => {
      const made = fixture.sandbox.store.list('companies').find((one) => one.name === client?.name);
      if (made) fixture.sandbox.store.patch('companies', made.id, { city: 'Newtown' });
    });
    await fixture.drain();
    await fixture.poll();
    await fixture.drain();
    expect(await fixture.there('company', clientId)).toMatchObject({ city: 'Newtown' });
    expect(await fixture.here('company', clientId)).toMatchObject({ city: 'Newtown' });
  });
});
