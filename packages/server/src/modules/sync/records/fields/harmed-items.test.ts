import { harmedItems } from './communication.ts';

const item = (id: number, value: string, extension?: string) => ({ id, value, ...(extension ? { extension } : {}) });
const contact = (...communicationItems: object[]) => ({ communicationItems });
const replaced = (at: number, value: string, part = 'value') => ({
  op: 'replace' as const,
  path: `communicationItems/${at}/${part}`,
  value,
});
const read = contact(item(1, 'a@one.example'), item(2, '111'), item(3, '222', '9'));

describe('what a patch by places has hit', () => {
  it.each([
    [
      'nothing but what was meant',
      contact(item(1, 'a@one.example'), item(2, '333'), item(3, '222', '9')),
      [replaced(1, '333')],
      [],
    ],
    [
      'the next one, after somebody removed the first: its value is put back',
      contact(item(2, '111'), item(3, '333', '9')),
      [replaced(1, '333')],
      [replaced(1, '222')],
    ],
    [
      'the extension of another one, which had none',
      contact(item(2, '111', '7'), item(3, '222', '9')),
      [replaced(2, '7', 'extension')],
      [{ op: 'remove', path: 'communicationItems/0/extension' }],
    ],
    [
      'one that somebody added meanwhile: what it held is not known',
      contact(item(9, '333'), item(2, '111')),
      [replaced(0, '333')],
      [],
    ],
    ['one that had the value before', contact(item(2, '222'), item(3, '222', '9')), [replaced(1, '222')], []],
    ['no item at all', contact(item(1, 'a@one.example')), [{ op: 'replace' as const, path: 'title', value: 'x' }], []],
  ])('%s', (_what, now, operations, expected) => {
    expect(harmedItems(read, now, operations)).toEqual(expected);
  });
});
