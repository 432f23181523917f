import type { Page } from 'playwright-core';
import { connect } from '../support/connected-app.ts';
import { createDemoApp } from '../support/demo-app.ts';
import { chooseEverything } from '../support/settings.ts';
import type { TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';
import { beginStory, type WebStory } from '../support/web-story.ts';

const onlyAdmins = /Only administrators can change this/;

/** What each page of the set-up offers to administrators alone. */
const buttons: [path: string, heading: string, name: string][] = [
  ['/integrations', 'Integrations', 'Pause'],
  ['/integrations', 'Integrations', 'Replace keys'],
  ['/integrations/setup/connect', 'Connect', 'Verify and replace keys'],
  ['/integrations/setup/scope', 'What to sync', 'Refresh lists'],
  ['/integrations/setup/mapping/taxes', 'Mapping of taxes', 'Import tax codes'],
  ['/integrations/setup/matching', 'Match existing', 'Compare the records'],
  ['/integrations/setup/preview', 'Preview', 'Create preview'],
  ['/integrations/setup/start', 'Start', 'Save and start sync'],
  ['/integrations/history', 'Settings history', 'Import'],
  ['/integrations/history', 'Settings history', 'Restore revision 1'],
];

/** Forms that show what is chosen, closed: a control of each, with the value that it shows. */
const forms: [path: string, control: string, value: string][] = [
  ['/integrations/setup/scope', 'Location', 'Orlando'],
  ['/integrations/setup/mapping', 'ConnectWise status for Won', 'Won'],
  ['/integrations/setup/mapping/products', 'The Product ID comes from', 'SKU'],
];

describe('the settings for those who may not change them', () => {
  let app: TestApp;
  let story: WebStory;
  const revisions = () =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query('select revision from settings_revision'));

  beginStory(
    async () => {
      app = await createDemoApp();
      await connect(app);
      await app.graphql('mutation { checkPermissions { problems { message } } }');
      await chooseEverything(app);
      return app;
    },
    (begun) => {
      story = begun;
    },
  );

  // Side by side: they only look, each in a browser of its own.
  it.concurrent.each(['support', 'viewer'] as const)(
    'R62: are all there to see for a %s, closed, and say why',
    async (who) => {
      const before = await revisions();
      const visitor = await story.visitor();
      const page = await visitor.newPage();
      await story.signIn(page, who);
      for (const [path, heading, name] of buttons) {
        await page.goto(path);
        await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
        await expectRefused(page, name, onlyAdmins);
      }
      for (const [path, control, value] of forms) {
        await page.goto(path);
        const told = page.getByRole('alert').getByText(onlyAdmins);
        await until(async () => (await told.count()) === 1, `${path} says once why it is closed`, 45_000);
        const field = page.getByRole('combobox', { name: control });
        expect(await field.inputValue()).toBe(value);
        expect(await field.isDisabled()).toBe(true);
        expect(await page.getByRole('button', { name: 'Save settings' }).count()).toBe(0);
      }
      expect(await revisions()).toEqual(before);
      expect(visitor.complaints).toEqual([]);
      await visitor.context.close();
    },
    120_000,
  );

  it('R62: lets support check the permissions again, and tells a viewer why not', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'viewer');
    await page.goto('/integrations/setup/permissions');
    await expectRefused(page, 'Check again', /Your role can look, but not retry/);
    await visitor.context.close();
    const other = await story.visitor();
    const second = await other.newPage();
    await story.signIn(second, 'support');
    await second.goto('/integrations/setup/permissions');
    await second.getByRole('button', { name: 'Check again' }).click();
    await second.getByText(/Checked .* by support\./).waitFor();
    expect([...visitor.complaints, ...other.complaints]).toEqual([]);
    await other.context.close();
  }, 60_000);
});

/** The button is there, cannot be pressed, and says why to whoever comes to it. */
async function expectRefused(page: Page, name: string, reason: RegExp): Promise<void> {
  const button = page.getByRole('button', { name, exact: true }).first();
  await button.waitFor();
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  expect(await button.getAttribute('aria-description')).toMatch(reason);
  await button.focus();
  await page.getByRole('tooltip', { name: reason }).waitFor();
}
