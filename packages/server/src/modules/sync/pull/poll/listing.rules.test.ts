import { isWorthAsking } from './listing.rules.ts';

describe('the next page is asked for while one is written', () => {
  it.each([
    ['a quick ConnectWise', 60, 110, false],
    ['one that takes several times as long as the writing', 500, 110, true],
    ['one of 500 ms a page beside the writing of 1,000 records', 500, 210, true],
    ['one beside which the writing hardly counts', 3_000, 110, false],
    ['the first page, of which nothing is known', 500, null, false],
  ])('%s', (_what, askedMs, wroteMs, isAsked) => {
    expect(isWorthAsking(askedMs, wroteMs)).toBe(isAsked);
  });
});
