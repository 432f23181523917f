import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** Changes of the log name stages, people, clients and parts, on both ways. */
describe('R52: a change of the log is told by names', () => {
  let f: TwoWayFixture;
  let second: string;
  beforeAll(async () => {
    f = await openTwoWayFixture();
    second = newId();
    await f.rows(`insert into pipeline_stage (id, name, position, kind) values ($1, 'Second', 4, 'open')`, [second]);
    const [first, other] = f.sandbox.store.list('stages');
    const open = f.sandbox.store.list('opportunityStatuses').find((row) => !row.closedFlag);
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({
        mode: 'real_time',
        stageMap: [
          { stageId: f.stages.lead, remoteStageId: String(first?.id), remoteStatusId: String(open?.id) },
          { stageId: second, remoteStageId: String(other?.id), remoteStatusId: String(open?.id) },
        ],
      }),
    ]);
  }, 60_000);
  afterAll(() => f.close());

  const changes = async (localId: string, direction: string) =>
    (
      await f.rows<{ changes: { field: string; from: unknown; to: unknown }[] }>(
        `select changes from audit_event where local_id = $1 and direction = $2 and jsonb_array_length(changes) > 0 order by seq desc limit 1`,
        [localId, direction],
      )
    )[0]?.changes ?? [];

  it('stages and clients of an opportunity, both ways', async () => {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    const other = await insertDeal(f, { lines: 0 });
    await f.createdHere('contact', other.contactId ?? '');
    await f.createdHere('opportunity', id);
    await f.poll();
    const stages = f.sandbox.store.list('stages');
    await f.editThere('opportunity', id, [{ op: 'replace', path: 'stage', value: { id: stages[1]?.id } }]);
    await f.poll();
    expect(await changes(id, 'in')).toContainEqual({ field: 'stageId', from: 'Lead', to: 'Second' });
    await f.editHere('opportunity', id, 'stage_id = $2', [f.stages.lead]);
    const out = await changes(id, 'out');
    expect(out.find(({ field }) => field === 'stage' || field === 'stageId')).toMatchObject({
      from: stages[1]?.name,
      to: stages[0]?.name,
    });
    await f.editHere('opportunity', id, 'client_id = $2, contact_id = $3', [other.clientId, other.contactId]);
    const [client] = await f.rows<{ name: string }>(`select name from client where id = $1`, [other.clientId]);
    expect((await changes(id, 'out')).find(({ field }) => field === 'clientId')).toMatchObject({ to: client?.name });
    const made = (
      await f.rows<{ changes: { field: string; to: unknown }[] }>(
        `select changes from audit_event where local_id = $1 and operation = 'create'`,
        [id],
      )
    )[0]?.changes;
    expect(made?.find(({ field }) => field === 'stage')?.to).toBe(stages[0]?.name);
    expect(made?.find(({ field }) => field === 'ownerId')?.to).toEqual(expect.stringMatching(/[A-Za-z]/));
  });

  it('the parts of a bundle, both ways', async () => {
    const product = async (name: string, kind = 'product') =>
      (
        await f.rows<{ id: string }>(
          `insert into product (name, sku, kind, price, cost) values ($1, $1, $2, 10, 5) returning id`,
          [name, kind],
        )
      )[0]?.id ?? '';
    const [part, kit] = [await product('Part'), await product('Kit', 'bundle')];
    await f.rows(`insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 2, 1)`, [
      kit,
      part,
    ]);
    await f.createdHere('product', kit);
    await f.poll();
    const item = (await f.there('product', kit)).id;
    const [component] = f.sandbox.store
      .list('catalogComponents')
      .filter((row) => String(JSON.stringify(row)).includes(String(item)));
    expect(component).toBeDefined();
    await f.rows(`update bundle_line set quantity = 3 where bundle_id = $1`, [kit]);
    await f.editHere('product', kit, `price = 11`);
    const sent = await f.rows<{ changes: unknown }>(
      `select changes from audit_event where local_id = $1 and description like 'Made the parts%'`,
      [kit],
    );
    expect(sent[0]?.changes).toEqual([{ field: 'bundleLines', from: '2 × Part', to: '3 × Part' }]);
  });
});
