import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { beginStory, type WebStory } from '../support/web-story.ts';

const html = readFileSync(fileURLToPath(new URL('../../../../examples/dashboard/index.html', import.meta.url)));

describe('the dashboard of the examples, in a browser on another origin', () => {
  let app: TestApp;
  let story: WebStory;
  let server: Server;
  let origin: string;
  const record = (name: string) =>
    app.database.inWorkspace(app.workspaceId, (tx) =>
      app.app.audit.log.record(tx, [
        { operation: 'update', status: 'success', entity: 'company', name, description: 'Updated.' },
      ]),
    );

  beginStory(
    async () => {
      app = await createTestApp({ sandbox: false });
      return app;
    },
    async (begun) => {
      story = begun;
      server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  );
  afterAll(() => void server?.close());

  it('draws the chart and follows, once its address is allowed', async () => {
    await record('Harbor Dental');
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "board", scopes: [AUDIT] }) { secret } }',
    );
    const visitor = await story.visitor();
    const page = await visitor.newPage();
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
    await visitor.context.close();
  }, 60_000);
});
