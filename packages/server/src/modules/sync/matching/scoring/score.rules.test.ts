import fc from 'fast-check';
import { companyScore } from '../../records/company/company-score.rules.ts';
import { contactScore } from '../../records/contact/contact-score.rules.ts';
import { productScore } from '../../records/product/product-score.rules.ts';
import { bucketOf, isClear } from './clear-pair.rules.ts';
import { emailDomainOf } from './domains.rules.ts';
import { featuresOf, type MatchRecord } from './match-record.ts';
import { everyValueIsRare, MIN_SCORE, type ScoreRules, scorePair } from './score.rules.ts';

const place = (city: string, more: object = {}) => ({
  addressLine: null,
  city,
  region: 'FL',
  postalCode: null,
  ...more,
});
const company = (more: Partial<MatchRecord> = {}): MatchRecord => ({ id: '1', name: 'Harbor Dental', ...more });
const person = (more: Partial<MatchRecord> = {}): MatchRecord => ({ id: '1', name: 'Ann Lee', ...more });
const item = (more: Partial<MatchRecord> = {}): MatchRecord => ({ id: '1', name: 'Firewall 60F', ...more });

const score = (
  rules: ScoreRules,
  local: MatchRecord,
  remote: MatchRecord,
  rarity = everyValueIsRare,
  context: { hasSameParent?: boolean } = {},
) => scorePair(rules, featuresOf(rules, local), featuresOf(rules, remote), rarity, context);

describe('the score of two companies', () => {
  const site = { website: 'https://www.harbor.example/home' };
  const street = { addressLine: '12 Harbour Street', postalCode: '33602' };
  it.each<[string, Partial<MatchRecord>, Partial<MatchRecord>, number, string | null]>([
    ['name', {}, {}, 60, null],
    ['name and website', site, { website: 'harbor.example' }, 100, null],
    ['name and phone', { phone: '+1 (813) 555-0100' }, { phone: '8135550100' }, 95, null],
    [
      'name and phone, one with its country',
      { phone: '030 1234567', country: 'Germany' },
      { phone: '+49 30 1234567' },
      95,
      null,
    ],
    [
      'P1: name, and a phone of the same digits in another country',
      { phone: '8135550100', country: 'United States' },
      { phone: '08135 550100', country: 'Germany' },
      55,
      null,
    ],
    [
      'name and two hosts of one domain',
      { website: 'shop.harbor.co.uk' },
      { website: 'www.harbor.co.uk/x' },
      100,
      null,
    ],
    ['P1: name, and two domains below co.uk', { website: 'harbor.co.uk' }, { website: 'quay.co.uk' }, MIN_SCORE, null],
    ['name and identifier', { identifier: 'HD' }, { identifier: 'hd' }, 100, null],
    [
      'name and very address',
      { place: place('Tampa', street) },
      { place: place('TAMPA', { ...street, addressLine: '12 Harbour St.' }) },
      95,
      null,
    ],
    ['name and town', { place: place('Tampa') }, { place: place('Tampa') }, 70, null],
    [
      'name and mail of its people',
      { emailDomains: ['harbor.example'] },
      { emailDomains: ['harbor.example'] },
      75,
      null,
    ],
    [
      'name and mail that fits the website',
      { emailDomains: ['harbor.example'] },
      { website: 'harbor.example' },
      75,
      null,
    ],
    ['name, but other websites', site, { website: 'other.example' }, MIN_SCORE, null],
    [
      'P1: name and website, in two towns',
      { ...site, place: place('Tampa') },
      { ...site, place: place('Miami') },
      75,
      'other_place',
    ],
    [
      'identifier, name and two towns: it moved',
      { identifier: 'x', place: place('Tampa') },
      { identifier: 'x', place: place('Miami') },
      100,
      null,
    ],
    ['P1: Inc and Ltd', { ...site, name: 'Harbor Inc' }, { ...site, name: 'Harbor Ltd' }, 100, 'legal_form'],
    ['P1: a subsidiary', { ...site, name: 'Acme' }, { ...site, name: 'Acme Holdings' }, 90, 'name_differs'],
    [
      'P1: renamed',
      { ...site, identifier: 'x', name: 'Pinnacle' },
      { ...site, identifier: 'x', name: 'Lagoon' },
      85,
      'name_differs',
    ],
    [
      'P1: a recycled identifier',
      { identifier: 'x', name: 'Pinnacle' },
      { identifier: 'x', name: 'Lagoon' },
      45,
      'recycled_identifier',
    ],
    [
      'nothing but the phone',
      { name: 'Pinnacle', phone: '8135550100' },
      { name: 'Lagoon', phone: '8135550100' },
      5,
      'name_differs',
    ],
  ])('%s', (_words, local, remote, expected, veto) => {
    const found = score(companyScore, company(local), company(remote));
    expect({ score: found.score, veto: found.veto }).toEqual({ score: expected, veto });
  });

  it('P1: counts a phone number or website the less the more share it', () => {
    const pair = [company({ phone: '8135550100' }), company({ phone: '8135550100' })] as const;
    const scores = [1, 2, 5, 100].map(
      (holders) => score(companyScore, ...pair, { ...everyValueIsRare, of: () => holders }).score,
    );
    expect(scores).toEqual([95, 78, 67, 60]);
  });

  it('shows each attribute with both values and its points, which make up the score', () => {
    const { breakdown, score: total } = score(
      companyScore,
      company({ phone: '1' }),
      company({ ...site, phone: '813 555 0100' }),
    );
    expect(breakdown.find((one) => one.attribute === 'name')).toEqual({
      attribute: 'name',
      outcome: 'agrees',
      points: companyScore.weights.name?.agrees,
      local: 'Harbor Dental',
      remote: 'Harbor Dental',
    });
    expect(breakdown.find((one) => one.attribute === 'domain')).toMatchObject({
      outcome: 'unknown',
      points: 0,
      local: null,
    });
    expect(breakdown.reduce((sum, one) => sum + one.points, 0)).toBe(total);
  });

  it.each([
    ['ann@acme.example', 'acme.example'],
    ['ann@gmail.com', null],
    ['no address', null],
    [null, null],
  ])('reads the domain of a company in %s as %s', (email, domain) => expect(emailDomainOf(email)).toBe(domain));
});

describe('the score of two contacts of one company', () => {
  it.each<[string, Partial<MatchRecord>, Partial<MatchRecord>, number, string | null]>([
    ['name and e-mail', { email: 'A@x.example' }, { email: 'a@x.example' }, 100, null],
    ['name, and one has no e-mail', { email: 'a@x.example' }, {}, 90, null],
    ['P1: name, but other e-mails', { email: 'a@x.example' }, { email: 'b@x.example' }, 70, 'email_differs'],
    ['P1: e-mail only', { email: 'a@x.example', name: 'Bo Ek' }, { email: 'a@x.example' }, MIN_SCORE, 'name_differs'],
    ['P1: the same name in another order', { name: 'Lee Ann' }, {}, 87, 'name_differs'],
    [
      'other e-mails, and one extension of a number',
      { email: 'a@x.example', phone: '813-555-0100 x9' },
      { email: 'b@x.example', phone: '8135550100', phoneExtension: '9' },
      80,
      'email_differs',
    ],
    [
      'P1: other e-mails, and two extensions of a number',
      { email: 'a@x.example', phone: '813-555-0100 x9' },
      { email: 'b@x.example', phone: '8135550100', phoneExtension: '12' },
      70,
      'email_differs',
    ],
  ])('%s', (_words, local, remote, expected, veto) => {
    const found = score(contactScore, person(local), person(remote));
    expect({ score: found.score, veto: found.veto }).toEqual({ score: expected, veto });
  });

  it('P1: never links people whose companies are not the same', () =>
    expect(
      score(contactScore, person({ email: 'a@x.example' }), person({ email: 'a@x.example' }), everyValueIsRare, {
        hasSameParent: false,
      }),
    ).toMatchObject({ score: 80, veto: 'companies_apart' }));
});

describe('the score of two products', () => {
  it.each<[string, Partial<MatchRecord>, Partial<MatchRecord>, number, string | null]>([
    ['SKU and name', { identifier: 'FG-60F' }, { identifier: 'fg-60f' }, 100, null],
    [
      'SKU, and names with a word in common',
      { identifier: 'x', name: 'Fortinet firewall' },
      { identifier: 'x', name: 'Firewall 60F appliance' },
      100,
      null,
    ],
    ['P1: a recycled SKU', { identifier: 'x', name: 'Desk lamp' }, { identifier: 'x' }, 70, 'recycled_identifier'],
    ['name and part number', { identifier: 'FG-60F' }, { identifier: '0017', partNumber: 'fg-60f' }, 100, null],
    ['name only', {}, {}, MIN_SCORE, null],
    ['name, but other SKUs', { identifier: 'a' }, { identifier: 'b' }, MIN_SCORE, null],
    ['P1: a bundle and a product', { identifier: 'x', isBundle: true }, { identifier: 'x' }, 100, 'kind_differs'],
  ])('%s', (_words, local, remote, expected, veto) => {
    const found = score(productScore, item(local), item(remote));
    expect({ score: found.score, veto: found.veto }).toEqual({ score: expected, veto });
  });
});

describe('what the program may decide', () => {
  it.each([
    [{ score: 95, rival: 0, veto: null }, 'exact'],
    [{ score: 89, rival: 0, veto: null }, 'probable'],
    [{ score: 100, rival: 0, veto: 'other_place' as const }, 'probable'],
    [{ score: 100, rival: 86, veto: null }, 'ambiguous'],
    [{ score: 100, rival: 85, veto: null }, 'exact'],
    [{ score: 60, rival: 60, veto: null }, 'ambiguous'],
  ])('%j at 90: %s', (pair, bucket) => expect(bucketOf(pair, 90)).toBe(bucket));

  const text = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
  const record = fc.record({
    id: fc.constantFrom('1', '2'),
    name: text(
      'Acme',
      'Acme Inc',
      'Acme Ltd',
      'Acme Holdings',
      'Harbor Dental',
      'Harbour Dental',
      'Ann Lee',
      'Lee Ann',
    ),
    identifier: text('acme', 'ACME', 'hd'),
    website: text('acme.example', 'https://www.acme.example', 'harbor.example'),
    phone: text('813 555 0100', '+18135550100', '904 555 0100'),
    email: text('a@acme.example', 'b@acme.example'),
    partNumber: text('acme', 'hd'),
    emailDomains: fc.subarray(['acme.example', 'harbor.example']),
    place: fc.option(fc.constantFrom(place('Tampa'), place('Miami'), place('Tampa', { postalCode: '33602' })), {
      nil: null,
    }),
    isBundle: fc.boolean(),
  });

  it.each([
    ['company', companyScore],
    ['contact', contactScore],
    ['product', productScore],
  ])('says the same of two %s records from either side', (_kind, rules) => {
    fc.assert(
      fc.property(record, record, fc.integer({ min: 1, max: 9 }), (a, b, holders) => {
        const rarity = { ...everyValueIsRare, of: () => holders };
        const [one, other] = [score(rules, a, b, rarity), score(rules, b, a, rarity)];
        expect([one.score, one.veto]).toEqual([other.score, other.veto]);
        expect(one.breakdown.map((x) => [x.attribute, x.outcome, x.local])).toEqual(
          other.breakdown.map((x) => [x.attribute, x.outcome, x.remote]),
        );
        expect(one.score).toBeGreaterThanOrEqual(0);
        expect(one.score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('P1: never links on the name alone, whatever the threshold says from 61 on', () => {
    expect(isClear({ ...score(companyScore, company(), company()), rival: 0 }, 61)).toBe(false);
  });
});
