import { type EndTurn, Turns } from './turns.ts';

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('send away whoever waited too long', async () => {
    const turns = new Turns({ atOnce: 1, waitMs: 30 });
    const end = await turns.take('wall');
    await expect(turns.take('door')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('waited 0.03 seconds for its turn'),
      details: { reason: 'busy', retryAfterSeconds: expect.any(Number) },
    });
    end();
    (await turns.take('door'))();
    expect(turns.waiting).toBe(0);
  });

  it('are not taken by who hung up', async () => {
    const turns = new Turns({ atOnce: 1 });
    const end = await turns.take('wall');
    const gone = expect(turns.take('till', () => true)).rejects.toMatchObject({
      message: expect.stringContaining('Nobody waits'),
    });
    const next = turns.take('door');
    end();
    await gone;
    (await next)();
    expect(turns.waiting).toBe(0);
  });

  it('go round between callers, and leave nothing behind', async () => {
    const turns = new Turns({ atOnce: 2, atOncePerCaller: 2 });
    const order: string[] = [];
    let running = 0;
    const work = async (name: string) => {
      const end: EndTurn = await turns.take(name);
      running++;
      expect(running).toBeLessThanOrEqual(2);
      order.push(name);
      await soon();
      running--;
      end();
      end();
    };
    const flood = Array.from({ length: 60 }, () => work('wall'));
    await Promise.all([...Array.from({ length: 5 }, () => work('till')), work('door'), ...flood]);
    expect(order).toHaveLength(66);
    expect(order.lastIndexOf('till')).toBeLessThan(16);
    expect(order.indexOf('door')).toBeLessThan(8);
    expect(turns.waiting).toBe(0);
  });

  it('are taken by as many as may run and wait, also of those that come at one time', async () => {
    const turns = new Turns({ atOnce: 1, atOncePerCaller: 1, waitingPerCaller: 5 });
    const ended = Array.from({ length: 10 }, () =>
      turns.take('wall').then(
        (end) => end(),
        ({ code, message }) => `${code}: ${message}`,
      ),
    );
    const refused = (await Promise.all(ended)).filter(Boolean);
    expect(refused).toHaveLength(4);
    for (const told of refused) expect(told).toMatch(/^rate_limited: 5 costly operations of yours wait already/);
  });
});
