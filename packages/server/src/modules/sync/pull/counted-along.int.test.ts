import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { isPulling, killWorker, processedSoFar, startPullWorker } from '../../../../test/support/pull-workers.ts';
import { openSyncApp, type SyncApp } from '../../../../test/support/sync-app.ts';
import { until } from '../../../../test/support/until.ts';

describe('a record that was counted along with another page', () => {
  let app: SyncApp;
  afterEach(() => app.close());

  /** Two of one name on different pages of two: the second is decided, and counted, along with the first. */
  async function open(): Promise<void> {
    app = await openSyncApp({ seed: 'empty', mode: 'real_time', pageSize: 2 });
    await app.rows(
      `insert into client (name, city, address_line1, postal_code, phone) values ('Acme Dental', 'Tampa', '12 Main Street', '33601', '813 555 0142')`,
    );
    for (const [at, one] of [
      { name: 'Acme Dental', phoneNumber: '8135550142' },
      { name: 'Filler One' },
      { name: 'Filler Two' },
      { name: 'Acme Dental', addressLine1: '12 Main Street', zip: '33601' },
    ].entries())
      await askConnectWise(app, 'POST', '/company/companies', {
        ...{ identifier: `C${at}`, city: 'Tampa', site: { name: 'Main' } },
        ...one,
      });
    await app.start();
  }
  const counts = async () =>
    (
      await app.rows<object>(
        `select expected, processed, created, unchanged, skipped, failed, counted_along as along from sync_run_entity where entity = 'company'`,
      )
    )[0];
  const whole = { expected: 4, processed: 4, created: 2, unchanged: 0, skipped: 0, failed: 2, along: [] };

  it('counts once', async () => {
    await open();
    await app.work('initial');
    expect(await counts()).toEqual(whole);
  });

  it('counts once also where the worker is killed before its own page', async () => {
    await open();
    app.sandbox.setLatency(800);
    const first = await startPullWorker(app, 2, 600_000);
    try {
      await until(async () => (await processedSoFar(app)) > 0, 'the first page is in', 60_000);
      await killWorker(first);
      expect(await counts()).toMatchObject({ processed: 3, along: ['company 4'] });
      app.sandbox.setLatency(0);
      // By the lease alone nobody could take over within the test.
      await app.rows(`update sync_cursor set lease_until = now()`);
      await app.work('initial');
    } finally {
      await killWorker(first);
    }
    expect(await isPulling(app)).toBe(false);
    expect(await counts()).toEqual(whole);
  });
});
