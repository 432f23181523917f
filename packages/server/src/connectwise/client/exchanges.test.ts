import type { Exchange } from './exchange.ts';
import { Exchanges, NO_ROOM } from './exchanges.ts';

const exchange = (over: Partial<Exchange>): Exchange => ({
  at: '2026-11-29T10:00:00.000Z',
  method: 'GET',
  path: '/company/companies',
  status: 200,
  durationMs: 1,
  requestId: null,
  request: null,
  answer: '{}',
  failure: null,
  ...over,
});

describe('the requests between two rows of the log', () => {
  it('gives each once, and the newest twenty', () => {
    const exchanges = new Exchanges();
    for (let at = 1; at <= 25; at++) exchanges.hear(exchange({ path: `/${at}` }));
    expect(exchanges.take().map(({ path }) => path)).toEqual(Array.from({ length: 20 }, (_, at) => `/${at + 6}`));
    expect(exchanges.take()).toEqual([]);
  });

  it('lets go of what was merely read before what was written or refused', () => {
    const exchanges = new Exchanges();
    const long = 'x'.repeat(8_000);
    for (let at = 0; at < 9; at++) exchanges.hear(exchange({ answer: long }));
    exchanges.hear(exchange({ method: 'POST', status: 400, request: long, answer: 'refused' }));
    const kept = exchanges.take();
    expect(kept.at(-1)).toMatchObject({ request: long, answer: 'refused' });
    expect(kept[0]).toMatchObject({ request: null, answer: NO_ROOM });
    expect(JSON.stringify(kept).length).toBeLessThan(70_000);
  });
});
