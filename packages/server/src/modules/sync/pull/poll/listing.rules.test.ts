import { mayAskAhead } from './listing.rules.ts';

describe('the next page is asked for while one is written', () => {
  it.each([
    ['a quick ConnectWise', 60, 110, true],
    ['one that takes several times as long as the writing', 500, 110, true],
    ['one of 500 ms a page beside the writing of 1,000 records', 500, 210, true],
    ['one beside which the writing hardly counts', 3_000, 110, false],
    ['the first page, of which nothing is known', 500, null, false],
  ])('%s', (_what, askedMs, wroteMs, isAsked) => {
    expect(mayAskAhead({ number: 2, isResumed: false }, askedMs, wroteMs)).toBe(isAsked);
  });

  it.each([
    ['not soon after a worker has died', 2, true, false],
    ['not in the twentieth page after that', 20, true, false],
    ['again when the one that took over has come far', 21, true, true],
    ['early in a listing of its own', 2, false, true],
  ])('%s', (_what, number, isResumed, isAsked) => {
    expect(mayAskAhead({ number, isResumed }, 60, 110)).toBe(isAsked);
  });
});
