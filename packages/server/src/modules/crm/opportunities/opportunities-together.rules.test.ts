import { refusalOf } from './opportunities-together.rules.ts';

const stored = { name: 'Office move', version: 3 };

describe('why an opportunity of several is left as it is', () => {
  it.each<[string, Parameters<typeof refusalOf>, { code: string; name: string | null } | null]>([
    ['an open one', [{ id: 'a' }, stored, null], null],
    ['one as it was looked at', [{ id: 'a', version: 3 }, stored, null], null],
    ['one that is gone', [{ id: 'a' }, undefined, null], { code: 'not_found', name: null }],
    ['a won one', [{ id: 'a', version: 2 }, stored, 'won'], { code: 'is_won', name: 'Office move' }],
    ['a lost one', [{ id: 'a' }, stored, 'lost'], { code: 'is_lost', name: 'Office move' }],
    [
      'one that was saved meanwhile',
      [{ id: 'a', version: 2 }, stored, null],
      { code: 'version_conflict', name: 'Office move' },
    ],
  ])('%s', (_, asked, expected) => {
    const found = refusalOf(...asked);
    expect(found && { code: found.code, name: found.name }).toEqual(expected);
  });
});
