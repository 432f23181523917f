import type { FieldValue } from '../records/entity-sync.ts';
import { mergeFields } from './merge.rules.ts';

describe('merging a field', () => {
  // base, CRM, ConnectWise → value when ConnectWise owns it, value when the CRM owns it, conflict
  it.each<[string, FieldValue, FieldValue, FieldValue, FieldValue, FieldValue, boolean]>([
    ['nobody changed it', 'a', 'a', 'a', 'a', 'a', false],
    ['ConnectWise changed it', 'a', 'a', 'b', 'b', 'b', false],
    ['the CRM changed it', 'a', 'b', 'a', 'b', 'b', false],
    ['both changed it alike', 'a', 'b', 'b', 'b', 'b', false],
    ['both changed it', 'a', 'b', 'c', 'c', 'b', true],
    ['ConnectWise cleared it', 'a', 'a', null, null, null, false],
    ['ConnectWise cleared what the CRM changed', 'a', 'b', null, null, 'b', true],
  ])('%s', (_case, base, crm, connectwise, ownedThere, ownedHere, isConflict) => {
    const merge = (owner: 'crm' | 'connectwise') => mergeFields({ x: base }, { x: crm }, { x: connectwise }, owner);
    expect(merge('connectwise').fields.x).toBe(ownedThere);
    expect(merge('crm').fields.x).toBe(ownedHere);
    expect(merge('crm').conflicts.length > 0).toBe(isConflict);
  });

  it('without a base takes the owner’s value where there is one', () => {
    const merge = (owner: 'crm' | 'connectwise') =>
      mergeFields(null, { x: 'ours', y: null, z: 'ours' }, { x: 'theirs', y: 'theirs', z: null }, owner);
    expect(merge('connectwise').fields).toEqual({ x: 'theirs', y: 'theirs', z: 'ours' });
    expect(merge('crm').fields).toEqual({ x: 'ours', y: 'theirs', z: 'ours' });
    expect(merge('crm').conflicts).toEqual([]);
  });

  it('where a field was never agreed on reports two values, of which one may be an edit', () => {
    const merge = (owner: 'crm' | 'connectwise', asks = false) =>
      mergeFields(
        { other: 1 },
        { x: 'ours', y: null, z: 'ours', flag: false },
        { x: 'theirs', y: 'theirs', z: null, flag: true },
        owner,
        () => asks,
      );
    expect(merge('connectwise').fields).toEqual({ x: 'theirs', y: 'theirs', z: 'ours', flag: true });
    expect(merge('crm').fields).toMatchObject({ x: 'ours', y: 'theirs', z: 'ours' });
    expect(merge('connectwise').conflicts).toEqual([
      { field: 'x', crm: 'ours', connectwise: 'theirs', kept: 'connectwise', isFirst: true },
    ]);
    expect(merge('crm').conflicts).toMatchObject([{ field: 'x', kept: 'crm' }]);
    expect(merge('crm', true)).toMatchObject({ fields: { x: 'ours' }, conflicts: [{ field: 'x', kept: 'ask' }] });
  });

  it('leaves a custom box checked that was never agreed on, whoever checked it and whoever owns it', () => {
    const [checked, not] = ['customFields.7', 'customFields.8'];
    for (const base of [null, { other: 1 }])
      for (const owner of ['crm', 'connectwise'] as const) {
        const local = { [checked]: true, [not]: false };
        const merged = mergeFields(base, local, { [checked]: false, [not]: true }, owner);
        expect(merged).toEqual({ fields: { [checked]: true, [not]: true }, conflicts: [] });
      }
    expect(mergeFields({ [checked]: true }, { [checked]: true }, { [checked]: false }, 'crm').fields[checked]).toBe(
      false,
    );
  });

  it('compares lists by content and order', () => {
    const lines = [{ productId: '1', quantity: '2' }];
    const { conflicts } = mergeFields(
      { x: lines },
      { x: [...lines] },
      { x: [{ quantity: '2', productId: '1' }] },
      'crm',
    );
    expect(conflicts).toEqual([]);
  });
});
