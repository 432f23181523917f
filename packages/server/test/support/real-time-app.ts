import { createConnectedApp, saveSettings } from './connected-app.ts';
import { startWithoutPreview } from './settings.ts';
import type { TestApp } from './test-app.ts';

/** An app that keeps an empty sandbox in step in real time, with its first sync behind it. */
export async function createRealTimeApp(): Promise<TestApp> {
  const app = await createConnectedApp({ sandbox: 'empty' });
  await startWithoutPreview(app);
  await saveSettings(app, { mode: 'REAL_TIME' });
  await app.settle();
  return app;
}
