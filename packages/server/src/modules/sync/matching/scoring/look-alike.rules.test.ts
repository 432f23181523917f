import { digitsPattern, namePatterns, spacedPattern, streetPattern } from './look-alike.rules.ts';
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
