import { expect, it } from 'vitest';
import { rowCounter } from './download-export.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it.each([
  ['csv', ['at,name\r\n', '1,"two\r\nlines"\r\n2,', 'b\r\n'], [0, 1, 2]],
  ['json', ['[', '\n{"a":1},\n{"a":2}', '\n]\n'], [0, 0, 2]],
  ['json', ['[\n]\n'], [0]],
] as const)('counts the rows of %s as they come', (format, parts, counts) => {
  const counter = rowCounter(format);
  expect(parts.map((part) => counter.add(bytes(part)))).toEqual(counts);
});
