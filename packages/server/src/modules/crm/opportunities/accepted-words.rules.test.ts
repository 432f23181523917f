import { acceptedWords } from './winning-quote.rules.ts';

const quotes = [
  { id: 'a', title: 'First', state: 'accepted' as const },
  { id: 'b', title: 'Second', state: 'draft' as const },
];

it.each([
  ['no quote', { accept: null, release: null }, null],
  ['one', { accept: 'b', release: null }, 'Quote "Second" accepted.'],
  [
    'one in the place of another',
    { accept: 'b', release: 'a' },
    'Quote "Second" accepted in place of "First", which is a sent one now.',
  ],
])('what the log says of an acceptance: %s', (_what, winning, said) => {
  expect(acceptedWords(quotes, winning)).toBe(said);
});
