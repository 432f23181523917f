import { emptyConfiguration } from '@causeway/shared/forms/configuration/configuration';
import { blankRow } from '../../../../../test/support/blank-row.ts';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import { noPushContext, type PushMatchContext } from '../../matching/scoring/push-match.ts';
import { type ClientRow, deriveIdentifier, newCompany } from './client-to-company.ts';
import { companyFields } from './company.fields.ts';
import { type CompanyCandidate, decideCompany } from './company-match.rules.ts';

const client: ClientRow = {
  ...blankRow<ClientRow>(companyFields),
  id: 'c1',
  name: 'Harbor Dental',
  phone: '813 555 0100',
  website: 'https://www.harbor.example/home',
  type: 'Client',
};
const context = (lists: ReferenceLists) => ({
  lists,
  configuration: emptyConfiguration(),
  remoteIdOf: () => undefined,
  memberIdOf: () => undefined,
  mapped: [],
});
const company = (id: number, more: Partial<CompanyCandidate> = {}): CompanyCandidate => ({
  id,
  identifier: `Company${id}`,
  name: 'Harbor Dental',
  website: null,
  phone: null,
  addressLine: null,
  city: null,
  region: null,
  postalCode: null,
  isDeleted: false,
  linkedTo: null,
  ...more,
});

describe('deriveIdentifier', () => {
  it.each([
    ['Harbor Dental, Inc.', 1, 'HarborDentalInc'],
    ['Harbor Dental', 2, 'HarborDental2'],
    ['Müller & Söhne', 1, 'MullerSohne'],
    ['The Very Long Name of a Company Ltd', 1, 'TheVeryLongNameofaCompany'],
    ['The Very Long Name of a Company Ltd', 12, 'TheVeryLongNameofaCompa12'],
    ['株式会社', 1, 'Client'],
  ])('%s, number %i: %s', (name, number, identifier) => {
    expect(deriveIdentifier(name, number)).toBe(identifier);
    expect(identifier.length).toBeLessThanOrEqual(25);
  });
});

describe('decideCompany', () => {
  const decide = (candidates: CompanyCandidate[], more: Partial<ClientRow> = {}, identifier = 'HarborDental') =>
    decideCompany({ ...client, ...more }, identifier, candidates).kind;
  it.each([
    ['nothing is like it', [], {}, 'create'],
    [
      'the identifier that a person entered is there, with the name',
      [company(1, { identifier: 'HD-1', name: 'Harbor Dental, Inc.' })],
      { identifier: 'hd-1' },
      'adopt',
    ],
    [
      'P1: the identifier that a person entered belongs to a company that is otherwise quite different',
      [company(1, { identifier: 'HD-1', name: 'Granite Credit Union' })],
      { identifier: 'hd-1' },
      'ask',
    ],
    [
      'P1: a company of the name and website, but in another town',
      [company(1, { website: 'harbor.example', city: 'Miami' })],
      { city: 'Tampa' },
      'ask',
    ],
    ['name and website agree', [company(1, { website: 'harbor.example' })], {}, 'adopt'],
    ['name and phone agree', [company(1, { phone: '+1 (813) 555-0100' })], {}, 'adopt'],
    ['P1: only the name agrees', [company(1)], {}, 'ask'],
    [
      'P1: two companies of the name and phone',
      [company(1, { phone: '8135550100' }), company(2, { phone: '8135550100' })],
      {},
      'ask',
    ],
    [
      'the company of that name is linked to another client',
      [company(1, { website: 'harbor.example', linkedTo: 'c2' })],
      {},
      'create',
    ],
    ['the company of that name is deleted', [company(1, { website: 'harbor.example', isDeleted: true })], {}, 'create'],
    [
      'the derived identifier belongs to another company',
      [company(1, { identifier: 'HarborDental', name: 'Harbor' })],
      {},
      'taken',
    ],
    [
      'the identifier belongs to a deleted company',
      [company(1, { identifier: 'HarborDental', isDeleted: true })],
      {},
      'taken',
    ],
    [
      'a neighbour has a name that sounds alike, and a website of its own',
      [company(1, { name: 'Harbor Dentistry', addressLine: '1 Main St', city: 'Tampa', website: 'dentistry.example' })],
      { addressLine1: '1 Main Street', city: 'Tampa' },
      'create',
    ],
    [
      'the same with nothing that contradicts',
      [company(1, { name: 'Harbor Dentel', addressLine: '1 Main St', city: 'Tampa' })],
      { addressLine1: '1 Main Street', city: 'Tampa' },
      'ask',
    ],
    ['a person chose a free identifier, though the name is there', [company(1)], { identifier: 'HD-NEW' }, 'create'],
  ])('%s', (_words, candidates, more, kind) =>
    expect(decide(candidates, more, (more as Partial<ClientRow>).identifier ?? 'HarborDental')).toBe(kind),
  );
});

describe('decideCompany and the review of matches', () => {
  const sure = company(1, { website: 'harbor.example' });
  const context = (more: Partial<PushMatchContext>): PushMatchContext => ({ ...noPushContext, ...more });
  it.each<[string, Partial<PushMatchContext>, string]>([
    ['P7: a person has said that it is another one', { rejected: new Set(['1']) }, 'create'],
    ['it was put off', { known: new Map([['1', { score: 100, rival: 0, veto: null, state: 'later' }]]) }, 'ask'],
    [
      'P1: the comparison saw another client that it may be',
      { known: new Map([['1', { score: 100, rival: 95, veto: null, state: 'proposed' }]]) },
      'ask',
    ],
    [
      'it is clear there too',
      { known: new Map([['1', { score: 100, rival: 0, veto: null, state: 'proposed' }]]) },
      'adopt',
    ],
    ['the admin wants to be asked below 100', { threshold: 100, rarity: { of: () => 2, word: () => 1 } }, 'ask'],
  ])('%s', (_words, more, kind) =>
    expect(decideCompany(client, 'HarborDental', [sure], context(more)).kind).toBe(kind),
  );
});

describe('newCompany', () => {
  it('has a site, and the type and status that ConnectWise has by that name', () => {
    const lists = {
      company_type: [
        { kind: 'company_type' as const, remoteId: '4', label: 'CLIENT', position: null, isActive: true, flags: {} },
      ],
    };
    const made = newCompany({ ...client, status: 'Unknown' }, 'HarborDental', context(lists));
    expect(made.body).toMatchObject({
      identifier: 'HarborDental',
      name: 'Harbor Dental',
      addressLine1: '-',
      site: { name: 'Main' },
      types: [{ id: 4 }],
    });
    expect(made.notSent).toEqual([
      { field: 'status', because: 'ConnectWise has no active status "Unknown"', lacks: 'company_status' },
    ]);
    expect(newCompany(client, 'X', context({})).body).not.toHaveProperty('status');
  });
});
