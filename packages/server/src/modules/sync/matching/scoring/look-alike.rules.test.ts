import { digitsPattern, namePattern, spacedPattern, streetPattern } from './look-alike.rules.ts';

/** As ConnectWise compares: `*` is any run of characters, accents count, case does not. */
function matches(pattern: string | null, text: string): boolean {
  if (pattern === null) return false;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(text);
}

describe('patterns that find a name as the other side may write it', () => {
  const company = (name: string) => namePattern(name, { hasLegalForm: true });

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
  ])('%s finds %s', (name, other) => expect(matches(company(name), other)).toBe(true));

  it.each([
    ['Fabrikam Ltd.', 'Contoso Ltd.'],
    ['Data Sys', 'Sys Data'],
    ['Harbor Dental 1', 'Harbor Dental 2'],
  ])('%s does not find %s', (name, other) => expect(matches(company(name), other)).toBe(false));

  it.each(['', 'A', 'IT', '& Co.'])('%j is too little to look for', (name) => expect(company(name)).toBeNull());

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
