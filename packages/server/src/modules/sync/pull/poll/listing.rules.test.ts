import { mayAskAhead } from './listing.rules.ts';

describe('the next page is asked for before the one at hand is in', () => {
  it.each([
    ['where ConnectWise takes its time', 500, 0, true],
    ['where it answers at once and many records are written', 60, 1_000, true],
    ['not where it answers at once and few are', 60, 99, false],
    ['not where it answers at once and all is as it was', 60, 0, false],
  ])('%s', (_what, tookMs, wroteBefore, isAsked) => {
    expect(mayAskAhead(tookMs, wroteBefore)).toBe(isAsked);
  });
});
