import { isWorthCollecting } from './memory-at-rest.ts';

const MB = 2 ** 20;

describe('isWorthCollecting', () => {
  it.each([
    ['at the first rest, whatever is held', { busy: 0.01, held: 200 * MB, heldAfterLast: 0 }, true],
    ['not while work is done', { busy: 0.06, held: 400 * MB, heldAfterLast: 0 }, false],
    ['at rest after a first sync', { busy: 0.05, held: 400 * MB, heldAfterLast: 190 * MB }, true],
    ['not for the little that a poll leaves', { busy: 0.02, held: 230 * MB, heldAfterLast: 190 * MB }, false],
    ['not again where it helped nothing', { busy: 0, held: 400 * MB, heldAfterLast: 395 * MB }, false],
    ['not when less is held than then', { busy: 0, held: 180 * MB, heldAfterLast: 190 * MB }, false],
  ])('%s', (_when, standing, expected) => {
    expect(isWorthCollecting(standing)).toBe(expected);
  });
});
