import pg from 'pg';
import { openLive } from '../../../test/support/live-client.ts';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { until } from '../../../test/support/until.ts';

const limitsIn = (headers: Headers) =>
  ['limit', 'remaining', 'reset'].map((part) => headers.get(`x-ratelimit-${part}`));
const dear = '{ clients(first: 200) { items { id name phone city } } }';

describe('costly operations', () => {
  let app: TestApp;
  let tokens: Array<{ token: string }>;
  let lock: pg.Client;
  beforeAll(async () => {
    app = await createTestApp({
      turnLimits: { atOnce: 1, atOncePerCaller: 1, waiting: 8, waitingPerCaller: 5 },
    });
    tokens = await Promise.all(
      ['wall', 'till', 'door'].map(async (name) => {
        const { createApiToken } = await app.graphql(
          'mutation ($name: String!) { createApiToken(input: { name: $name, role: VIEWER }) { secret } }',
          { name },
        );
        return { token: createApiToken.secret };
      }),
    );
    await app.headersOf('viewer');
    lock = new pg.Client({ connectionString: app.test.url });
    await lock.connect();
  });
  afterAll(async () => {
    await lock.end();
    await app.stop();
  });

  /** While `work` runs, whoever reads clients waits. */
  const whileClientsAreLocked = async (work: () => Promise<void>) => {
    await lock.query('begin; lock table client in access exclusive mode');
    try {
      await work();
    } finally {
      await lock.query('rollback');
    }
  };
  const waiting = async () =>
    Number(/^causeway_operations_waiting(?:\{.*?\})? (\d+)/m.exec(await app.metrics.render())?.[1]);
  const waitFor = (count: number) => until(async () => (await waiting()) === count, `${count} wait`, 5_000);
  const quick = async (work: () => Promise<unknown>) => {
    const started = performance.now();
    await work();
    expect(performance.now() - started).toBeLessThan(1_000);
  };

  it('run a few at a time: one token with forty holds up nobody, and is told when to come back', async () => {
    const done: string[] = [];
    const refused: Awaited<ReturnType<TestApp['ask']>>[] = [];
    let all: Promise<unknown> = Promise.resolve();
    await whileClientsAreLocked(async () => {
      const flood = Array.from({ length: 40 }, async () => {
        const answer = await app.ask(dear, {}, { as: tokens[0]! });
        if (answer.status === 200) done.push('wall');
        else refused.push(answer);
      });
      await waitFor(5);
      await until(() => refused.length === 34, 'the others are refused', 5_000);
      const others = [tokens[1]!, tokens[2]!, 'viewer' as const].map(async (as, at) => {
        expect((await app.ask(dear, {}, { as })).data?.clients).toBeDefined();
        done.push(`other ${at}`);
      });
      await waitFor(8);
      // All places are taken: who holds few of them gets one more, and then is told as well.
      const more = app.ask(dear, {}, { as: tokens[1]! }).then(({ data }) => done.push(data ? 'one more' : 'none'));
      await waitFor(9);
      const busy = await app.ask(dear, {}, { as: tokens[1]! });
      expect([busy.status, busy.errors[0]]).toEqual([
        503,
        expect.objectContaining({
          message: expect.stringMatching(
            /The server is busy: 9 costly operations wait already.*Ask again in \d+ seconds/,
          ),
          extensions: expect.objectContaining({ code: 'unavailable', reason: 'busy' }),
        }),
      ]);
      expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(limitsIn(busy.headers)).toEqual([
        '250000',
        expect.stringMatching(/^\d+$/),
        expect.stringMatching(/^\d+$/),
      ]);
      await quick(async () => expect((await fetch(`${app.url}/healthz`)).status).toBe(200));
      await quick(async () => expect((await fetch(`${app.url}/readyz`)).status).toBe(200));
      for (const as of [...tokens, 'viewer' as const])
        await quick(async () => expect((await app.ask('{ viewer { role } }', {}, { as })).data).not.toBeNull());
      all = Promise.all([...flood, ...others, more]);
    });
    await all;
    // Whoever asked but once came before the second one of the flood.
    expect([done[0], ...done.slice(1, 4).sort()]).toEqual(['wall', 'other 0', 'other 1', 'other 2']);
    expect(done.slice(4).sort()).toEqual(['one more', 'wall', 'wall', 'wall', 'wall', 'wall']);
    // What was refused is not charged: all of the minute is left but what was answered, a few times 1,001.
    for (const { status, headers, errors } of refused) {
      expect(status).toBe(429);
      const [limit, remaining, reset] = limitsIn(headers);
      expect([limit, Number(remaining) > 250_000 - 40 * 1_002, Number(reset) > 0]).toEqual(['250000', true, true]);
      expect(errors[0]?.extensions?.budget).toMatchObject({ limit: 250_000, remaining: Number(remaining) });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(errors[0]).toMatchObject({
        message: expect.stringMatching(/5 costly operations of yours wait already.* Ask again in \d+ seconds/),
        extensions: { code: 'rate_limited', reason: 'too_many_at_once', limit: 5 },
      });
    }
    expect(await waiting()).toBe(0);
  });

  it('are refused over the socket in the same words', async () => {
    const live = openLive(app.url, { authorization: `Bearer ${tokens[0]!.token}` });
    const asked: Array<ReturnType<typeof live.once>> = [];
    let refusals = 0;
    await whileClientsAreLocked(async () => {
      asked.push(...Array.from({ length: 10 }, () => live.once(dear)));
      for (const answer of asked) void answer.then(({ errors }) => void (errors?.length && refusals++));
      await waitFor(5);
      await until(() => refusals === 4, 'the others are refused', 5_000);
    });
    const answers = await Promise.all(asked);
    expect(answers.filter(({ errors }) => !errors?.length)).toHaveLength(6);
    const refused = answers.filter(({ errors }) => errors?.length);
    expect(refused).toHaveLength(4);
    for (const { errors } of refused)
      expect(errors?.[0]).toMatchObject({
        extensions: { code: 'rate_limited', retryAfterSeconds: expect.any(Number) },
      });
    await live.close();
  });
});
