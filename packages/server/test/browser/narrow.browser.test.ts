import type { Page } from 'playwright-core';
import { connect } from '../support/connected-app.ts';
import { createDemoApp } from '../support/demo-app.ts';
import { pages, pathOfRecord, recordPages } from '../support/screens.ts';
import { chooseEverything } from '../support/settings.ts';
import type { TestApp } from '../support/test-app.ts';
import { beginStory } from '../support/web-story.ts';

/** Widths of telephones, in pixels. */
const widths = [360, 390];
const more = [
  '/activities',
  '/alerts',
  '/links',
  '/security',
  '/retention',
  '/erasure',
  '/outbox',
  '/webhooks',
  '/workspace',
];

describe('the screens on a telephone', () => {
  let app: TestApp;
  let page: Page;

  beginStory(
    async () => {
      app = await createDemoApp();
      await connect(app);
      await chooseEverything(app);
      return app;
    },
    async (story) => {
      page = await (await story.visitor()).newPage();
      await story.signIn(page, 'admin');
    },
  );

  it('are never wider than it, so that nothing is scrolled sideways', async () => {
    const records = await Promise.all(recordPages.map((name) => pathOfRecord(app, name)));
    const wider: string[] = [];
    for (const path of [...pages, ...more, ...records]) {
      await page.goto(path);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 });
        // Laid out for this width, by styles and by what the page draws for it.
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
        const needed = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (needed > width) wider.push(`${path} needs ${needed} of ${width} pixels`);
      }
    }
    expect(wider).toEqual([]);
  }, 240_000);
});
