import type { Page } from 'playwright-core';
import { createDemoApp, plantDoubtfulPair } from '../support/demo-app.ts';
import type { TestApp } from '../support/test-app.ts';
import { beginStory, type Visitor, type WebStory } from '../support/web-story.ts';

const doubtful = 'Alder Bakery';

/** By clicks alone, from a workspace that is not connected to the end of the first sync; each test goes on where the one before stopped. */
describe('the whole set-up in a browser', () => {
  let app: TestApp;
  let story: WebStory;
  let visitor: Visitor;
  let page: Page;
  let excluded: number;
  let isStuck = false;
  /** What comes after a step that failed would only wait in vain. */
  const step = (title: string, act: () => Promise<void>, timeoutMs: number): void =>
    it(
      title,
      async () => {
        if (isStuck) throw new Error('A step before this one failed.');
        isStuck = true;
        await act();
        isStuck = false;
      },
      timeoutMs,
    );
  const rows = <T extends object>(sql: string) => app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql));

  beginStory(
    async () => {
      app = await createDemoApp({ sandbox: 'demo', tools: { pull: { pageSize: 250 } } });
      await plantDoubtfulPair(app, doubtful);
      excluded = app.sandbox.store.list('opportunities').filter(isLost).length;
      return app;
    },
    async (begun) => {
      story = begun;
      visitor = await story.visitor();
      page = await visitor.newPage();
      await story.signIn(page, 'admin');
    },
  );

  step(
    'R5, R7: lists ConnectWise as not connected, and keeps every step closed until it is',
    async () => {
      await page.getByRole('link', { name: 'Integrations' }).click();
      const card = page.getByRole('region', { name: 'ConnectWise Manage' });
      await card.waitFor();
      expect(await card.getByText('Connected', { exact: true }).count()).toBe(0);
      await card.getByRole('button', { name: 'Connect' }).click();
      for (const step of ['What to sync', 'Mapping', 'Match existing', 'Preview', 'Start']) {
        await goToStep(page, step, 'locked');
        await page.getByRole('heading', { name: 'Connect ConnectWise first' }).waitFor();
      }
      await goToStep(page, 'Connect');
    },
    30_000,
  );

  step(
    'R6: names the cause when the keys are wrong, stores nothing, and connects with the right ones',
    async () => {
      const { url, company, publicKey, privateKey } = app.sandbox;
      await page.getByLabel('Site address').fill(url);
      await page.getByLabel('Company ID').fill(company);
      await page.getByLabel('Public key').fill(publicKey);
      await page.getByLabel('Private key').fill('not-this-one');
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await page.getByRole('alert').getByText('ConnectWise refused the keys').waitFor();
      expect(await rows('select state from connection')).toEqual([]);
      await page.getByLabel('Private key').fill(privateKey);
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await page.getByRole('heading', { name: 'Check permissions', level: 2 }).waitFor();
      await page.getByText('No required permission is denied').waitFor({ timeout: 30_000 });
      await goToStep(page, 'Check permissions', 'done');
      // A refusal is an answer, not a failed request.
      expect(visitor.complaints).toEqual([]);
    },
    60_000,
  );

  step(
    'R9, R22, R23: chooses the mode, a filter that was tried, and the defaults',
    async () => {
      await goToStep(page, 'What to sync');
      await page.getByRole('radio', { name: 'Real time' }).click();
      await page.getByText('To ConnectWise: at once. From ConnectWise: every 15 minutes').first().waitFor();
      const filters = page.getByRole('region', { name: 'Filters of opportunities' });
      await filters.getByRole('button', { name: 'Add rule for opportunities' }).click();
      await page.getByRole('menuitem', { name: 'Status' }).click();
      await pick(page, 'Status of opportunities: comparison', 'is none of');
      await pick(page, 'Status of opportunities: values', 'Lost');
      await filters.getByRole('button', { name: 'Test the filters of opportunities' }).click();
      await filters
        .getByRole('status', { name: 'Result of the test' })
        .getByText(new RegExp(`pass, ${excluded.toLocaleString('en-US')} are excluded$`))
        .waitFor();
      const notInUse = page.getByRole('region', { name: 'Companies that are not in use' });
      await notInUse.getByText(/^Inactive: [1-9][\d,]*$/).waitFor();
      expect(await notInUse.getByLabel('No, exclude them, and what belongs to them').isChecked()).toBe(true);
      await notInUse.getByLabel('Yes, let them come in').check();
      await pick(page, 'Location', 'Orlando');
      await pick(page, 'Business unit', 'Professional Services');
      await save(page);
      // Real time wants more rights than what was checked for the mode before.
      await goToStep(page, 'Check permissions', 'to do');
      await page.getByRole('button', { name: 'Check again' }).click();
      await goToStep(page, 'Check permissions', 'done');
    },
    60_000,
  );

  step(
    'R7: keeps the draft while one leaves in the middle, signs out, and comes back',
    async () => {
      await page.getByRole('link', { name: 'Clients' }).click();
      await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
      await page.getByRole('button', { name: /: account$/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      await story.signIn(page, 'admin');
      await page.getByRole('link', { name: 'Integrations' }).click();
      await page.getByRole('link', { name: 'Set up and start' }).click();
      await page.getByRole('radio', { name: 'Real time', checked: true }).waitFor();
      expect(await page.getByRole('combobox', { name: 'Location' }).inputValue()).toBe('Orlando');
      await page.getByRole('region', { name: 'Filters of opportunities' }).getByText('Lost', { exact: true }).waitFor();
    },
    60_000,
  );

  step(
    'R26, R31, R32: maps an open stage, and won and lost, which are required',
    async () => {
      await goToStep(page, 'Mapping', 'needs work');
      await pick(page, 'ConnectWise stage for Proposal', '3.Quote');
      await pick(page, 'ConnectWise status for Won', 'Won');
      await pick(page, 'ConnectWise status for Lost', 'Lost');
      await page
        .getByRole('row', { name: /^Proposal/ })
        .getByText('stage 3.Quote, status unchanged (Open when new or reopened)')
        .waitFor();
      await save(page);
    },
    60_000,
  );

  step(
    'R39, R40: chooses what the name of a product is, and where its Product ID comes from',
    async () => {
      await mappingOf(page, 'Products');
      await page.getByRole('radio', { name: 'Product description' }).click();
      await pick(page, /The Product ID comes from/, 'SKU');
      await page.getByText(/products, each with a SKU of its own/).waitFor();
      await save(page);
      await goToStep(page, 'Mapping', 'done');
    },
    60_000,
  );

  step(
    'R43, R44, R46: maps one tax region directly and imports the tax codes for the others',
    async () => {
      await mappingOf(page, 'Taxes');
      await page.getByRole('tab', { name: 'Map directly' }).click();
      await pick(page, 'Tax code for Florida', 'State');
      await save(page);
      await page.getByRole('button', { name: 'Import tax codes' }).click();
      await pick(page, 'Tax region "Georgia" is there already', 'It stands for this code');
      await pick(page, 'Tax region "Hillsborough County" is there already', 'It stands for this code');
      await page.getByRole('button', { name: 'Apply import' }).click();
      await page.getByText(/^Tax codes imported/).waitFor();
      expect(await rows('select name from tax_region order by name')).toHaveLength(4);
    },
    60_000,
  );

  step(
    'P1: decides one pair that the program leaves to a person',
    async () => {
      await goToStep(page, 'Match existing');
      await page.getByRole('button', { name: 'Compare the records' }).click();
      const pair = page.getByRole('listitem', { name: new RegExp(`^${doubtful} and ${doubtful}, Inc\\.`) });
      await pair.getByText('They are in different places.').waitFor({ timeout: 60_000 });
      await pair.getByRole('button', { name: /^Link / }).click();
      await page.getByText('One pair is linked.').waitFor();
      await pair.waitFor({ state: 'detached' });
    },
    90_000,
  );

  step(
    'R48: previews the first sync, down to the fields of one record, before the start opens',
    async () => {
      await goToStep(page, 'Start');
      const start = page.getByRole('button', { name: 'Save and start sync' });
      await start.waitFor();
      expect(await start.getAttribute('aria-description')).toBe('Create a preview first.');
      await page.getByRole('link', { name: 'Create preview' }).click();
      await page.getByRole('button', { name: 'Create preview' }).click();
      await page.getByRole('heading', { name: 'What the first sync would do' }).waitFor({ timeout: 60_000 });
      await page.getByRole('link', { name: /Clients: Create$/ }).click();
      await page.getByRole('table', { name: 'records' }).getByRole('link').first().click();
      const drawer = page.getByRole('dialog');
      const name = await drawer.getByRole('heading', { level: 3 }).innerText();
      await drawer.getByRole('row', { name: `Name empty ${name}` }).waitFor();
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
    },
    90_000,
  );

  step(
    'R48, R49, R50: starts once, shows how far it is, and ends with everything in',
    async () => {
      await page.getByRole('link', { name: 'Continue to start' }).click();
      const second = await visitor.newPage();
      await second.goto('/integrations/setup/start');
      await second.getByRole('button', { name: 'Save and start sync' }).waitFor();
      await page.getByRole('button', { name: 'Save and start sync' }).click();
      await page.getByRole('heading', { name: 'First sync in progress' }).waitFor();
      // Whoever looks elsewhere sees the same sync, and no button for another one.
      await second.getByRole('heading', { name: 'First sync in progress' }).waitFor();
      expect(await second.getByRole('button', { name: 'Save and start sync' }).count()).toBe(0);
      await second.close();
      await page
        .getByRole('table', { name: 'Progress by record type' })
        .getByText(/^[1-9][\d,]* of 3,\d{3}$/)
        .waitFor();
      await page.getByText(/The first sync looked at [\d,]+ records in/).waitFor({ timeout: 90_000 });
      expect(await rows('select kind, state from sync_run')).toEqual([{ kind: 'initial', state: 'done' }]);
      const [linked] = await rows<{ n: number }>(
        `select count(*)::int as n from entity_link where entity = 'opportunity'`,
      );
      expect(linked?.n).toBe(app.sandbox.store.count('opportunities') - excluded);
    },
    120_000,
  );

  step(
    'R51: says when ConnectWise is asked next',
    async () => {
      await page.getByText(/ConnectWise is asked every 15 minutes, next in \d+ min\./).waitFor();
    },
    30_000,
  );

  step(
    'R52, R53, R54: shows the records in the audit log, with the way to each',
    async () => {
      await page.getByRole('link', { name: 'Integrations' }).first().click();
      await page.getByRole('main').getByRole('link', { name: 'Audit log' }).click();
      await page.getByRole('link', { name: 'Go to opportunity' }).first().waitFor();
      await page.getByLabel('Search names, ConnectWise IDs and descriptions').fill(doubtful);
      await page
        .getByRole('row')
        .filter({ hasText: doubtful })
        .first()
        .getByRole('link', { name: 'Go to client' })
        .click();
      await page.getByRole('heading', { name: doubtful, level: 1 }).waitFor();
      expect(visitor.complaints).toEqual([]);
    },
    60_000,
  );
});

const isLost = ({ status }: Record<string, unknown>): boolean =>
  typeof status === 'object' && status !== null && Reflect.get(status, 'name') === 'Lost';

/** Follows the link in the rail; with a state, once the step is in it. */
async function goToStep(page: Page, step: string, state = ''): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Set-up steps' })
    .getByRole('link', { name: new RegExp(`^${step} ?, ${state}`) })
    .click();
}

async function mappingOf(page: Page, what: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Mapping' }).getByRole('link', { name: what }).click();
}

async function pick(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function save(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Save settings' });
  await button.click();
  await button.waitFor({ state: 'detached' });
}
