import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

/** The journal of the sandbox tells whether a push wrote anything; its rows in the log, and how the push is counted, say the same. */
describe('R65: a push of an opportunity that sends nothing', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture();
  });
  afterEach(() => f.sandbox.clearFaults());
  afterAll(() => f.close());

  async function linked(lines: number): Promise<string> {
    const { opportunityId: id, quoteId } = await insertDeal(f, { lines });
    if (lines === 0) await f.rows(`delete from document where id = $1`, [quoteId]);
    await f.rows(`update opportunity set expected_close_date = '2027-03-01' where id = $1`, [id]);
    await f.createdHere('opportunity', id);
    await f.drain();
    await f.poll();
    await f.clearLog();
    return id;
  }
  const told = async (id: string, since: string) =>
    f.rows<{ operation: string; status: string; description: string }>(
      `select operation, status, description from audit_event where opportunity_id = $1 and direction = 'out' and seq > $2::bigint order by seq`,
      [id, since],
    );
  const now = async () =>
    (await f.rows<{ seq: string }>(`select coalesce(max(seq), 0)::text as seq from audit_event`))[0]?.seq ?? '0';
  /** How its run counts it. */
  const countOf = async (id: string) =>
    (
      await f.rows<{ updated: number; skipped: number }>(
        `select e.updated, e.skipped from push_request p join sync_run_entity e on e.run_id = p.run_id where p.local_id = $1`,
        [id],
      )
    )[0];
  const skipped = { updated: 0, skipped: 1 };
  /** What the work wrote in ConnectWise, and what the log says of it. */
  async function during(id: string, work: () => Promise<unknown>) {
    const [before, since] = [f.sandbox.journal().length, await now()];
    await work();
    const written = f.sandbox
      .journal()
      .slice(before)
      .filter(({ method }) => method !== 'GET');
    return { written, rows: await told(id, since) };
  }
  const notSent = expect.stringMatching(
    /^Not sent: expected close date, because ConnectWise wants an expected close date\.$/,
  );

  it('is told by what was not sent alone', async () => {
    const id = await linked(0);
    const { written, rows } = await during(id, () => f.editHere('opportunity', id, 'expected_close_date = null'));
    expect(written).toEqual([]);
    expect(rows.filter(({ operation }) => operation !== 'check')).toEqual([
      { operation: 'skip', status: 'skipped', description: notSent },
    ]);
    expect(await countOf(id)).toEqual(skipped);
  });

  it('says of lines that they were in place, as nothing that was sent', async () => {
    const id = await linked(2);
    const { written, rows } = await during(id, () => f.editHere('opportunity', id, 'expected_close_date = null'));
    expect(written).toEqual([]);
    expect(rows.filter(({ operation }) => operation !== 'check')).toEqual([
      { operation: 'skip', status: 'skipped', description: notSent },
      {
        operation: 'push',
        status: 'skipped',
        description: expect.stringMatching(/^Nothing else of opportunity ".+" was sent: 2 lines were in place\.$/),
      },
    ]);
    expect(await countOf(id)).toEqual(skipped);
  });

  it('also where an attempt failed behind what was not sent', async () => {
    const id = await linked(0);
    const { written, rows } = await during(id, async () => {
      f.sandbox.fail({ method: 'GET', path: '/procurement/products', status: 500, times: 3 });
      await f.editHere('opportunity', id, 'expected_close_date = null');
      f.sandbox.clearFaults();
      await f.drain();
    });
    expect(written).toEqual([]);
    expect(rows.filter(({ operation }) => operation !== 'check')).toEqual([
      { operation: 'skip', status: 'skipped', description: notSent },
      { operation: 'fail', status: 'error', description: expect.stringContaining('failed in the step') },
      {
        operation: 'push',
        status: 'skipped',
        description: expect.stringMatching(/^Nothing else of opportunity ".+" was sent: it has no lines to send\.$/),
      },
    ]);
    expect(await countOf(id)).toEqual(skipped);
  });

  it('ends as pushed where an earlier attempt sent what it had to', async () => {
    const id = await linked(0);
    const { written, rows } = await during(id, async () => {
      f.sandbox.fail({ method: 'GET', path: '/procurement/products', status: 500, times: 3 });
      await f.editHere('opportunity', id, `notes = 'Call'`);
      f.sandbox.clearFaults();
      await f.drain();
    });
    expect(written.map(({ method }) => method)).toEqual(['PATCH']);
    expect(rows.at(-1)).toMatchObject({
      operation: 'push',
      status: 'success',
      description: expect.stringMatching(/^Pushed opportunity ".+": it has no lines to send\.$/),
    });
  });
});
