import { company, linked } from '../../../../../test/support/decide-fixture.ts';
import type { Decisions } from './decision.ts';
import { breaking, holdRemovals } from './hold-removals.rules.ts';

describe('stage 8: holding removals', () => {
  const [gone, seen] = [company(1), company(2)];
  const decisions: Decisions = new Map([
    [gone, { kind: 'break', link: linked('1') }],
    [seen, { kind: 'unchanged' }],
  ]);
  it('knows the links that would break', () => expect(breaking(decisions)).toEqual([linked('1').id]));
  it('skips none that may break', () => expect(holdRemovals(decisions, () => false)).toEqual([]));
  it('skips these alone, with their CRM record', () =>
    expect(holdRemovals(decisions, () => true)).toMatchObject([
      [gone, { kind: 'skip', code: 'removal_held', localId: 'local-1', waitsFor: null }],
    ]));
});
