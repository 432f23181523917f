import { hashPassword, isPassword, passwordFault } from './password.ts';

describe('a new password', () => {
  it.each([
    ['elevenchars', /at least 12/],
    ['x'.repeat(201), /at most 200/],
    ['password1234', /tried first/],
    ['!!Password!!', /tried first/],
    ['passwordpassword', /tried first/],
    ['123456789012', /tried first/],
    ['aaaaaaaaaaaaa', /tried first/],
    ['abcabcabcabcabc', /tried first/],
    ['qwertyuiop123', /tried first/],
    ['AnaRuiz-2026!', /made of names that others know/],
    ['harbormsp2026', /made of names that others know/],
    ['Ana Ruiz Ana 1', /made of names that others know/],
    ['ruizanaharbormsp', /made of names that others know/],
    ['harbor.example1!', /made of names that others know/],
    ['causewaycauseway', /made of names that others know/],
    ['Ana-ConnectWise-2026', /made of names that others know/],
  ])('is refused: %s', (password, reason) => {
    expect(passwordFault(password, ['Ana Ruiz', 'ana@harbor.example', 'Harbor MSP'])).toMatch(reason);
  });

  it.each([
    'seven grey herons',
    'correct horse battery',
    'seven-brightwater-herons',
    'kaltes Wasser im Mai',
    '日本語のとても長い合言葉です',
    'zx81kTq0mmE4',
    'harbor at low tide',
    'Ana lends out ladders',
  ])('is taken without rules of composition: %s', (password) => {
    expect(passwordFault(password, ['Ana Ruiz', 'ana@harbor.example', 'Harbor MSP'])).toBeNull();
  });
});

describe('a password', () => {
  it('fits as a whole and as it was typed: no case, space or end is changed or cut off', async () => {
    const longest = 'Längstes '.repeat(23).slice(0, 200);
    const stored = await hashPassword(longest);
    expect(passwordFault(longest)).toBeNull();
    expect(await isPassword(longest, stored)).toBe(true);
    for (const other of [
      `${longest}x`,
      longest.toLowerCase(),
      longest.slice(0, 199),
      ` ${longest}`,
      longest.normalize('NFD'),
    ])
      expect(await isPassword(other, stored)).toBe(false);
    expect(await isPassword(longest, null)).toBe(false);
  });
});
