import { connect, saveSettings } from '../../../../../test/support/connected-app.ts';
import { createTestApp } from '../../../../../test/support/test-app.ts';
import { sweepJob } from '../poll/wake-ups.ts';

describe('R78: callbacks of a product whose PUBLIC_URL is another one after a restart', () => {
  const secretOnly = (url: string) => url.split('/').at(-1);

  it('are registered at it, and removed where it cannot be called any more, without anybody asking', async () => {
    let publicUrl: string | null = 'http://192.168.7.7:4620';
    const app = await createTestApp({ callbacks: () => publicUrl });
    const rows = (sql: string) => app.database.inWorkspace(app.workspaceId, (tx) => tx.query(sql));
    const status = async () => (await app.graphql('{ callbacks { state sentence } }')).callbacks;
    const urls = () => [...new Set(app.sandbox.store.list('callbacks').map(({ url }) => String(url)))];
    /** Programs that were started again with this address, and the worker's first round. */
    const restart = async (address: string | null) => {
      publicUrl = address;
      await rows(`update callback_endpoint set checked_at = checked_at - interval '20 seconds'`);
      await app.jobs.enqueue(sweepJob, {});
      await app.settle();
    };
    try {
      await connect(app);
      await saveSettings(app, { mode: 'REAL_TIME' });
      await rows('update connection set sync_started_at = now()');
      await restart('http://192.168.7.7:4620');
      expect(await status()).toEqual({ state: 'OFF', sentence: expect.stringContaining('http://192.168.7.7:4620') });
      publicUrl = app.url;
      expect(await status()).toEqual({
        state: 'OFF',
        sentence: 'They are about to be registered in ConnectWise.',
      });
      await restart(app.url);
      expect(await status()).toMatchObject({ state: 'ACTIVE' });
      expect(urls()).toEqual([expect.stringContaining(`${app.url}/api/callbacks/`)]);
      const [before = ''] = urls();
      const other = app.url.replace('127.0.0.1', 'localhost');
      await restart(other);
      expect(urls()).toEqual([expect.stringContaining(`${other}/api/callbacks/`)]);
      expect(secretOnly(urls()[0] ?? '')).toBe(secretOnly(before));
      await restart(null);
      expect(await status()).toEqual({ state: 'OFF', sentence: expect.stringContaining('PUBLIC_URL is not set') });
      expect(urls()).toEqual([]);
      await restart(app.url);
      expect(urls()).toHaveLength(1);
    } finally {
      await app.stop();
    }
  }, 60_000);
});
