import { companySync } from '../../records/company/company.sync.ts';
import { contactSync } from '../../records/contact/contact.sync.ts';
import { productSync } from '../../records/product/product.sync.ts';
import {
  type Candidate,
  decideMatch,
  type KnownPair,
  type MatchableKind,
  type MatchKeys,
  type MatchRules,
  noContext,
} from './match.rules.ts';

const rulesOf = ({ matching }: MatchableKind): MatchRules => {
  if (!matching) throw new Error('It is never matched.');
  return matching;
};
const rules = rulesOf(companySync);
const keys = (more: Partial<MatchKeys> = {}): MatchKeys => ({
  name: 'acme',
  strong: 'acme1',
  website: 'acme.example',
  phone: '8135550100',
  country: 'United States',
  partNumber: null,
  withinId: null,
  place: place('Tampa'),
  ...more,
});
const place = (city: string) => ({ addressLine: null, city, region: null, postalCode: null });
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
    ['the same identifier and name', [local({ name: 'Acme Inc.', strong: 'ACME1' })], 'link'],
    ['P1: the same identifier and nothing else', [local({ name: 'Other', strong: 'ACME1' })], 'ask'],
    [
      'P1: the same name and website in another town',
      [local({ website: 'acme.example', place: place('Miami') })],
      'ask',
    ],
    ['the same name and website', [local({ website: 'http://www.acme.example/x' })], 'link'],
    ['the same name and phone', [local({ phone: '+1 813-555-0100' })], 'link'],
    ['the same name and phone, with the extension of somebody', [local({ phone: '(813) 555-0100 ext. 7' })], 'link'],
    ['the same name, and the digits in another country', [local({ phone: '08135 550100', country: 'Germany' })], 'ask'],
    ['the same name and a page of the website', [local({ website: 'shop.acme.example/cart' })], 'link'],
    ['the same name only', [local()], 'ask'],
    ['the same name with another website', [local({ website: 'other.example' })], 'ask'],
    ['one by identifier and one by name', [local({ name: 'Other', strong: 'acme1' }), local({ id: 'b' })], 'ask'],
    [
      'two that are equally sure',
      [local({ website: 'acme.example' }), local({ id: 'b', name: 'ACME', strong: 'acme1' })],
      'ask',
    ],
    ['the name linked elsewhere', [local({ linkedTo: '7' })], 'taken'],
    ['the identifier linked elsewhere', [local({ name: 'Other', strong: 'acme1', linkedTo: '7' })], 'taken'],
  ])('%s', (_case, candidates, kind) => {
    expect(decideMatch(rules, keys(), candidates).kind).toBe(kind);
  });

  describe('with what the review of matches knows', () => {
    const sure = local({ website: 'acme.example' });
    const pair = (more: Partial<KnownPair> = {}): KnownPair => ({
      localId: 'a',
      localName: 'Acme',
      score: 95,
      rival: 0,
      veto: null,
      breakdown: [{ attribute: 'name', outcome: 'agrees', points: 60, local: 'Acme', remote: 'Acme' }],
      state: 'proposed',
      ...more,
    });
    const decide = (more: Partial<typeof noContext>, candidates: Candidate[] = [sure]) =>
      decideMatch(rules, keys(), candidates, { ...noContext, ...more });

    it('P7: never links what a person has said is another one, though the strong keys agree', () =>
      expect(decide({ rejected: new Set(['a']) })).toMatchObject({ kind: 'taken', what: 'name' }));
    it('P1: asks where the comparison saw a rival on the other side', () =>
      expect(decide({ known: [pair({ rival: 90 })] })).toMatchObject({ kind: 'ask', candidates: [{ id: 'a' }] }));
    it('asks about a pair that was put off', () =>
      expect(decide({ known: [pair({ state: 'later' })] }).kind).toBe('ask'));
    it('links a pair that only the comparison could find', () =>
      expect(decide({ known: [pair()] }, [])).toEqual({ kind: 'link', localId: 'a', because: 'same name' }));
    it('goes by the threshold that the admin set', () => {
      expect(decide({ known: [pair()], threshold: 96 }).kind).toBe('ask');
      expect(decide({ known: [pair({ score: 60 })], threshold: 60 }).kind).toBe('link');
    });
    it('P1: takes a phone number that many share for little', () => {
      const shared = { ...noContext.rarity, of: () => 5 };
      expect(decide({ rarity: shared }, [local({ phone: '8135550100' })]).kind).toBe('ask');
    });
  });

  it('never matches an opportunity', () => {
    expect(decideMatch(null, keys(), [local({ strong: 'acme1' })]).kind).toBe('create');
  });

  it('lets contacts share an e-mail with one that is linked already', () => {
    const contacts = rulesOf(contactSync);
    expect(decideMatch(contacts, keys(), [local({ strong: 'acme1', linkedTo: '7' })]).kind).toBe('create');
  });

  it('P1: leaves two people who share a mailbox to a person, or apart', () => {
    const contacts = rulesOf(contactSync);
    const ann = keys({ name: 'ann lee', strong: 'info@acme.example', website: null, phone: null, place: null });
    const decide = (name: string, strong: string | null, holders = 1) =>
      decideMatch(contacts, ann, [local({ name, strong })], {
        ...noContext,
        rarity: { ...noContext.rarity, of: () => holders },
      });
    expect(decide('Ann Lee', 'info@acme.example')).toMatchObject({ kind: 'link', because: 'same name and e-mail' });
    expect(decide('Ann Lee', null).kind).toBe('link');
    expect(decide('Ann Lee', 'ann@acme.example').kind).toBe('ask');
    expect(decide('Bo Ek', 'info@acme.example').kind).toBe('ask');
    expect(decide('Bo Ek', 'info@acme.example', 3).kind).toBe('create');
  });

  it('links a product by name only when its part number is our SKU', () => {
    const products = rulesOf(productSync);
    const product = keys({ website: null, phone: null, partNumber: 'fg-60f' });
    expect(decideMatch(products, product, [local({ strong: 'FG-60F' })]).kind).toBe('link');
    expect(decideMatch(products, product, [local({ strong: 'FG-61F' })]).kind).toBe('ask');
  });
});
