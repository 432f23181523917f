import { beginConnectedDemo } from '../support/connected-demo.ts';
import { openPage, pages, pathOfRecord, recordPages } from '../support/screens.ts';
import { Tabs } from '../support/tabs.ts';
import type { TestApp } from '../support/test-app.ts';

/** Widths of telephones, in pixels. */
const widths = [320, 360, 390];

/** The first element that reaches beyond the page, within what, and what it says. */
const widest = `(() => {
  const one = [...document.body.querySelectorAll('*')].find((each) => each.getBoundingClientRect().right > innerWidth + 1);
  const chain = [];
  for (let each = one; each && each !== document.body; each = each.parentElement)
    chain.push(each.tagName + '.' + String(each.className).slice(0, 60));
  return chain.slice(0, 5).join(' < ') + ' ' + JSON.stringify((one?.textContent ?? '').slice(0, 80));
})()`;

describe('the screens on a telephone', () => {
  let app: TestApp;
  const tabs = new Tabs();

  beginConnectedDemo(async (story, demo) => {
    app = demo;
    const first = await story.signedInPage('admin');
    const narrow = { width: widths.at(-1) ?? 0, height: 844 };
    // The navigation moves aside by a transition, once; later pages are drawn without it.
    await first.setViewportSize(narrow);
    await first.waitForTimeout(1_000);
    await tabs.open(first, (page) => page.setViewportSize(narrow));
  });

  it('are never wider than it, so that nothing is scrolled sideways', async () => {
    const records = await Promise.all(recordPages.map((name) => pathOfRecord(app, name)));
    const wider = await tabs.onEach([...pages, ...records], async (page, path) => {
      await openPage(page, path);
      const found: string[] = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 });
        // Laid out for this width, by styles and by what the page draws for it.
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
        const needed = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (needed > width)
          found.push(`${path} needs ${needed} of ${width} pixels: ${await page.evaluate<string>(widest)}`);
      }
      return found;
    });
    expect(wider).toEqual([]);
  }, 240_000);

  it('fold filters behind a button that counts those which narrow the list', async () => {
    await tabs.use(async (page) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await openPage(page, '/links?state=LINKED');
      const states = page.getByRole('combobox', { name: 'State' });
      await page.getByRole('searchbox', { name: 'Search links' }).waitFor();
      expect(await states.isVisible()).toBe(false);
      await page.getByRole('button', { name: 'Filters (1)' }).click();
      await states.waitFor();
      await page.getByLabel('Clear state').click();
      await page.getByRole('button', { name: 'Filters', exact: true, expanded: true }).click();
      expect(await states.isVisible()).toBe(false);
      await page.setViewportSize({ width: 1024, height: 800 });
      await states.waitFor();
      expect(await page.getByRole('button', { name: 'Filters' }).isVisible()).toBe(false);
    });
  }, 60_000);
});
