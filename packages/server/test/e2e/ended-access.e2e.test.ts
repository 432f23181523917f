import { openLive } from '../support/live-client.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

describe('access that ends', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
    await app.headersOf('admin');
  });
  afterAll(() => app.stop());

  it('closes the sockets of a revoked token within a second, and leaves the others', async () => {
    const made = async (name: string) =>
      (
        await app.graphql(
          'mutation ($name: String!) { createApiToken(input: { name: $name, role: VIEWER }) { secret token { id } } }',
          { name },
        )
      ).createApiToken;
    const [gone, kept] = [await made('gone'), await made('kept')];
    const live = openLive(app.url, {}, { token: gone.secret });
    const other = openLive(app.url, {}, { token: kept.secret });
    await live.once('{ viewer { role } }');
    await other.once('{ viewer { role } }');
    await app.graphql('mutation ($id: ID!) { revokeApiToken(id: $id) { problems { code } } }', { id: gone.token.id });
    const started = performance.now();
    expect(await live.ended).toEqual({ code: 4401, reason: 'The token was revoked or has expired. Use another one.' });
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(await other.once('{ viewer { role } }')).toMatchObject({ data: { viewer: { role: 'VIEWER' } } });
    await other.close();
  });

  it('closes a socket that brings neither a session nor a token', async () => {
    const live = openLive(app.url);
    expect(await live.ended).toEqual({ code: 4401, reason: 'Sign in, or send a token.' });
  });

  it('closes the sockets of a session that was signed out', async () => {
    const live = openLive(app.url, await app.headersOf('support'));
    await live.once('{ viewer { role } }');
    await app.graphql('mutation { signOut }', {}, { as: 'support' });
    const started = performance.now();
    expect((await live.ended).code).toBe(4401);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
