import { serverAudits } from 'graphql-http';
import { createTestApp, type TestApp } from '../support/test-app.ts';

describe('GraphQL over HTTP as the specification has it', () => {
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "audit", role: VIEWER }) { secret } }',
    );
    token = createApiToken.secret;
  });
  afterAll(() => app.stop());

  it.each(['with a token', 'without one'])('passes all audits %s', async (how) => {
    const authorization: Record<string, string> = how === 'with a token' ? { authorization: `Bearer ${token}` } : {};
    const fetchFn: typeof fetch = (url, init) => {
      const headers = new Headers(init?.headers);
      for (const [name, value] of Object.entries(authorization)) headers.set(name, value);
      return fetch(url, { ...init, headers });
    };
    const found = await Promise.all(serverAudits({ url: `${app.url}/graphql`, fetchFn }).map((audit) => audit.fn()));
    const failed = found.filter(({ status }) => status !== 'ok');
    expect(
      failed.map((result) => `${result.status}: ${result.name} ${'reason' in result ? result.reason : ''}`),
    ).toEqual([]);
    expect(found.length).toBeGreaterThanOrEqual(61);
  });
});
