import { type DealFacts, type FreeOpportunity, sameOpportunities } from './same-opportunity.rules.ts';

const facts: DealFacts = {
  clientId: 'acme',
  name: 'Renewal',
  expectedCloseDate: '2027-03-31',
  wonAt: null,
  lostAt: null,
};
const deal = (remoteId: string, more: Partial<DealFacts> = {}) => ({ remoteId, facts: { ...facts, ...more } });
const free = (id: string, more: Partial<FreeOpportunity> = {}): FreeOpportunity => ({
  id,
  apartFrom: null,
  ...facts,
  ...more,
});
const told = (...sides: Parameters<typeof sameOpportunities>) =>
  [...sameOpportunities(...sides)].map(([remoteId, same]) => {
    if (same === null) return `${remoteId} new`;
    return same.kind === 'link' ? `${remoteId} = ${same.localId}` : `${remoteId} ? ${same.alike.map(({ id }) => id)}`;
  });
const last = { expectedCloseDate: '2026-03-31', wonAt: '2026-03-20' };

describe('opportunities that are surely the same', () => {
  it.each([
    ['one on each side', [deal('1')], [free('a')], ['1 = a']],
    [
      'in another case, with other spaces',
      [deal('1', { name: ' renewal ' })],
      [free('a', { name: 'RENEWAL' })],
      ['1 = a'],
    ],
    ['another client', [deal('1', { clientId: 'other' })], [free('a')], ['1 new']],
    ['another name', [deal('1', { name: 'Firewall' })], [free('a')], ['1 new']],
    ['both open, put off since', [deal('1', { expectedCloseDate: '2027-06-30' })], [free('a')], ['1 = a']],
    ['won there since, due the same day', [deal('1', { wonAt: '2027-03-01' })], [free('a')], ['1 = a']],
    ['won there last year', [deal('1', last)], [free('a')], ['1 new']],
    [
      'won there, and nobody knows when it was due',
      [deal('1', { ...last, expectedCloseDate: null })],
      [free('a')],
      ['1 ? a'],
    ],
    ['both won on one day', [deal('1', last)], [free('a', { ...last, expectedCloseDate: '2026-01-01' })], ['1 = a']],
    ['kept apart by a person', [deal('1')], [free('a', { apartFrom: ['1'] })], ['1 new']],
    ['two here', [deal('1')], [free('a'), free('b')], ['1 ? a,b']],
    ['two there', [deal('1'), deal('2')], [free('a')], ['1 ? a', '2 ? a']],
    ['two of each that are alike', [deal('1'), deal('2')], [free('a'), free('b')], ['1 ? a,b', '2 ? a,b']],
    [
      'two of each with days of their own',
      [deal('1'), deal('2', { expectedCloseDate: '2028-03-31' })],
      [free('a', { expectedCloseDate: '2028-03-31' }), free('b')],
      ['1 = b', '2 = a'],
    ],
    ['this year’s beside last year’s', [deal('1', last), deal('2')], [free('a', last), free('b')], ['1 = a', '2 = b']],
    [
      'one that was put off beside one that was not',
      [deal('1'), deal('2', { expectedCloseDate: '2027-09-30' })],
      [free('a', { expectedCloseDate: '2027-06-30' }), free('b')],
      ['1 = b', '2 = a'],
    ],
  ])('%s', (_case, deals, here, expected) => {
    expect(told(deals, here)).toEqual(expected);
  });

  it('of a record that says too little nothing is known', () => {
    expect(told([{ remoteId: '1', facts: null }], [free('a')])).toEqual(['1 new']);
  });
});
