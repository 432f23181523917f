import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const html = readFileSync(fileURLToPath(new URL('../../../../examples/dashboard/index.html', import.meta.url)));

describe('the dashboard of the examples, in a browser on another origin', () => {
  let app: TestApp;
  let browser: Browser;
  let server: Server;
  let origin: string;
  const record = (name: string) =>
    app.database.inWorkspace(app.workspaceId, (tx) =>
      app.app.audit.log.record(tx, [
        { operation: 'update', status: 'success', entity: 'company', name, description: 'Updated.' },
      ]),
    );

  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    browser = await launchBrowser();
    server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await app?.stop();
  }, 30_000);

  it('draws the chart and follows, once its address is allowed', async () => {
    await record('Harbor Dental');
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "board", scopes: [AUDIT] }) { secret } }',
    );
    const page = await browser.newPage();
    await page.goto(origin);
    await page.getByLabel('Address').fill(app.url);
    await page.getByLabel('Token').fill(createApiToken.secret);
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('allowed under Settings → API access').last().waitFor();
    await app.graphql(
      'mutation ($origins: [String!]!) { saveAccessSettings(input: { allowedOrigins: $origins }) { problems { message } } }',
      { origins: [origin] },
    );
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('Live.').waitFor();
    await page.getByRole('heading', { name: 'Rows of the audit log: 1' }).waitFor();
    expect(await page.locator('#chart rect[fill="var(--success)"]').count()).toBeGreaterThan(20);
    await page.getByText('Harbor Dental: Updated.').waitFor();
    await record('Newcomer');
    await page.getByText('Newcomer: Updated.').waitFor();
    expect(await page.getByText('Harbor Dental: Updated.').count()).toBe(1);
    await page.close();
  }, 60_000);
});
