import { openLive } from '../support/live-client.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';

const MANY = `{ ${Array.from({ length: 25 }, (_, n) => `a${n}: clients(first: 1) { items { id } }`).join(' ')} }`;

describe('a query that takes too long', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false, operationTimeoutMs: 500 });
    await app.graphql('mutation { createClient(input: { name: "Harbor Dental" }) { client { id } } }');
    // Each read of a client takes a quarter of a second: no statement is too long, all together are.
    await app.test.sql(
      `create function dawdle() returns boolean language plpgsql as $$ begin perform pg_sleep(0.25); return true; end $$`,
    );
    await app.test.sql(`create policy slow on client as restrictive for select using (dawdle())`);
    await app.headersOf('viewer');
  });
  afterAll(() => app.stop());

  const running = async () =>
    (
      await app.test.sql(
        `select 1 from pg_stat_activity where datname = current_database() and state = 'active' and query like '%client%' and pid <> pg_backend_pid()`,
      )
    ).length;

  it('is ended with all of its resolvers and statements, over HTTP', async () => {
    const started = performance.now();
    const { errors } = await app.ask(MANY, {}, { as: 'viewer' });
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(errors[0]).toMatchObject({ extensions: { code: 'unavailable' } });
    expect(errors[0]?.message).toMatch(/which is the limit, and was ended. Ask for less at once/);
    // A statement that is running ends with its own quarter of a second; none follows.
    await until(async () => (await running()) === 0, 'its statements are ended', 2_000);
  });

  it('is ended over the socket too, where the next one runs again', async () => {
    const live = openLive(app.url, await app.headersOf('viewer'));
    const { errors } = await live.once(MANY);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'unavailable' } });
    // A statement that is running ends with its own quarter of a second; none follows.
    await until(async () => (await running()) === 0, 'its statements are ended', 2_000);
    expect(await live.once('{ viewer { role } }')).toMatchObject({ data: { viewer: { role: 'VIEWER' } } });
    await live.close();
  });
});
