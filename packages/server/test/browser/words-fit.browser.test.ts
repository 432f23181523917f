import { connect } from '../support/connected-app.ts';
import { createDemoApp } from '../support/demo-app.ts';
import { openPage, pages, pathOfRecord, recordPages } from '../support/screens.ts';
import { chooseEverything } from '../support/settings.ts';
import { Tabs } from '../support/tabs.ts';
import type { TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';
import { beginStory } from '../support/web-story.ts';

/**
 * Heads and buttons of tables whose words are not read whole: cut by themselves, by the cell or frame around them, or with a word that goes on
 * in the next line.
 */
const cutWords = `(() => {
  const found = [];
  const seen = (each) => each.getClientRects().length > 0 && getComputedStyle(each).visibility !== 'hidden';
  const holds = (outer, inner) => inner.right <= outer.right + 1 && inner.left >= outer.left - 1;
  const breaks = (node) => {
    const range = document.createRange();
    return [...node.data.matchAll(/[\\p{L}]{4,}/gu)].some((word) => {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      return new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size > 1;
    });
  };
  for (const table of document.querySelectorAll('table')) {
    if (!seen(table)) continue;
    const name = table.getAttribute('aria-label') ?? '';
    for (const each of table.querySelectorAll('thead th, button, .mantine-Button-label, .mantine-Badge-label')) {
      const text = (each.textContent ?? '').trim();
      if (!text || !seen(each)) continue;
      const own = each.getBoundingClientRect();
      const tell = (how) => found.push(name + ': "' + text.slice(0, 40) + '" ' + how);
      if (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible') tell('is cut');
      for (let around = each.parentElement; around && around !== document.body; around = around.parentElement)
        if (getComputedStyle(around).overflowX !== 'visible' && !holds(around.getBoundingClientRect(), own)) {
          tell('lies outside of its ' + around.tagName.toLowerCase());
          break;
        }
      const walk = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) if (breaks(walk.currentNode)) tell('is broken within a word');
    }
  }
  return [...new Set(found)];
})()`;

/** A row for each list that has buttons. */
async function fillLists(app: TestApp): Promise<void> {
  const made = await app.graphql(
    `mutation {
       createCustomField(input: { entity: "opportunity", name: "Region", type: "list", options: ["North", "South"] }) { problems { message } }
       createApiToken(input: { name: "Dashboard", scopes: [AUDIT] }) { problems { message } }
       invitePerson(input: { email: "new@test.example", role: SUPPORT }) { problems { message } }
     }`,
    {},
    { as: 'admin' },
  );
  for (const { problems } of Object.values<{ problems: object[] }>(made)) expect(problems).toEqual([]);
}

describe('tables on a screen of 1440 pixels', () => {
  let app: TestApp;
  const tabs = new Tabs();

  beginStory(
    async () => {
      app = await createDemoApp();
      const company = { city: 'Tampa', site: { name: 'Main' } };
      for (const name of ['Alder Bakery', 'Birch Optics', 'Cedar Law'])
        app.sandbox.store.insert('companies', { ...company, identifier: name.replace(' ', ''), name });
      await connect(app);
      await chooseEverything(app);
      await app.graphql('mutation { startSync(withoutPreview: true) { problems { message } } }');
      await fillLists(app);
      const runs = '{ syncRuns(first: 1) { items { state } } }';
      await until(async () => (await app.graphql(runs)).syncRuns.items[0]?.state === 'DONE', 'a run is done', 60_000);
      return app;
    },
    async (story) => {
      await tabs.open(await story.signedInPage('admin'), (page) => page.setViewportSize({ width: 1440, height: 900 }));
    },
    120_000,
  );

  it.each(['en', 'de'])(
    'show their heads and buttons whole in the language %s',
    async (language) => {
      const records = await Promise.all(recordPages.map((name) => pathOfRecord(app, name)));
      await tabs.use(async (page) => {
        await openPage(page, '/people');
        await page.evaluate(`localStorage.setItem('causeway-language', '${language}')`);
      });
      const cut = await tabs.onEach([...pages, ...records], async (page, path) => {
        await openPage(page, path);
        return (await page.evaluate<string[]>(cutWords)).map((one) => `${path} ${one}`);
      });
      expect(cut).toEqual([]);
    },
    240_000,
  );

  it('would be found cut if nothing were measured, so that this test can fail', async () => {
    const blind = await tabs.use((page) => page.context().newPage());
    await blind.addInitScript('delete window.OffscreenCanvas');
    await blind.setViewportSize({ width: 1440, height: 900 });
    await openPage(blind, '/people');
    expect(await blind.evaluate<string[]>(cutWords)).toContainEqual(expect.stringContaining('Entfernen'));
    await blind.close();
  }, 60_000);
});
