import { factsOf, item, openRecords, products } from '../../../../../test/support/decide-fixture.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { Decision, OpenRecord } from './decision.ts';
import { followReferences } from './follow-references.rules.ts';

describe('stage 7: following references within the page', () => {
  const [part, bundle, outer] = [item(1), item(2, [1]), item(3, [2])];
  const { open, pageIds } = openRecords(products, [part, bundle, outer]);
  const creates = (one: OpenRecord): [ParsedRecord, Decision] => [
    one.parsed,
    { kind: 'create', localId: pageIds.get(`product:${one.parsed.remoteId}`) ?? '', fields: one.fields },
  ];
  const follow = (changes: [ParsedRecord, Decision][], ids: [string, string][] = []) =>
    followReferences(products, open, factsOf(), {
      decisions: new Map([...open.map(creates), ...changes]),
      pageIds: new Map([...pageIds, ...ids]),
    });

  it('points a bundle to the product that its part was linked to', () => {
    const linked: Decision = {
      kind: 'link',
      localId: 'here',
      because: '',
      remote: {},
      fields: {},
      changes: [],
      left: [],
      kept: {},
    };
    const [followed] = follow([[part, linked]], [['product:1', 'here']]);
    expect(followed).toMatchObject([bundle, { kind: 'create', fields: { bundleLines: [{ productId: 'here' }] } }]);
  });

  it('skips a bundle whose part was not taken in, and the bundle around it', () => {
    const skip: Decision = {
      kind: 'skip',
      code: 'being_pushed',
      reason: 'it is being pushed from here',
      waitsFor: null,
    };
    expect(follow([[part, skip]])).toMatchObject([
      [bundle, { kind: 'skip', code: 'parent_failed', reason: 'its part 1 is skipped: it is being pushed from here' }],
      [outer, { kind: 'skip', code: 'parent_failed', waitsFor: { entity: 'product', remoteId: '2' } }],
    ]);
    const problem = new RecordProblem('name_taken', 'Its name belongs to another.', '');
    expect(follow([[part, { kind: 'fail', problem, localId: null }]])[0]).toMatchObject([
      bundle,
      { reason: 'its part 1 has an open issue: Its name belongs to another' },
    ]);
  });

  it('leaves alone what is skipped already', () => {
    const skip: Decision = { kind: 'skip', code: 'excluded', reason: '', waitsFor: null };
    expect(follow([part, bundle, outer].map((one) => [one, skip]))).toEqual([]);
  });
});
