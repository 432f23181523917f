import { companies, company, linked } from '../../../../../test/support/decide-fixture.ts';
import type { OpenRecord } from './decision.ts';
import { leftByMode } from './left-by-mode.rules.ts';
import { decideLinked } from './linked.rules.ts';

describe('stage 4: linked records', () => {
  const base = { name: 'Acme', phone: '1', city: 'Tampa' };
  const open = (fields: Record<string, string>): OpenRecord => {
    const parsed = company(1);
    const keys = { name: null, strong: null, website: null, phone: null, partNumber: null, withinId: null };
    return { parsed, link: linked('1', { base }), fields, keys, silent: [], lapsed: [], closed: {} };
  };
  const decide = (
    local: Record<string, string> | null,
    remote: Record<string, string>,
    owner: 'crm' | 'connectwise',
  ) => {
    const locals = new Map(local ? [['local-1', { id: 'local-1', fields: local }]] : []);
    return decideLinked(companies, owner, [open(remote)], locals);
  };

  it('answers "seen" where nothing differs', () =>
    expect(decide(base, base, 'connectwise').made).toMatchObject([[{}, { kind: 'seen' }]]));

  it.each([
    ['connectwise', { phone: '3', city: 'Tampa' }, [{ field: 'phone', from: '2', to: '3' }]],
    ['crm', { phone: '2', city: 'Tampa' }, []],
  ] as const)('lets the value of the owner stand where both changed it: %s', (owner, fields, changes) => {
    const { made } = decide({ ...base, phone: '2' }, { ...base, phone: '3' }, owner);
    expect(made).toMatchObject([
      [{}, { kind: 'update', fields, changes, conflicts: [{ field: 'phone', kept: owner }] }],
    ]);
  });

  it('hands on what gets another name, with the keys it would have', () => {
    const { renamed } = decide(base, { ...base, name: 'Acme Two' }, 'connectwise');
    expect(renamed).toMatchObject([{ localId: 'local-1', keys: { name: 'acme two' } }]);
    expect(decide(base, { ...base, phone: '3' }, 'connectwise').renamed).toEqual([]);
  });

  it('fails where the row is gone', () =>
    expect(decide(null, base, 'crm').made).toMatchObject([
      [{}, { kind: 'fail', localId: 'local-1', problem: { code: 'local_missing' } }],
    ]));

  describe('where the mode takes no changes', () => {
    const left = (...args: Parameters<typeof decide>) => {
      const { made } = decide(...args);
      return leftByMode(made, new Map([['1', linked('1', { base })]])).map(([, decision]) => decision);
    };
    const ours = { ...base, phone: '2' };
    it('are left with what would have come in', () =>
      expect(left(base, { ...base, phone: '3' }, 'crm')).toMatchObject([
        { kind: 'mode_skip', changes: [{ field: 'phone', from: '1', to: '3' }] },
      ]));
    it('are left also where the value of the CRM would have stood', () =>
      expect(left(ours, { ...base, phone: '3' }, 'crm')).toMatchObject([
        { kind: 'mode_skip', changes: [{ field: 'phone', from: '2', to: '3' }] },
      ]));
    it('are seen where ConnectWise has nothing else, whatever was edited here', () =>
      expect([left(base, base, 'crm'), left(ours, base, 'crm'), left(ours, ours, 'crm')]).toMatchObject([
        [{ kind: 'seen' }],
        [{ kind: 'seen' }],
        [{ kind: 'seen' }],
      ]));
    it('are left without a word of fields where the row is gone', () =>
      expect(left(null, base, 'crm')).toMatchObject([{ kind: 'mode_skip', changes: [] }]));
  });
});
