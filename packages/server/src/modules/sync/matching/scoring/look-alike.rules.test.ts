import {
  accentedLetters,
  accentPattern,
  digitsPattern,
  namePatterns,
  spacedPattern,
  streetPattern,
} from './look-alike.rules.ts';
import { isSameName, nameParts } from './names.rules.ts';

/** As ConnectWise compares: `*` is any run of characters, accents count, case does not. */
function matches(pattern: string | null, text: string): boolean {
  if (pattern === null) return false;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(text);
}

describe('patterns that find a name as the other side may write it', () => {
  const company = (name: string) => namePatterns(name, { hasLegalForm: true });
  const finds = (name: string, other: string) => company(name).some((pattern) => matches(pattern, other));
  const signs = ["'", '’', '‘', '´', '`', '"', '“', '.', '-', '–', '&', ' & ', '/', ',', '_', '+'];

  it.each([
    ['Fabrikam Ltd.', 'Fabrikam Limited'],
    ['The Fabrikam Company', 'FABRIKAM'],
    ['Cafe Zurich GmbH', 'Café Zürich'],
    ['Café Zürich', 'Cafe Zurich GmbH'],
    ['DataSys', 'Data-Sys, Inc.'],
    ['Data Sys', 'DataSys LLC'],
    ['Smith & Sons', 'Smith and Sons Co.'],
    ["O'Brien Law", 'OBrien Law PLLC'],
    ['Grossmann', 'Großmann'],
    ['Großmann', 'Grossmann AG'],
    ['株式会社', '株式会社'],
    ['A1 Labs', 'A1-Labs'],
  ])('%s finds %s', (name, other) => expect(finds(name, other)).toBe(true));

  it.each([
    ['Fabrikam Ltd.', 'Contoso Ltd.'],
    ['Data Sys', 'Sys Data'],
    ['Harbor Dental 1', 'Harbor Dental 2'],
  ])('%s does not find %s', (name, other) => expect(finds(name, other)).toBe(false));

  it.each([
    ['OMalleys Bakery', "O'Malley's Bakery, Inc."],
    ['St Marys Hospice', 'St. Mary’s Hospice'],
    ['ABC Plumbing', 'A.B.C. Plumbing'],
    ['ABC', 'A.B.C. Inc.'],
    ['ABC', 'A & B & C'],
    ['ATT', 'AT&T Inc.'],
    ['MM', 'M&M'],
    ['HP', 'H.P. Inc.'],
    ['IT', 'I.T.'],
    ['Acme', 'ACM/E Co.'],
    ['Lowes', "Lowe's"],
    ['Smith Wesson', 'Smith+Wesson'],
    ['TriState Tax', 'Tri/State Tax'],
    ['한국전자', '한국-전자'],
  ])('%s and %s find each other, whatever stands inside the words', (name, other) => {
    expect([finds(name, other), finds(other, name)]).toEqual([true, true]);
  });

  it.each(['Omalleys Bakery', 'Northstar', 'Harbor', 'Stern', 'Acme', 'Ibm', 'Hp'])(
    'finds what scores as the same name as %s with any sign at any place in it',
    (name) => {
      const own = nameParts(name, { hasLegalForm: true });
      for (const sign of signs)
        for (let at = 1; at < name.length; at++) {
          const other = name.slice(0, at) + sign + name.slice(at);
          const parts = nameParts(other, { hasLegalForm: true });
          if (!own || !parts || !isSameName(own, parts)) continue;
          expect([other, finds(name, other), finds(other, name)]).toEqual([other, true, true]);
        }
    },
  );

  it.each(['', 'A', '&'])('%j is too little to look for', (name) => expect(company(name)).toEqual([]));

  it('finds a number whatever stands between its digits, and a street by its house', () => {
    expect(matches(digitsPattern('8135550100'), '+1 (813) 555-0100')).toBe(true);
    expect(matches(digitsPattern('8135550100'), '813 555 0199')).toBe(false);
    expect(matches(streetPattern('12 Main Street'), '12 Main St.')).toBe(true);
    expect(streetPattern('Main Street')).toBeNull();
    expect(matches(spacedPattern('USW24POE'), 'usw 24 poe')).toBe(true);
    expect(matches(spacedPattern('USW 24 POE'), 'USW24POE')).toBe(true);
    expect(matches(spacedPattern('USW24POE'), 'USW48POE')).toBe(false);
    expect(spacedPattern('12345')).toBeNull();
  });
});

describe('a name whose letters have accents on the other side alone', () => {
  const company = { hasLegalForm: true };
  const finds = (name: string, other: string): boolean => {
    const patterns = [...namePatterns(name, company), accentPattern(name, company)];
    if (patterns.some((pattern) => matches(pattern, other))) return true;
    const letters = accentedLetters(name, company);
    if (!letters) return false;
    const { starts, holds } = letters;
    const has = (letter: string) => other.toLowerCase().includes(letter);
    return starts.some((start) => matches(start, other)) && holds.every((spellings) => spellings.some(has));
  };

  it.each([
    ['Cizek', 'Čížek'],
    ['Lodz', 'Łódź'],
    ['Lodz', 'The Łódź Company'],
    ['Lodz', 'Łodz Ltd.'],
    ['Nunez', 'Ñúñez'],
    ['Sukur', 'Şükür'],
    ['Gross', 'Groß'],
    ['Aero', 'Ærø'],
    ['Dvorak Metal', 'Dvořák Metal'],
  ])('%s finds %s', (name, other) => expect([finds(name, other), finds(other, name)]).toEqual([true, true]));

  /** Each letter of a name, with and without an accent. */
  const variants = (name: string): string[] => {
    const accented: Readonly<Record<string, string>> = {
      c: 'č',
      i: 'í',
      z: 'ž',
      e: 'ě',
      k: 'ķ',
      l: 'ł',
      o: 'ó',
      d: 'ď',
    };
    return [...name].reduce<string[]>(
      (all, letter) => all.flatMap((one) => [one + letter, one + (accented[letter] ?? letter)]),
      [''],
    );
  };
  it.each(['cizek', 'lodz', 'kolec'])('finds %s with accents on any of its letters', (name) => {
    for (const other of variants(name)) expect([other, finds(name, other)]).toEqual([other, true]);
  });

  it.each([
    ['Cizek', 'Novák'],
    ['Lodz', 'Ljubljana'],
    ['Lodz', 'Grodzisk'],
  ])('%s does not find %s', (name, other) => expect(finds(name, other)).toBe(false));

  it.each(['Cizek', 'Lodz', 'Aia', 'Mouse', 'Sandor', 'Ooze'])('asks a bounded number of conditions for %s', (name) => {
    const { starts, holds } = accentedLetters(name, company) ?? { starts: [], holds: [] };
    expect(starts.length).toBeGreaterThan(0);
    expect(starts.length + holds.flat().length).toBeLessThanOrEqual(24);
  });

  it('is looked for by what is left of a longer one', () => {
    expect(accentedLetters('Dvorak Metal', company)).toBeNull();
    expect(accentedLetters('Li', company)).toBeNull();
  });
});
