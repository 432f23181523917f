import type { Page } from 'playwright-core';
import { startWithoutPreview } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { beginStory, builtWebApp, type WebStory } from '../support/web-story.ts';

describe('R22: a filter in a browser', () => {
  let app: TestApp;
  let story: WebStory;

  beginStory(
    async () => {
      app = await createTestApp({ sandbox: 'demo', webDist: builtWebApp() });
      await app.database.inWorkspace(app.workspaceId, (tx) =>
        tx.query(
          `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
        ),
      );
      const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
      await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { code } } }', {
        input: { siteUrl, loginCompany, publicKey, privateKey },
      });
      return app;
    },
    (begun) => {
      story = begun;
    },
  );

  it('is tried before it is saved, with counts and reasons, and what it excludes can be found afterwards', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'admin');
    await page.goto('/integrations/setup/scope');
    const clients = page.getByRole('region', { name: 'Filters of clients' });
    await clients.getByRole('button', { name: 'Add rule for clients' }).click();
    await page.getByRole('menuitem', { name: 'Type' }).click();
    await clients.getByLabel('Type of clients: values').first().click();
    await page.getByRole('option', { name: 'Client', exact: true }).click();
    await page.keyboard.press('Escape');
    await clients.getByRole('button', { name: 'Test the filters of clients' }).click();
    const result = clients.getByRole('status', { name: 'Result of the test' });
    await result.getByText(/^[\d,]+ pass, [\d,]+ are excluded$/).waitFor();
    const counts = await result
      .getByText(/are excluded$/)
      .first()
      .innerText();
    const [passing = 0, excluded = 0] = [...counts.matchAll(/\d[\d,]*/g)].map(([n]) => Number(n.replaceAll(',', '')));
    expect(passing + excluded).toBe(app.sandbox.store.count('companies'));
    expect(await result.innerText()).toMatch(/its type is .+, and only Client is synced/);
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Saved. It applies from now on.').waitFor();
    await startWithoutPreview(app);
    await app.settle();
    await findExcluded(page, excluded);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 120_000);
});

async function findExcluded(page: Page, excluded: number): Promise<void> {
  await page.goto('/overview');
  await page
    .getByRole('table', { name: 'Records by state' })
    .getByRole('row', { name: /^Clients in ConnectWise/ })
    .getByRole('link', { name: excluded.toLocaleString('en-US'), exact: true })
    .click();
  await page.getByRole('heading', { name: 'Excluded by filters' }).waitFor();
  await page.getByText(`${excluded.toLocaleString('en-US')} records`).waitFor();
  const first = page.getByRole('table', { name: 'Excluded records' }).getByRole('row').nth(1);
  expect(await first.innerText()).toMatch(/Its type is .+, and only Client is synced\.|It is deleted in ConnectWise\./);
}
