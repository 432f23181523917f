import type { TestApp } from './test-app.ts';
import { until } from './until.ts';

/** Until no message of ConnectWise is on its way, and each that came was worked on. */
export async function callbacksSettled(app: TestApp): Promise<void> {
  await app.sandbox.callbacks.idle();
  const waiting = () =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query('select 1 from callback_event where done_at is null'));
  await until(
    async () => {
      await app.settle();
      return (await waiting()).length === 0;
    },
    'every message was worked on',
    10_000,
  );
}
