import type { Page } from 'playwright-core';
import { createConnectedApp, saveSettings, stageIds } from '../support/connected-app.ts';
import { Keyboard } from '../support/keyboard.ts';
import type { TestApp } from '../support/test-app.ts';
import { beginStory, builtWebApp, type Visitor, type WebStory } from '../support/web-story.ts';

describe('rights, drift and settings history in a browser', () => {
  let app: TestApp;
  let story: WebStory;
  let visitor: Visitor;
  let page: Page;

  beginStory(
    async () => {
      app = await createConnectedApp({ webDist: builtWebApp() });
      const stages = await stageIds(app);
      await saveSettings(app, { stageMap: [{ stageId: stages.Proposal, remoteStageId: '8' }] });
      return app;
    },
    async (begun) => {
      story = begun;
      visitor = await story.visitor();
      page = await visitor.newPage();
      await story.signIn(page, 'admin');
    },
  );

  it('shows a right that is denied and where it is given, and sees it mended', async () => {
    app.sandbox.deny('/sales/opportunities', 'POST');
    await page.goto('/integrations/setup/permissions');
    await page.getByRole('heading', { name: 'The permissions were not checked yet' }).waitFor();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('One permission is missing').waitFor();
    const denied = page.getByRole('region', { name: 'Denied' });
    const row = denied.getByRole('listitem').filter({ hasText: 'Create opportunities' });
    expect(await row.innerText()).toContain('Denied');
    expect(await row.innerText()).toContain(
      'System > Security Roles > (role of the API member) > Sales > Opportunity: Add All',
    );
    const rail = page.getByRole('navigation', { name: 'Set-up steps' });
    await rail.getByRole('link', { name: /Check permissions\s*, needs work/ }).waitFor();
    app.sandbox.allowAll();
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('No required permission is denied').waitFor();
    await rail.getByRole('link', { name: /Check permissions\s*, done/ }).waitFor();
  });

  it('R33: shows what ConnectWise took away once the lists are refreshed, until another option is chosen', async () => {
    for (const { id, stage } of app.sandbox.store.list('opportunities') as { id: number; stage?: { id: number } }[])
      if (stage?.id === 8) app.sandbox.store.patchRaw('opportunities', id, { stage: { id: 9 } }, { touch: false });
    app.sandbox.store.remove('stages', 8);
    app.sandbox.store.insert('stages', { name: '3.Proposal sent', sequenceNumber: 3 });
    await page.goto('/integrations/setup/mapping');
    await page.getByRole('button', { name: 'Refresh lists' }).click();
    await page.getByText('Stage 3.Quote is no longer in ConnectWise; used by Proposal.').first().waitFor();
    await page.goto('/overview');
    await page.getByText('An option is to be replaced').waitFor();
    await page.getByRole('link', { name: 'Open mapping' }).click();
    await page.getByRole('combobox', { name: 'ConnectWise stage for Proposal' }).click();
    await page.getByRole('option', { name: '3.Proposal sent' }).click();
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('An option is to be replaced').waitFor({ state: 'detached' });
  });

  it('tells the change in the history, restores what can be, and says why another cannot', async () => {
    await saveSettings(app, { mode: 'REAL_TIME' });
    await page.goto('/integrations/setup/mapping');
    await page.getByRole('link', { name: 'Settings history' }).click();
    const revision = (number: number) => page.getByRole('listitem', { name: `Revision ${number}`, exact: true });
    await revision(4).waitFor();
    expect(await revision(3).innerText()).toMatch(/Stage for Proposal\s+3\.Quote →\s+becomes\s+3\.Proposal sent/);
    await page.getByRole('button', { name: 'Restore revision 2' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore revision 2?' });
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await dialog.getByRole('alert').filter({ hasText: '3.Quote' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Restore revision 3' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await revision(5).getByText('Restored revision 3.').waitFor();
    expect(await revision(5).innerText()).toContain('In force');
  });

  it('exports the settings and imports them again', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    const file = await download.path();
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByText('Nothing: the settings are already like that.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('imports the settings of another account, with a location chosen by keyboard for one that is not here', async () => {
    const { exportSettings: own } = await app.graphql('{ exportSettings }');
    const other = {
      ...own,
      account: { host: 'eu.myconnectwise.net', loginCompany: 'other' },
      configuration: { ...own.configuration, defaults: { ...own.configuration.defaults, locationId: '1212' } },
      labels: { ...own.labels, location: { 1212: 'Springfield' } },
    };
    await page.locator('input[type="file"]').setInputFiles({
      name: 'other.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(other)),
    });
    const dialog = page.getByRole('dialog', { name: 'Import other.json' });
    await dialog.getByText('One thing was not found here').waitFor();
    expect(await dialog.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    await new Keyboard(page).choose(dialog.getByRole('combobox', { name: 'Here for location "Springfield"' }), 'Tampa');
    await dialog.getByRole('region', { name: 'What changes' }).getByText('Default location').waitFor();
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Settings imported.').waitFor();
    await page
      .getByRole('listitem', { name: 'Revision 6', exact: true })
      .getByText('Imported revision 5 of other.')
      .waitFor();
  });

  it('R43, R45: tells a tax rate that changed since the import, and the imports in the history', async () => {
    await app.graphql('mutation { importTaxCodes(apply: true) { applied } }');
    app.sandbox.store.patch('taxCodes', 13, { levelOneRate: 0.075 });
    await app.graphql('mutation { refreshReferenceData { problems { message } } }');
    await page.goto('/overview');
    await page.getByText('A tax rate changed in ConnectWise').waitFor();
    await page
      .getByText(/Tax code Georgia takes 7\.5 % in ConnectWise and 7 % here; used by tax region Georgia/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Open the mapping of taxes' }).click();
    await page.getByRole('button', { name: /Leave as it is: Tax code Georgia/ }).click();
    await page.getByText('A tax rate changed in ConnectWise').waitFor({ state: 'detached' });
    await page.goto('/integrations/history');
    const entry = page.getByRole('listitem', { name: 'Import of tax codes' });
    await entry.getByText('Taxable rate of Georgia').waitFor();
    await entry.getByText(/Cannot be restored: tax regions are records of the CRM/).waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });

  it('lets a viewer see all of it and says why they cannot change it', async () => {
    const other = await story.visitor();
    const theirs = await other.newPage();
    await story.signIn(theirs, 'viewer');
    await theirs.goto('/integrations/setup/permissions');
    await theirs.getByRole('button', { name: 'Check again' }).hover();
    await theirs.getByText(/Your role can look, but not retry/).waitFor();
    await theirs.goto('/integrations/history');
    await theirs.getByRole('button', { name: 'Restore revision 2' }).hover();
    await theirs.getByText(/Only administrators can change this/).waitFor();
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });
});
