import { errorActionOfPush, retryDelayMs } from './push-error.rules.ts';

describe('retryDelayMs', () => {
  it.each([
    [1, 0, 0, 1_000],
    [1, 1, 0, 2_000],
    [3, 1, 0, 8_000],
    [3, 0, 0, 4_000],
    [30, 1, 0, 900_000],
    [1, 0, 30_000, 30_000],
    [9, 1, 1_000, 512_000],
  ])('attempt %i, random %d, at least %i ms: %i ms', (attempts, random, atLeast, delay) =>
    expect(retryDelayMs(attempts, random, atLeast)).toBe(delay),
  );
});

describe('errorActionOfPush', () => {
  it('stops the connection only where every other request would fail too', () =>
    expect(
      Object.entries(errorActionOfPush).flatMap(([kind, errorAction]) => (errorAction === 'pause' ? [kind] : [])),
    ).toEqual(['unauthorized', 'client_id_missing', 'wrong_company']));
  it('never repeats what ConnectWise refused for its content', () =>
    expect([errorActionOfPush.invalid, errorActionOfPush.conflict, errorActionOfPush.not_found]).toEqual([
      'park',
      'park',
      'park',
    ]));
});
