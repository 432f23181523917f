import type { Page } from 'playwright-core';
import { connect } from '../support/connected-app.ts';
import { createDemoApp } from '../support/demo-app.ts';
import { chooseEverything } from '../support/settings.ts';
import type { TestApp } from '../support/test-app.ts';
import { beginStory, type WebStory } from '../support/web-story.ts';

/** With two contacts each, opportunities and a catalog: enough pages to cancel in between. */
const COMPANIES = 600;

describe('preview and start in a browser', () => {
  let app: TestApp;
  let story: WebStory;

  beginStory(
    async () => {
      app = await createDemoApp({ sandbox: COMPANIES, tools: { pull: { pageSize: 100 } } });
      // A client of the demo CRM, to be linked.
      app.sandbox.store.insert('companies', {
        identifier: 'HarborviewDentalGroup',
        name: 'Harborview Dental Group',
        city: 'Clearwater',
        site: { name: 'Main' },
      });
      await connect(app);
      await chooseEverything(app);
      return app;
    },
    (begun) => {
      story = begun;
    },
  );

  it('shows what will be, starts, cancels, and starts again', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'admin');
    await page.goto('/integrations/setup/start');
    const start = page.getByRole('button', { name: 'Save and start sync' });
    await start.waitFor();
    expect(await start.getAttribute('aria-description')).toBe('Create a preview first.');
    await lookAtPreview(page);
    await page.getByRole('link', { name: 'Continue to start' }).click();
    app.sandbox.setLatency(800);
    await start.click();
    await cancel(page);
    await page.getByText('The first sync was cancelled', { exact: true }).waitFor();
    const [kept] = await app.test.sql<{ n: number }>('select count(*)::int as n from entity_link');
    expect(kept?.n).toBeGreaterThan(0);
    app.sandbox.setLatency(0);
    await start.click();
    await page.getByRole('heading', { name: 'The sync is on' }).waitFor({ timeout: 240_000 });
    await page.getByText(/The first sync looked at [\d,]+ records in/).waitFor({ timeout: 240_000 });
    expect(await app.test.sql('select state from sync_run order by id')).toEqual([
      { state: 'cancelled' },
      { state: 'done' },
    ]);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 600_000);

  it('tells a viewer why they may look and not start', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'viewer');
    await page.goto('/integrations/setup/preview');
    const make = page.getByRole('button', { name: 'Create new preview' });
    await make.waitFor();
    expect(await make.getAttribute('aria-description')).toMatch(/Only administrators can change this/);
    await page.getByRole('table', { name: 'records' }).waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 60_000);
});

/** Makes the preview, follows a count to its records, and opens one. */
async function lookAtPreview(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Create preview' }).click();
  await page.getByRole('button', { name: 'Create preview' }).click();
  await page.getByRole('heading', { name: 'What the first sync would do' }).waitFor({ timeout: 240_000 });
  await page.getByRole('link', { name: /^1 Client: Link$/ }).click();
  const records = page.getByRole('table', { name: 'records' });
  await records.getByText('Would be linked').first().waitFor();
  await records.getByRole('link').first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('Would be linked').waitFor();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await drawer.waitFor({ state: 'detached' });
}

/** Cancels once something is in. */
async function cancel(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'First sync in progress' }).waitFor();
  await page
    .getByRole('table', { name: 'Progress by record type' })
    .getByText(new RegExp(`^[1-9]\\d* of ${COMPANIES + 1}$`))
    .waitFor();
  await page.getByRole('button', { name: 'Cancel the sync' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the sync' }).click();
}
