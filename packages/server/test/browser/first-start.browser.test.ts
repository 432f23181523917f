import { createTestApp, type TestApp } from '../support/test-app.ts';
import { beginStory, builtWebApp, type WebStory } from '../support/web-story.ts';

describe('an empty installation in a browser', () => {
  let app: TestApp;
  let story: WebStory;

  beginStory(
    async () => {
      app = await createTestApp({ isEmpty: true, webDist: builtWebApp(), schedule: true, jobs: 'agenda-postgres' });
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
    await page.getByRole('button', { name: 'Save and proceed' }).click();
    await page.getByRole('heading', { name: 'Check permissions', level: 2 }).waitFor();

    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Invite' }).click();
    const invitation = page.getByRole('dialog');
    await invitation.getByLabel('E-mail').fill('sol@harbor.example');
    await invitation.getByRole('button', { name: 'Invite', exact: true }).click();
    const link = new URL((await page.getByLabel('Invitation link').textContent()) ?? '');
    await page.getByRole('button', { name: 'Done' }).click();

    const invited = await story.visitor();
    const other = await invited.newPage();
    await other.goto(`${link.pathname}${link.hash}`);
    await other.getByText('You join Harbor MSP as Sales.').waitFor();
    await other.getByLabel('Your name').fill('Sol');
    await other.getByLabel('Password', { exact: true }).fill('four blue kettles');
    await other.getByRole('button', { name: 'Join' }).click();
    await other.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
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
});
