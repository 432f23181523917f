import { bucketRange } from './range.rules.ts';

const now = new Date('2026-11-28T10:20:30Z');
const range = (from: string | null, to: string | null, width: 'minute' | 'hour' | 'day') =>
  bucketRange({ from: from === null ? null : new Date(from), to: to === null ? null : new Date(to), width, now });

describe('the buckets of a time', () => {
  it.each([
    [
      'the last day when nothing is said',
      null,
      null,
      'hour',
      '2026-11-27T10:00:00.000Z',
      '2026-11-28T11:00:00.000Z',
      25,
    ],
    [
      'widened to whole hours',
      '2026-11-28T08:59:59Z',
      '2026-11-28T09:00:01Z',
      'hour',
      '2026-11-28T08:00:00.000Z',
      '2026-11-28T10:00:00.000Z',
      2,
    ],
    [
      'not beyond an end that is whole',
      '2026-11-28T08:00:00Z',
      '2026-11-28T09:00:00Z',
      'hour',
      '2026-11-28T08:00:00.000Z',
      '2026-11-28T09:00:00.000Z',
      1,
    ],
    [
      '90 days',
      '2026-08-30T00:00:00Z',
      '2026-11-28T00:00:00Z',
      'day',
      '2026-08-30T00:00:00.000Z',
      '2026-11-28T00:00:00.000Z',
      90,
    ],
    ['minutes', '2026-11-28T10:18:30Z', null, 'minute', '2026-11-28T10:18:00.000Z', '2026-11-28T10:21:00.000Z', 3],
  ] as const)('%s', (_name, from, to, width, first, last, count) => {
    const found = range(from, to, width);
    expect([found.from.toISOString(), found.to.toISOString(), found.starts.length]).toEqual([first, last, count]);
    expect(found.starts[0]).toEqual(found.from);
  });

  it.each([
    ['more than can be drawn', '2026-11-01T00:00:00Z', null, 'minute', /39,501 buckets; at most 2,400/],
    ['an end before the beginning', '2026-11-28T10:00:00Z', '2026-11-27T10:00:00Z', 'hour', /"to" must be later/],
    ['minutes of long ago', '2026-09-01T00:00:00Z', '2026-09-01T01:00:00Z', 'minute', /minutes are kept for 31 days/],
  ] as const)('are refused: %s', (_name, from, to, width, says) => {
    expect(() => range(from, to, width)).toThrow(says);
  });
});
