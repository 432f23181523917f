import { setTimeout as pause } from 'node:timers/promises';
import { openLive } from '../support/live-client.ts';
import { type RealPrograms, startRealPrograms } from '../support/real-programs.ts';
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

describe('access that ends, over HTTP and two processes', () => {
  let programs: RealPrograms;
  let other: string;
  beforeAll(async () => {
    programs = await startRealPrograms();
    other = (await programs.startApi()).url;
  });
  afterAll(() => programs.stop());

  const asks = async (url: string, headers: Record<string, string>) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ viewer { role } }' }),
    });
    const { data } = (await response.json()) as { data?: { viewer: { role: string } | null } };
    return data?.viewer?.role ?? null;
  };
  const isIn = async (url: string, headers: Record<string, string>) => (await asks(url, headers)) !== null;

  /** Asks without a pause until the answer is no; milliseconds since it began. */
  const untilOut = async (url: string, headers: Record<string, string>) => {
    const startedAt = performance.now();
    while (await isIn(url, headers)) if (performance.now() - startedAt > 5_000) return Number.POSITIVE_INFINITY;
    return performance.now() - startedAt;
  };

  const newToken = async () => {
    const { createApiToken } = await programs.graphql(
      'mutation { createApiToken(input: { name: "board", scopes: [AUDIT] }) { secret token { id } } }',
    );
    return { id: createApiToken.token.id, headers: { authorization: `Bearer ${createApiToken.secret}` } };
  };
  const revoke = (id: string) =>
    programs.graphql('mutation ($id: ID!) { revokeApiToken(id: $id) { problems { code } } }', { id });

  it('ends a revoked token at once where it was revoked, and within a second in other processes', async () => {
    const { id, headers } = await newToken();
    for (const url of [programs.url, other]) expect(await isIn(url, headers)).toBe(true);
    await revoke(id);
    expect(await isIn(programs.url, headers)).toBe(false);
    expect(await untilOut(other, headers)).toBeLessThan(1_000);
  });

  it('ends it within a second also while the connections that would tell of it are cut', async () => {
    const { id, headers } = await newToken();
    let isCutting = true;
    const cutting = (async () => {
      while (isCutting) {
        await programs.test.sql(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'causeway-listen'`,
        );
        await pause(20);
      }
    })();
    try {
      for (const url of [programs.url, other]) expect(await isIn(url, headers)).toBe(true);
      await revoke(id);
      const [here, there] = await Promise.all([untilOut(programs.url, headers), untilOut(other, headers)]);
      expect(Math.max(here, there)).toBeLessThan(1_000);
    } finally {
      isCutting = false;
      await cutting;
    }
  });

  it('knows at once who signed out, and whose role was changed', async () => {
    const [person] = await programs.test.sql<{ id: string }>(
      `insert into app_user (workspace_id, email, name, role, password_hash)
       select workspace_id, 'support@test.example', 'Sam', 'support', password_hash from app_user limit 1 returning id`,
    );
    const headers = await programs.client.headersOf('support');
    for (const url of [programs.url, other]) expect(await asks(url, headers)).toBe('SUPPORT');
    await programs.graphql('mutation ($id: ID!) { changePersonRole(id: $id, role: VIEWER) { problems { message } } }', {
      id: person?.id,
    });
    expect(await asks(programs.url, headers)).toBe('VIEWER');
    await programs.client.data('mutation { signOut }', {}, 'support');
    expect(await asks(programs.url, headers)).toBeNull();
    expect(await untilOut(other, headers)).toBeLessThan(1_000);
  });
});
