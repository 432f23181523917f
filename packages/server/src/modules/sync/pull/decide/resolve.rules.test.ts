import {
  contact,
  contacts,
  counter,
  factsOf,
  item,
  linked,
  openRecords,
  products,
  reference,
} from '../../../../../test/support/decide-fixture.ts';
import type { Decision } from './decision.ts';
import { resolvePage } from './resolve.rules.ts';

describe('stage 3: resolving references', () => {
  const ana = contact(5, 1);
  const cases: [string, ReturnType<typeof reference>[], object][] = [
    [
      'skips a record whose parent is excluded, with the filter’s reason',
      [reference('company', '1', { skipCode: 'excluded', skipReason: 'it is deleted in ConnectWise' })],
      { kind: 'skip', code: 'parent_excluded', reason: 'its company 1 is excluded: it is deleted in ConnectWise' },
    ],
    [
      'skips a record whose parent the mode skips',
      [
        reference('company', '1', {
          skipCode: 'mode',
          skipReason: 'the sync mode takes no new records from ConnectWise',
        }),
      ],
      {
        kind: 'skip',
        code: 'parent_excluded',
        reason: 'its company 1 is skipped: the sync mode takes no new records from ConnectWise',
      },
    ],
    [
      'skips a record whose parent has an issue',
      [reference('company', '1', { issueMessage: 'It has no name.' })],
      { kind: 'skip', code: 'parent_failed', reason: 'its company 1 has an open issue: It has no name' },
    ],
    ['fails for a parent that is nowhere', [], { kind: 'fail', problem: { code: 'unknown_reference' }, localId: null }],
  ];
  it.each(cases)('%s', (_name, references, decision) => {
    const { decisions, open } = openRecords(contacts, [ana], factsOf(...references));
    expect([decisions.get(ana), open]).toMatchObject([decision, []]);
  });

  it('puts the CRM’s IDs in, and gives a new record its own', () => {
    const facts = factsOf(reference('company', '1', { localId: 'client-1' }));
    const { open, pageIds } = openRecords(contacts, [ana], facts);
    expect(open).toMatchObject([{ parsed: ana, fields: { clientId: 'client-1' }, keys: { withinId: 'client-1' } }]);
    expect([...pageIds]).toEqual([['contact:5', 'new-1']]);
  });

  it('gives a linked record no new ID, and names it where it fails', () => {
    const page = { decisions: new Map(), links: new Map([['5', linked('5')]]), newId: counter() };
    const { decisions, pageIds } = resolvePage(contacts, [ana], factsOf(), page);
    expect([decisions.get(ana), pageIds.size]).toMatchObject([{ kind: 'fail', localId: 'local-5' }, 0]);
  });

  it('takes parts before their bundle, whatever their order in the page', () => {
    const page = [item(3, [2]), item(2, [1]), item(1)];
    const { open } = openRecords(products, page);
    expect(open.map(({ parsed }) => parsed.remoteId)).toEqual(['1', '2', '3']);
    expect(open[1]?.fields.bundleLines).toEqual([{ productId: 'new-1', quantity: '1' }]);
  });

  it('ends with bundles that name each other', () =>
    expect(openRecords(products, [item(1, [2]), item(2, [1])]).decisions.size).toBeGreaterThan(0));

  it('skips a bundle whose part this page has decided to skip', () => {
    const [part, bundle] = [item(1), item(2, [1])];
    const skip: Decision = { kind: 'skip', code: 'excluded', reason: 'it is inactive in ConnectWise', waitsFor: null };
    const page = { decisions: new Map([[part, skip]]), links: new Map(), newId: counter() };
    const { decisions } = resolvePage(products, [bundle], factsOf(reference('product', '1')), page);
    expect(decisions.get(bundle)).toMatchObject({ reason: 'its part 1 is excluded: it is inactive in ConnectWise' });
    expect(page.decisions.size).toBe(1);
  });
});
