import { connect } from './connected-app.ts';
import { createDemoApp } from './demo-app.ts';
import { chooseEverything } from './settings.ts';
import type { TestApp } from './test-app.ts';
import { beginStory, type WebStory } from './web-story.ts';

/** Begins the browser tests of a file on the demo, connected, with everything chosen that can be synced; nothing started. */
export function beginConnectedDemo(begun: (story: WebStory, app: TestApp) => void | Promise<void>): void {
  let app: TestApp;
  beginStory(
    async () => {
      app = await createDemoApp();
      await connect(app);
      await chooseEverything(app);
      return app;
    },
    (story) => begun(story, app),
  );
}
