import { type ConnectionFixture, openConnectionFixture } from '../../../test/support/connection-fixture.ts';

describe('the lists read from ConnectWise', () => {
  let f: ConnectionFixture;

  beforeAll(async () => {
    f = await openConnectionFixture();
  });
  beforeEach(async () => {
    await f.enterWorkspace('w');
    f.sandbox.clearFaults();
  });
  afterEach(() => f.test.sql('delete from connection'));
  afterAll(() => f?.close());

  it('R33: keeps the label of a row that vanished or may no longer be read', async () => {
    const { connection } = await f.connect();
    await f.test.sql(
      `insert into reference_item (workspace_id, connection_id, kind, remote_id, label) values ($1, $2, 'stage', '999', 'Old stage'), ($1, $2, 'rating', '998', 'Old rating')`,
      [f.workspaceId, connection?.id],
    );
    f.sandbox.deny('/sales/opportunities/ratings');
    const { refused, counts } = await f.connecting.references.refresh(f.workspaceId, connection?.id ?? '');
    f.sandbox.allow('/sales/opportunities/ratings');
    expect(refused).toEqual(['rating']);
    expect(counts.stage).toBeGreaterThan(2);
    const rows = await f.test.sql<{ label: string; is_active: boolean }>(
      `select label, is_active from reference_item where connection_id = $1 and remote_id in ('999', '998') order by label`,
      [connection?.id],
    );
    expect(rows).toEqual([
      { label: 'Old rating', is_active: true },
      { label: 'Old stage', is_active: false },
    ]);
  });

  it('reads lists again once they are a day old', async () => {
    await f.connect();
    const stages = () => f.sandbox.journal().filter((entry) => entry.path.startsWith('/sales/stages')).length;
    const before = stages();
    f.clock.advance(3_601_000);
    await f.queue.settle();
    expect(stages()).toBe(before);
    await f.test.sql(`update reference_item set seen_at = seen_at - interval '25 hours'`);
    f.clock.advance(3_601_000);
    await f.queue.settle();
    expect(stages()).toBeGreaterThan(before);
  });

  it('refuses a list that does not exist', async () => {
    await expect(f.ask(`{ referenceItems(kind: "secrets") { label } }`)).rejects.toThrow('There is no list "secrets"');
  });
});
