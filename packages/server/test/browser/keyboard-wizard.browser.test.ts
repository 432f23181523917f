import type { Locator, Page } from 'playwright-core';
import { createDemoApp, plantDoubtfulPair } from '../support/demo-app.ts';
import { Keyboard } from '../support/keyboard.ts';
import { PASSWORD, type TestApp } from '../support/test-app.ts';
import { beginStory, type Visitor, type WebStory } from '../support/web-story.ts';

const doubtful = 'Alder Bakery';

/** The set-up without a mouse, over a ConnectWise with few records: every control is reached, seen, and never loses its place. */
describe('the whole set-up by keyboard alone', () => {
  let app: TestApp;
  let story: WebStory;
  let visitor: Visitor;
  let page: Page;
  let keyboard: Keyboard;

  beginStory(
    async () => {
      app = await createDemoApp();
      await plantDoubtfulPair(app, doubtful);
      await plantDoubtfulPair(app, 'Birch Optics');
      return app;
    },
    async (begun) => {
      story = begun;
      visitor = await story.visitor();
      page = await visitor.newPage();
      keyboard = new Keyboard(page);
    },
  );

  it('R6, R7, R48: goes from the sign-in to the audit log of the first sync', async () => {
    await signIn();
    await connect();
    await chooseScope();
    await mapOpportunities();
    await mapProducts();
    await importTaxes();
    await decidePairs();
    await lookAtPreview();
    await startAndWatch();
    await openAuditEntry();
    expect(visitor.complaints).toEqual([]);
  }, 300_000);

  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const list = (name: string | RegExp): Locator => page.getByRole('combobox', { name });
  const nextStep = (name: string): Locator =>
    page.getByRole('group', { name: 'Neighbouring steps' }).getByRole('link', { name });
  const save = async (): Promise<void> => {
    await keyboard.press(button('Save settings'));
    await button('Save settings').waitFor({ state: 'detached' });
    await keyboard.expectFocus();
  };

  const signIn = async (): Promise<void> => {
    await page.goto('/');
    await keyboard.type(page.getByLabel('E-mail'), 'admin@test.example');
    await keyboard.type(page.getByLabel('Password', { exact: true }), PASSWORD);
    await keyboard.key('Enter');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await keyboard.press(page.getByRole('link', { name: 'Skip to content' }));
    expect(await keyboard.has(page.getByRole('main'))).toBe(true);
  };

  const connect = async (): Promise<void> => {
    await keyboard.press(page.getByRole('list', { name: 'Settings' }).getByRole('link', { name: 'Integrations' }));
    await keyboard.press(button('Connect'));
    const { url, company, publicKey, privateKey } = app.sandbox;
    await keyboard.type(page.getByLabel('Site address'), url);
    await keyboard.expectFocus();
    await keyboard.type(page.getByLabel('Company ID'), company);
    await keyboard.type(page.getByLabel('Public key'), 'not-this-one');
    await keyboard.type(page.getByLabel('Private key'), privateKey);
    await keyboard.press(button('Save and continue'));
    const refusal = page.getByRole('alert');
    await refusal.getByText('ConnectWise refused the keys').waitFor();
    // The refusal leads to the field by a button of its own.
    await keyboard.press(refusal.getByRole('button'));
    expect(await keyboard.has(page.getByLabel('Public key'))).toBe(true);
    await keyboard.type(page.getByLabel('Public key'), publicKey);
    await keyboard.press(button('Save and continue'));
    await page.getByText('No required permission is denied').waitFor({ timeout: 30_000 });
    await keyboard.expectFocus();
    await keyboard.press(nextStep('What to sync'));
  };

  const chooseScope = async (): Promise<void> => {
    await page.getByRole('heading', { name: 'What to sync', level: 2 }).waitFor();
    await keyboard.expectFocus();
    await keyboard.press(page.getByRole('radio', { name: 'Only from ConnectWise' }), 'Space');
    await page.getByRole('radio', { name: 'Only from ConnectWise', checked: true }).waitFor();
    await keyboard.key('ArrowUp');
    await page.getByRole('radio', { name: 'Real time', checked: true }).waitFor();
    const filters = page.getByRole('region', { name: 'Filters of clients' });
    await keyboard.press(filters.getByRole('button', { name: 'Add rule for clients' }));
    await keyboard.expectFocusOn(page.getByRole('menuitem', { name: 'Type' }));
    await keyboard.key('Enter');
    await keyboard.choose(list('Type of clients: comparison'), 'is none of');
    await keyboard.choose(list('Type of clients: values'), 'Vendor');
    await keyboard.key('Escape');
    await keyboard.press(filters.getByRole('button', { name: 'Remove the rule about the type of clients' }));
    await keyboard.expectFocus();
    await keyboard.press(filters.getByRole('button', { name: 'Test the filters of clients' }));
    await filters
      .getByText(/(is|are) excluded$/)
      .first()
      .waitFor();
    await keyboard.press(filters.getByRole('button', { name: 'Close the result' }));
    await keyboard.expectFocus();
    await keyboard.choose(list('Location'), 'Orlando');
    await keyboard.choose(list('Business unit'), 'Professional Services');
    await save();
    await keyboard.press(nextStep('Mapping'));
  };

  const mapOpportunities = async (): Promise<void> => {
    const [quote, won] = [list('ConnectWise stage for Qualify'), list('ConnectWise status for Won')];
    await quote.waitFor();
    await keyboard.expectFocus();
    await keyboard.to(quote);
    await keyboard.key('ArrowDown');
    expect(await keyboard.has(list('ConnectWise stage for Discovery'))).toBe(true);
    await keyboard.choose(list('ConnectWise stage for Discovery'), '3.Quote');
    await keyboard.key('Escape');
    await keyboard.expectValue(list('ConnectWise stage for Discovery'), '');
    await keyboard.press(button('Suggest'));
    await keyboard.press(button('Accept all'));
    await keyboard.expectFocus();
    await keyboard.choose(won, 'Won');
    await keyboard.choose(list('ConnectWise status for Lost'), 'Lost');
    // They were among the suggestions: choosing what is chosen keeps it.
    await keyboard.expectValue(won, 'Won');
    await save();
    await keyboard.press(page.getByRole('navigation', { name: 'Mapping' }).getByRole('link', { name: 'Products' }));
  };

  const mapProducts = async (): Promise<void> => {
    await keyboard.press(page.getByRole('radio', { name: 'Product description' }), 'Space');
    await keyboard.choose(list(/The Product ID comes from/), 'SKU');
    await page.getByText(/products, each with a SKU of its own/).waitFor();
    await save();
    await keyboard.press(page.getByRole('navigation', { name: 'Mapping' }).getByRole('link', { name: 'Taxes' }));
  };

  const importTaxes = async (): Promise<void> => {
    await keyboard.press(button('Import tax codes'));
    await button('Apply import').waitFor();
    await keyboard.expectFocus();
    for (const name of ['Florida', 'Georgia', 'Hillsborough County'])
      if (await list(`Tax region "${name}" is there already`).count())
        await keyboard.choose(list(`Tax region "${name}" is there already`), 'It stands for this code');
    await keyboard.press(button('Apply import'));
    await button('Apply import').waitFor({ state: 'detached' });
    await keyboard.expectFocus();
    await keyboard.press(nextStep('Match existing'));
  };

  const decidePairs = async (): Promise<void> => {
    await keyboard.press(button('Compare the records'));
    const pair = page.getByRole('listitem', { name: new RegExp(`^${doubtful} and `) });
    await pair.waitFor({ timeout: 30_000 });
    await keyboard.expectFocus();
    await keyboard.to(page.getByRole('listitem', { name: / and .*, score/ }).first());
    await keyboard.key('1');
    await page.getByText('One pair is linked.').waitFor();
    await page.getByText('1 of 1 shown').waitFor();
    await keyboard.expectFocus();
    await keyboard.key('4');
    await page.getByText('One pair is put off.').waitFor();
    await keyboard.expectFocus();
    await keyboard.press(nextStep('Preview'));
  };

  const lookAtPreview = async (): Promise<void> => {
    await keyboard.press(button('Create preview'));
    await page.getByRole('heading', { name: 'What the first sync would do' }).waitFor({ timeout: 30_000 });
    await keyboard.expectFocus();
    const record = page.getByRole('table', { name: 'records' }).getByRole('link').first();
    await keyboard.press(record);
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Close' }).waitFor();
    await keyboard.key('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await keyboard.has(record)).toBe(true);
    await keyboard.press(nextStep('Start'));
  };

  const startAndWatch = async (): Promise<void> => {
    await keyboard.press(button('Save and start sync'));
    await page.getByText(/The first sync looked at [\d,]+ records? in/).waitFor({ timeout: 60_000 });
    await keyboard.expectFocus();
  };

  const openAuditEntry = async (): Promise<void> => {
    await keyboard.press(page.getByRole('list', { name: 'Sync' }).getByRole('link', { name: 'Audit log' }));
    const entry = page.getByRole('row').filter({ hasText: doubtful }).first();
    const link = entry.getByRole('link').first();
    await keyboard.press(link);
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('link', { name: 'Go to client' }).waitFor();
    await keyboard.key('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await keyboard.has(link)).toBe(true);
  };
});
