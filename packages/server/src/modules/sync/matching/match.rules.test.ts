import { type Candidate, decideMatch, domainOf, type MatchKeys, type MatchRules, phoneDigits } from './match.rules.ts';

const rules: MatchRules = { by: 'client', uniqueName: true, uniqueStrong: true, strongWord: 'company ID' };
const keys = (more: Partial<MatchKeys> = {}): MatchKeys => ({
  name: 'acme',
  strong: 'acme1',
  domain: 'acme.example',
  phone: '8135550100',
  partNumber: null,
  withinId: null,
  ...more,
});
const local = (more: Partial<Candidate> = {}): Candidate => ({
  id: 'a',
  name: 'Acme',
  strong: null,
  website: null,
  phone: null,
  linkedTo: null,
  ...more,
});

describe('matching', () => {
  it.each<[string, Candidate[], string]>([
    ['nobody there', [], 'create'],
    ['the same identifier', [local({ name: 'Other', strong: 'ACME1' })], 'link'],
    ['the same name and website', [local({ website: 'http://www.acme.example/x' })], 'link'],
    ['the same name and phone', [local({ phone: '+1 813-555-0100' })], 'link'],
    ['the same name only', [local()], 'ask'],
    ['the same name with another website', [local({ website: 'other.example' })], 'ask'],
    ['one by identifier and one by name', [local({ name: 'Other', strong: 'acme1' }), local({ id: 'b' })], 'ask'],
    ['the name linked elsewhere', [local({ linkedTo: '7' })], 'taken'],
    ['the identifier linked elsewhere', [local({ name: 'Other', strong: 'acme1', linkedTo: '7' })], 'taken'],
  ])('%s', (_case, candidates, kind) => {
    expect(decideMatch(rules, keys(), candidates).kind).toBe(kind);
  });

  it('never matches an opportunity', () => {
    expect(decideMatch({ ...rules, by: 'never' }, keys(), [local({ strong: 'acme1' })]).kind).toBe('create');
  });

  it('lets contacts share an e-mail with one that is linked already', () => {
    const contacts: MatchRules = { by: 'contact', uniqueName: false, uniqueStrong: false, strongWord: 'e-mail' };
    expect(decideMatch(contacts, keys(), [local({ strong: 'acme1', linkedTo: '7' })]).kind).toBe('create');
  });

  it('links a product by name only when its part number is our SKU', () => {
    const products: MatchRules = { by: 'product', uniqueName: true, uniqueStrong: false, strongWord: 'SKU' };
    const product = keys({ domain: null, phone: null, partNumber: 'fg-60f' });
    expect(decideMatch(products, product, [local({ strong: 'FG-60F' })]).kind).toBe('link');
    expect(decideMatch(products, product, [local({ strong: 'FG-61F' })]).kind).toBe('ask');
  });

  it.each([
    ['https://www.Acme.com/contact?x', 'acme.com'],
    ['acme.com:8080', 'acme.com'],
    ['n/a', null],
    ['', null],
    [null, null],
  ])('reads the domain of %s as %s', (website, domain) => expect(domainOf(website)).toBe(domain));

  it.each([
    ['+1 (813) 555-0100', '8135550100'],
    ['0044 20 7946 0958', '442079460958'],
    ['555', null],
    [null, null],
  ])('reads the digits of %s as %s', (phone, digits) => expect(phoneDigits(phone)).toBe(digits));
});
