import type { Page } from 'playwright-core';
import { createDemoApp } from '../support/demo-app.ts';
import { chooseEverything } from '../support/settings.ts';
import type { TestApp } from '../support/test-app.ts';
import { beginStory, type Visitor, type WebStory } from '../support/web-story.ts';

const deal = 'Network renewal, main office';

describe('the main story in a browser', () => {
  let app: TestApp;
  let story: WebStory;

  beginStory(
    async () => {
      app = await createDemoApp({ sandbox: 'demo', tools: { pull: { pageSize: 250 } } });
      return app;
    },
    (begun) => {
      story = begun;
    },
  );

  it('connects, brings everything in before one’s eyes, and carries a won opportunity over', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'admin');
    await connect(page, app);
    const audit = await watchAuditLog(visitor);
    await chooseEverything(app);
    await previewFirstSync(page);
    await startFirstSync(page);
    await page.getByRole('link', { name: 'Overview' }).click();
    await audit.getByRole('link', { name: 'Go to client' }).first().waitFor();
    await page.getByText(/Everything that can pass is in step/).waitFor({ timeout: 180_000 });
    await page.getByRole('heading', { name: 'First sync in progress' }).waitFor({ state: 'detached' });
    await openFromAuditLog(audit);
    await markWon(page);
    await findPushInAuditLog(audit);
    await lookAtConnectWise(page, visitor);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 300_000);

  it('tells a viewer why actions are not for them', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'viewer');
    await expectRefused(page, 'Sync now', /Your role can look, but not retry/);
    await page.getByRole('link', { name: 'Integrations' }).click();
    await expectRefused(page, 'Pause', /Only administrators can change this/);
    await openDeal(page, 'Ten new desks');
    await expectRefused(page, 'Mark won', /Your role can look, but not change records/);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 60_000);
});

async function connect(page: Page, { sandbox }: TestApp): Promise<void> {
  await page.getByRole('link', { name: 'Integrations' }).click();
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByRole('region', { name: 'Steps in ConnectWise' }).waitFor();
  await page.getByLabel('Site address').fill(sandbox.url);
  await page.getByLabel('Company ID').fill(sandbox.company);
  await page.getByLabel('Public key').fill(sandbox.publicKey);
  await page.getByLabel('Private key').fill(sandbox.privateKey);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Check permissions', level: 2 }).waitFor();
}

async function previewFirstSync(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Set-up steps' })
    .getByRole('link', { name: /^Preview/ })
    .click();
  await page.getByRole('button', { name: 'Create preview' }).click();
  await page.getByRole('heading', { name: 'What the first sync would do' }).waitFor({ timeout: 120_000 });
  await page.getByRole('link', { name: 'Continue to start' }).click();
}

/** Another tab on the audit log, once it is live. */
async function watchAuditLog(visitor: Visitor): Promise<Page> {
  const audit = await visitor.newPage();
  await audit.goto('/audit');
  await audit.getByText('Live', { exact: true }).waitFor();
  expect(await audit.getByRole('link', { name: 'Go to client' }).count()).toBe(0);
  return audit;
}

async function startFirstSync(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save and start sync' }).click();
  await page.getByRole('heading', { name: 'First sync in progress' }).waitFor();
  await page
    .getByRole('table', { name: 'Progress by record type' })
    .getByText(/^[\d,]+ of 3,\d{3}$/)
    .waitFor();
}

/** The record behind a row's "Go to" link is the one that the row names. */
async function openFromAuditLog(audit: Page): Promise<void> {
  await audit.goto('/audit?entity=COMPANY&status=SUCCESS');
  const row = audit
    .getByRole('row')
    .filter({ hasText: /Created(\.| from ConnectWise)/ })
    .first();
  const name = (await row.locator('span[title]').first().getAttribute('title')) ?? '';
  expect(name).not.toBe('');
  await row.getByRole('link', { name: 'Go to client' }).click();
  await audit.getByRole('heading', { name, level: 1 }).waitFor();
  expect(new URL(audit.url()).pathname).toMatch(/^\/clients\/[0-9a-f-]{36}$/);
}

async function openDeal(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Opportunities' }).click();
  await page
    .getByRole('textbox', { name: 'Search opportunities' })
    .or(page.getByRole('searchbox', { name: 'Search opportunities' }))
    .fill(name);
  await page.getByRole('table').getByRole('link', { name }).first().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

async function markWon(page: Page): Promise<void> {
  await openDeal(page, deal);
  await page.getByRole('button', { name: 'Mark won' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark won' }).click();
  await page.getByRole('status').filter({ hasText: 'Everything is in ConnectWise.' }).waitFor({ timeout: 30_000 });
}

async function findPushInAuditLog(audit: Page): Promise<void> {
  await audit.goto('/audit?direction=OUT&entity=OPPORTUNITY');
  await audit.getByRole('row').filter({ hasText: deal }).filter({ hasText: 'Success' }).first().waitFor();
}

/** The deep link ends on the sandbox's page of the record. */
async function lookAtConnectWise(page: Page, visitor: Visitor): Promise<void> {
  const [remote] = await Promise.all([
    visitor.context.waitForEvent('page'),
    page.getByRole('link', { name: 'View opportunity in ConnectWise' }).click(),
  ]);
  await remote.getByRole('heading', { name: deal, level: 1 }).waitFor();
  const text = await remote.locator('body').innerText();
  for (const shown of ['Small office network', 'Installation hour', /Quote-\d+\.pdf/, /\/api\/documents\//])
    expect(text).toMatch(shown);
}

async function expectRefused(page: Page, name: string, reason: RegExp): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.waitFor();
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  expect(await button.getAttribute('aria-description')).toMatch(reason);
  await button.hover({ force: true });
  await page.getByRole('tooltip', { name: reason }).waitFor();
}
