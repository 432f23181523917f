import fc from 'fast-check';
import { contradictsForm, isSameName, isSlip, nameParts, nameSimilarity } from './names.rules.ts';

const parts = (name: string) => {
  const found = nameParts(name, { hasLegalForm: true });
  if (!found) throw new Error(`"${name}" has no words.`);
  return found;
};

describe('names of companies', () => {
  it.each([
    ['Acme', 'ACME, Inc.'],
    ['Café Zürich', 'cafe zurich'],
    ['Data Sys', 'DataSys'],
    ['Smith & Sons', 'Smith and Sons Ltd'],
    ['The Boston Group LLC', 'Boston Group'],
    ['L.L.C. Partners', 'LLC Partners'],
    ["O'Neil Law", 'ONeil Law'],
    ['Müller GmbH & Co. KG', 'MÜLLER GmbH'],
    ['Łódź Ørsted', 'Lodz Orsted'],
    ['Harbor-Dental', 'Harbor Dental Incorporated'],
  ])('%s and %s are one name', (a, b) => expect(isSameName(parts(a), parts(b))).toBe(true));

  it.each([
    ['Acme', 'Acme Holdings'],
    ['Store 12', 'Store 13'],
    ['North Clinic', 'South Clinic'],
    ['Limited Brands', 'Brands'],
    ['Inc', 'Ltd'],
    ['Harbor', 'Harbour'],
  ])('%s and %s are two', (a, b) => expect(isSameName(parts(a), parts(b))).toBe(false));

  it.each([
    ['Acme Inc', 'Acme Ltd', true],
    ['Acme Inc', 'Acme Incorporated', false],
    ['Acme', 'Acme Ltd', false],
    ['Acme Co Ltd', 'Acme Ltd', false],
    ['Acme Co', 'Acme LLC', false],
    ['Acme GmbH', 'Acme AG', true],
  ])('the legal forms of %s and %s contradict each other: %s', (a, b, expected) =>
    expect(contradictsForm(parts(a), parts(b))).toBe(expected),
  );

  it.each([
    ['harbor', 'harbour', true],
    ['dental', 'dentla', true],
    ['smith', 'smyth', true],
    ['acme', 'acne', false],
    ['store12', 'store13', false],
    ['harbor', 'arborist', false],
  ])('%s and %s are one word with a slip: %s', (a, b, expected) => {
    expect(isSlip(a, b)).toBe(expected);
    expect(isSlip(b, a)).toBe(expected);
  });

  it.each([
    ['Acme', 'Acme Holdings', 0.8, 0.95],
    ['Tampa Dental Care', 'Tampa Dental', 0.7, 0.9],
    ['Harbour Dental', 'Harbor Dental', 0.85, 0.95],
    ['Lee Ann', 'Ann Lee', 0.95, 0.95],
    ['Pinnacle Advisors', 'Blue Lagoon', 0, 0],
  ])('%s and %s are alike from %d to %d', (a, b, least, most) => {
    const similarity = nameSimilarity(parts(a), parts(b));
    expect(similarity).toBeGreaterThanOrEqual(least);
    expect(similarity).toBeLessThanOrEqual(most);
  });

  it('has nothing to say of names without words', () => {
    for (const name of ['', ' ', '&', '...', null]) expect(nameParts(name, { hasLegalForm: true })).toBeNull();
  });

  it('finds two names as alike from either side, and never more than the same', () => {
    const word = fc.constantFrom('harbor', 'harbour', 'dental', 'dentla', 'law', 'the', 'inc', '12', 'north', 'zürich');
    const name = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [one, other] = [nameParts(a, { hasLegalForm: true }), nameParts(b, { hasLegalForm: true })];
        if (!one || !other) return;
        const similarity = nameSimilarity(one, other);
        expect(similarity).toBeCloseTo(nameSimilarity(other, one), 10);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(nameSimilarity(one, one)).toBe(1);
      }),
    );
  });
});
