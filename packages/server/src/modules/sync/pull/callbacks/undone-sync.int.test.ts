import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { connect, saveSettings } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import { createTestApp } from '../../../../../test/support/test-app.ts';
import { sweepJob } from '../poll/wake-ups.ts';

describe('R78: callbacks of a first sync that was undone', () => {
  it('are taken out of ConnectWise, say that the sync was stopped, and come back with the next start', async () => {
    const app = await createTestApp({ callbacks: true });
    const rows = (sql: string) => app.database.inWorkspace(app.workspaceId, (tx) => tx.query(sql));
    const status = async () => (await app.graphql('{ callbacks { state sentence } }')).callbacks;
    const there = (): Promise<unknown[]> => askConnectWise(app, 'GET', '/system/callbacks');
    const start = async () => {
      await startWithoutPreview(app);
      await app.settle();
      await app.jobs.enqueue(sweepJob, {});
      await app.settle();
    };
    try {
      await rows(
        `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
      );
      await connect(app);
      await saveSettings(app, { mode: 'REAL_TIME' });
      await start();
      expect(await there()).toHaveLength(4);

      const { syncRuns } = await app.graphql('{ syncRuns { items { id } } }');
      const runId = syncRuns.items[0].id;
      await app.graphql('mutation ($runId: ID!) { undoFirstSync(runId: $runId) { problems { message } } }', { runId });
      await app.settle();
      await app.jobs.enqueue(sweepJob, {});
      await app.settle();
      expect(await status()).toEqual({
        state: 'OFF',
        sentence: 'The sync was stopped; callbacks begin again when it is started.',
      });
      expect(await there()).toEqual([]);
      expect(
        await rows(`select description from audit_event where code = 'callbacks' order by seq desc limit 1`),
      ).toEqual([{ description: 'Removed 4 callback entries from ConnectWise.' }]);

      await start();
      expect(await there()).toHaveLength(4);
      expect(await status()).toMatchObject({ state: 'ACTIVE' });
    } finally {
      await app.stop();
    }
  }, 60_000);
});
