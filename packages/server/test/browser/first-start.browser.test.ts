import type { Page } from 'playwright-core';
import type { Data } from '../support/graphql-client.ts';
import { chooseEverything } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { beginStory, builtWebApp, type Visitor, type WebStory } from '../support/web-story.ts';

const DEAL = 'Cabling of the harbor office';

describe('R80: an empty installation in a browser', () => {
  let app: TestApp;
  let story: WebStory;
  /** Ana, who sets everything up, and Sol, who sells. */
  let admin: { visitor: Visitor; page: Page };
  let sales: { visitor: Visitor; page: Page };

  beginStory(
    async () => {
      app = await createTestApp({
        isEmpty: true,
        webDist: builtWebApp(),
        schedule: true,
        jobs: 'agenda-postgres',
        sandbox: 20,
      });
      return app;
    },
    (begun) => {
      story = begun;
    },
  );

  it('leads from the code of the log to a signed-in administrator, who connects and invites a salesperson', async () => {
    const code = (await app.app.auth.firstStart.makeCode()) ?? '';
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await page.goto('/');
    await page.getByRole('heading', { name: 'Set up Causeway' }).waitFor();
    await page.getByLabel('Set-up code').fill('AAAA-BBBB-CCCC-DDDD-EEEE');
    await page.getByLabel('Workspace').fill('Harbor MSP');
    await page.getByLabel('Your name').fill('Ana Ruiz');
    await page.getByLabel('E-mail').fill('ana@harbor.example');
    await page.getByLabel('Password', { exact: true }).fill('seven grey herons');
    await page.getByRole('button', { name: 'Set up and sign in' }).click();
    await page.getByText('This is not the set-up code.').waitFor();
    await page.getByLabel('Set-up code').fill(code);
    await page.getByRole('button', { name: 'Set up and sign in' }).click();
    await page.getByRole('region', { name: 'Steps in ConnectWise' }).waitFor();

    const { url, company, publicKey, privateKey } = app.sandbox;
    await page.getByLabel('Site address').fill(url);
    await page.getByLabel('Company ID').fill(company);
    await page.getByLabel('Public key').fill(publicKey);
    await page.getByLabel('Private key').fill(privateKey);
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('heading', { name: 'Check permissions', level: 2 }).waitFor();

    admin = { visitor, page };
    sales = await invite(story, page, { email: 'sol@harbor.example', name: 'Sol', role: 'Sales' });
    const { visitor: invited, page: other } = sales;
    await other.goto('/clients');
    await other.getByRole('link', { name: 'New client' }).first().waitFor();
    await other.goto('/people');
    await other.getByText(/Only administrators can change this/).waitFor();

    await page.reload();
    await page.getByRole('cell', { name: 'sol@harbor.example', exact: true }).waitFor();
    await page.getByText('sol@harbor.example accepted the invitation and is sales now.').waitFor();
    await other.goto('/profile');
    await other.getByLabel('Current password').fill('four blue kettles');
    await other.getByLabel('New password').fill('five green ladders');
    await other.getByRole('button', { name: 'Change password' }).click();
    await other.getByText(/Your password was changed/).waitFor();
    expect([...visitor.complaints, ...invited.complaints]).toEqual([]);

    const late = await story.visitor();
    const third = await late.newPage();
    await third.goto('/first-start');
    await third.getByText('This installation is set up already.').waitFor();
  }, 120_000);

  it('goes on to the first sync, a win, a failure that support retries, and the security log that tells of all of it', async () => {
    const { page } = admin;
    await chooseEverything({ graphql: (query, variables) => askFrom(page, query, variables) });
    await page.goto('/integrations/setup/preview');
    await page.getByRole('button', { name: 'Create preview' }).click();
    await page.getByRole('heading', { name: 'What the first sync would do' }).waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Continue to start' }).click();
    await page.getByRole('button', { name: 'Save and start sync' }).click();
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByText(/Everything that can pass is in step/).waitFor({ timeout: 90_000 });

    const seller = sales.page;
    await offerDeal(seller);
    app.sandbox.fail({ method: 'POST', path: '/sales/opportunities', status: 400, times: 1 });
    await seller.goto('/opportunities');
    await seller.getByRole('link', { name: DEAL }).first().click();
    await seller.getByRole('button', { name: 'Mark won' }).click();
    await seller.getByRole('dialog').getByRole('button', { name: 'Mark won' }).click();

    const support = await invite(story, page, { email: 'sam@harbor.example', name: 'Sam', role: 'Support' });
    await support.page.goto('/issues');
    await support.page.getByRole('button', { name: new RegExp(`^Retry .*${DEAL}`) }).click({ timeout: 60_000 });
    await seller.getByRole('status').filter({ hasText: 'Everything is in ConnectWise.' }).waitFor({ timeout: 60_000 });
    const there = app.sandbox.store.list('opportunities').filter(({ name }) => name === DEAL);
    expect(there).toHaveLength(1);

    await page.goto('/security');
    const log = page.getByRole('table', { name: 'Security log' });
    for (const [event, by] of [
      ['Workspace created', 'Ana Ruiz'],
      ['ConnectWise connected', 'Ana Ruiz'],
      ['Settings saved', 'Ana Ruiz'],
      ['Person invited', 'Ana Ruiz'],
      ['Invitation accepted', 'Sol'],
      ['Password changed', 'Sol'],
      ['Opportunity won', 'Sol'],
      ['Invitation accepted', 'Sam'],
      ['Retry requested', 'Sam'],
    ] as const)
      await log.getByRole('row').filter({ hasText: event }).filter({ hasText: by }).first().waitFor();
    expect([admin, sales, support].flatMap(({ visitor }) => visitor.complaints)).toEqual([]);
  }, 300_000);
});

/** Invites a person on the page People, and joins with the link in a browser of their own. */
async function invite(
  story: WebStory,
  page: Page,
  { email, name, role }: { email: string; name: string; role: 'Sales' | 'Support' },
): Promise<{ visitor: Visitor; page: Page }> {
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  const invitation = page.getByRole('dialog');
  await invitation.getByLabel('E-mail').fill(email);
  await invitation.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: role }).click();
  await invitation.getByRole('button', { name: 'Invite', exact: true }).click();
  const link = new URL((await page.getByLabel('Invitation link').textContent()) ?? '');
  await page.getByRole('button', { name: 'Done' }).click();
  const visitor = await story.visitor();
  const other = await visitor.newPage();
  await other.goto(`${link.pathname}${link.hash}`);
  await other.getByText(`You join Harbor MSP as ${role}.`).waitFor();
  await other.getByLabel('Your name').fill(name);
  await other.getByLabel('Password', { exact: true }).fill('four blue kettles');
  await other.getByRole('button', { name: 'Join' }).click();
  await other.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  return { visitor, page: other };
}

/** Asks the API as who is signed in on this page. */
async function askFrom<T = Data>(page: Page, query: string, variables: object = {}): Promise<T> {
  const response = await page.request.post('/graphql', { data: { query, variables } });
  const { data, errors }: { data: T; errors?: { message: string }[] } = await response.json();
  if (errors?.[0]) throw new Error(errors[0].message);
  return data;
}

/** A client that ConnectWise knows is offered something: an opportunity with a quote. */
async function offerDeal(page: Page): Promise<void> {
  const { contacts, pipelineStages, products } = await askFrom(
    page,
    '{ contacts(first: 1) { items { id client { id } } } pipelineStages { id kind } products(first: 50) { items { id name kind isActive } } }',
  );
  const [contact] = contacts.items;
  const stageId = pipelineStages.find(({ kind }: { kind: string }) => kind === 'OPEN').id;
  const { createOpportunity } = await askFrom(
    page,
    'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }',
    { input: { name: DEAL, clientId: contact.client.id, contactId: contact.id, stageId } },
  );
  const product = products.items.find(({ kind, isActive }: Data) => kind === 'PRODUCT' && isActive);
  const { createQuote } = await askFrom(
    page,
    'mutation ($id: ID!, $input: QuoteInput!) { createQuote(opportunityId: $id, input: $input) { problems { message } } }',
    {
      id: createOpportunity.opportunity.id,
      input: {
        title: 'Cabling',
        lines: [{ productId: product.id, description: product.name, quantity: '2', price: '150', cost: '90' }],
      },
    },
  );
  expect(createQuote.problems).toEqual([]);
}
