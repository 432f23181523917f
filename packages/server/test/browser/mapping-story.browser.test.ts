import type { Page } from 'playwright-core';
import { connect } from '../support/connected-app.ts';
import { createDemoApp } from '../support/demo-app.ts';
import { startWithoutPreview } from '../support/settings.ts';
import type { TestApp } from '../support/test-app.ts';
import { beginStory, type WebStory } from '../support/web-story.ts';

const deal = 'Network renewal, main office';

/** An admin maps taxes and products, and a win goes out by it. */
describe('the mapping of taxes and products in a browser', () => {
  let app: TestApp;
  let story: WebStory;
  const rows = <T extends object>(sql: string) => app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql));

  beginStory(
    async () => {
      app = await createDemoApp();
      await connect(app);
      return app;
    },
    (begun) => {
      story = begun;
    },
  );

  it('R39, R43, R46, R47: imports the tax codes, chooses the Product ID, and pushes a win by both', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'admin');
    await mapFloridaDirectly(page);
    await importTaxCodes(page);
    expect(await rows('select name from tax_region order by name')).toEqual([
      { name: 'Florida' },
      { name: 'Georgia' },
      { name: 'Hillsborough County' },
      { name: 'Tax Exempt' },
    ]);
    await chooseSku(page);
    await startWithoutPreview(app);
    await markWon(page);
    const opportunity = app.sandbox.store.list('opportunities').find((one) => one.name === deal);
    expect(opportunity).toMatchObject({ taxCode: { id: 11 }, totalSalesTax: 154.8 });
    const items = app.sandbox.store.list('catalog');
    expect(items.find((item) => item.identifier === 'BW-NW-102')).toMatchObject({ description: 'Office firewall' });
    await page.goto('/audit?operation=CHECK');
    await page.getByText('the tax of 154.80 agree with the quote').first().waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 120_000);

  it('R62: lets a viewer see the mapping, and tells why it is closed', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'viewer');
    await page.goto('/integrations/setup/mapping/taxes');
    await page.getByRole('table', { name: 'Tax regions' }).getByText('Georgia').first().waitFor();
    const button = page.getByRole('button', { name: 'Import tax codes' });
    expect(await button.getAttribute('aria-description')).toMatch(/administrators/);
    await page.goto('/integrations/setup/mapping/products');
    expect(await page.getByRole('checkbox', { name: /Standard mapping/ }).isDisabled()).toBe(true);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 60_000);
});

async function pick(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

async function mapFloridaDirectly(page: Page): Promise<void> {
  await page.goto('/integrations/setup/mapping');
  await page.getByRole('navigation', { name: 'Mapping' }).getByRole('link', { name: 'Taxes' }).click();
  await page.getByRole('tab', { name: 'Map directly' }).click();
  await pick(page, 'Tax code for Florida', 'State');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Some changes are not saved.').waitFor({ state: 'detached' });
}

async function importTaxCodes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import tax codes' }).click();
  const preview = page.getByRole('table', { name: 'What the import does' });
  await preview.getByRole('row', { name: /State/ }).getByText('mapped directly', { exact: true }).waitFor();
  await pick(page, 'Tax region "Georgia" is there already', 'It stands for this code');
  await pick(page, 'Tax region "Hillsborough County" is there already', 'It stands for this code');
  await page.getByRole('button', { name: 'Apply import' }).click();
  await preview.waitFor({ state: 'detached' });
  const regions = page.getByRole('table', { name: 'Tax regions' });
  await page.getByRole('tab', { name: 'Tax regions' }).click();
  await regions
    .getByRole('row', { name: /Georgia/ })
    .getByText('imported')
    .waitFor();
}

async function chooseSku(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Mapping' }).getByRole('link', { name: 'Products' }).click();
  await page.getByRole('radio', { name: 'Product description' }).click();
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText(/Choose the field that the Product ID comes from/).waitFor();
  await pick(page, /The Product ID comes from/, 'SKU');
  await page.getByText(/products, each with a SKU of its own/).waitFor();
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Some changes are not saved.').waitFor({ state: 'detached' });
}

async function markWon(page: Page): Promise<void> {
  await page.goto('/opportunities');
  await page.getByRole('table').getByRole('link', { name: deal }).first().click();
  await page.getByRole('heading', { name: deal, level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Mark won' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark won' }).click();
  await page.getByRole('status').filter({ hasText: 'Everything is in ConnectWise.' }).waitFor({ timeout: 30_000 });
}
