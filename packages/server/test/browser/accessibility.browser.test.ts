import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beginConnectedDemo } from '../support/connected-demo.ts';
import { openPage, pages, pathOfRecord, recordPages } from '../support/screens.ts';
import { Tabs } from '../support/tabs.ts';
import type { TestApp } from '../support/test-app.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Roles that say nothing without a name; what the browser computed is what a screen reader hears. */
const named = new Set([
  'radiogroup',
  'menu',
  'dialog',
  'table',
  'combobox',
  'textbox',
  'checkbox',
  'radio',
  'button',
  'link',
]);

interface AxeResult {
  violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[];
}

/** For a test with its wait for a tab. */
const EACH_MS = 120_000;

describe('the screens by the rules of WCAG 2.2 AA, light and dark', () => {
  let app: TestApp;
  const tabs = new Tabs();
  const inTab = (title: string, act: (page: Page) => Promise<void>): void =>
    it.concurrent(title, () => tabs.use(act), EACH_MS);

  beginConnectedDemo(async (story, demo) => {
    app = demo;
    await tabs.open(await story.signedInPage('admin'), (page) =>
      page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' }),
    );
  });

  for (const path of pages)
    inTab(path, async (page) => {
      await openPage(page, path);
      expect(await faultsOf(page)).toEqual([]);
    });

  for (const name of recordPages)
    inTab(name, async (page) => {
      await openPage(page, await pathOfRecord(app, name));
      expect(await faultsOf(page)).toEqual([]);
    });

  inTab('the menu of the account, which tells the colour scheme that is chosen', async (page) => {
    await openPage(page, '/clients');
    await page.getByRole('button', { name: /account/ }).click();
    await page.getByRole('menuitemradio', { name: 'As the system', checked: true }).waitFor();
    expect(await page.getByRole('menuitemradio', { checked: false }).allInnerTexts()).toEqual(['Light', 'Dark']);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  inTab('the palette, and what opens from the audit log', async (page) => {
    await openPage(page, '/audit');
    for (const name of ['Columns', 'Views', 'Export']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole(name === 'Columns' ? 'dialog' : 'menu', { name }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search pages, records and actions' }).fill('har');
    await page.getByRole('option').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  inTab('the question before disconnecting', async (page) => {
    await openPage(page, '/integrations');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('radiogroup', { name: 'What becomes of the links' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  inTab('the menu of a card of the pipeline', async (page) => {
    await openPage(page, '/opportunities?view=board');
    await page.getByRole('button', { name: /^Move/ }).first().click();
    await page.getByRole('menuitem').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  inTab('the menus of a quote and of its lines', async (page) => {
    const { documents } = await app.graphql<{
      documents: { items: { id: string; state: string; lines: object[] }[] };
    }>('{ documents(first: 50) { items { id state lines { id } } } }');
    const draft = documents.items.find(({ state, lines }) => state === 'DRAFT' && lines.length > 0);
    await openPage(page, `/quotes/${draft?.id}`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Actions of line 1' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  inTab('the menu of the filters', async (page) => {
    await openPage(page, '/integrations/setup/scope');
    await page.getByRole('button', { name: 'Add rule for clients' }).click();
    await page.getByRole('menuitem', { name: 'Type' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});

/** What axe finds on the page as it stands in either colour scheme, and controls that nobody hears the name of. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const light = await brokenRules(page);
  await showIn(page, 'dark');
  let dark = await brokenRules(page);
  for (let tries = 0; dark.length > 0 && tries < 5; tries++) {
    // Colours that a component works out itself arrive with its next rendering.
    await page.waitForTimeout(200);
    dark = await brokenRules(page);
  }
  await showIn(page, 'light');
  return [...light, ...dark.map((fault) => `dark: ${fault}`), ...(await namelessControls(page))];
}

/** Changes the colour scheme and waits until every colour has arrived: a rule about contrast reads what is painted. */
async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
  await page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    .then(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
    .then(() => undefined)`);
}

async function brokenRules(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] })`,
  )) as AxeResult;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

async function namelessControls(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(
      ({ ignored, role, name }) => !ignored && named.has(String(role?.value)) && !String(name?.value ?? '').trim(),
    )
    .map(({ role, backendDOMNodeId }) => `${role?.value} without a name (node ${backendDOMNodeId})`);
}
