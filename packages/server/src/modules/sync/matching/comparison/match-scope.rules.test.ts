import { type FilterRule, filterRuleSchema } from '@causeway/shared/forms/configuration/filters';
import { changedFilters, changeWords, linkRefusal } from './match-scope.rules.ts';

const rule = (more: object = {}): FilterRule =>
  filterRuleSchema.parse({
    entity: 'company',
    direction: 'in',
    field: 'type',
    operator: 'is',
    values: ['1', '2'],
    ...more,
  });
const outgoing = rule({ direction: 'out' });
const lists = {
  company_status: [
    {
      kind: 'company_status' as const,
      remoteId: '4',
      label: 'Not-Approved',
      position: null,
      isActive: true,
      flags: {},
    },
  ],
};
const settings = (filters: FilterRule[], inactiveCompanies: 'sync' | 'exclude' = 'sync') => ({
  filters,
  options: { inactiveCompanies },
});
const changed = (then: FilterRule[], now: FilterRule[]) => changedFilters(settings(then), settings(now), lists);

describe('R22: what a change of filters means for a comparison', () => {
  it.each<[string, FilterRule[], FilterRule[], string[]]>([
    ['no rules, then and now', [], [], []],
    ['the same values in another order', [rule()], [rule({ values: ['2', '1'] })], []],
    ['a rule more', [], [rule()], ['the filters of companies from ConnectWise']],
    ['another value', [rule()], [rule({ values: ['1'] })], ['the filters of companies from ConnectWise']],
    ['another operator', [rule()], [rule({ operator: 'is_not' })], ['the filters of companies from ConnectWise']],
    ['a rule for what goes out', [rule()], [rule(), outgoing], ['the filters of clients to ConnectWise']],
    ['opportunities, which are not compared', [], [rule({ entity: 'opportunity' })], []],
    [
      'asking for inactive ones',
      [],
      [rule({ entity: 'contact', field: 'inactive', values: ['true', 'false'] })],
      ['the filters of contacts from ConnectWise'],
    ],
  ])('%s', (_what, then, now, words) => {
    expect(changed(then, now).map(changeWords)).toEqual(words);
  });

  it('counts what becomes of companies that are not in use', () => {
    const [taken, excluded] = [settings([]), settings([], 'exclude')];
    const words = ['the filters of companies from ConnectWise'];
    expect(changedFilters(taken, excluded, lists).map(changeWords)).toEqual(words);
    expect(changedFilters(excluded, excluded, lists)).toEqual([]);
    // ConnectWise has no such status: nothing would be decided otherwise.
    expect(changedFilters(taken, excluded, {})).toEqual([]);
  });

  it('makes pairs doubtful only when it is about what comes in', () => {
    expect(linkRefusal(changed([], [rule()]))).toContain('the filters of companies from ConnectWise changed');
    expect(linkRefusal(changed([], [outgoing]))).toBeNull();
    expect(linkRefusal([])).toBeNull();
  });
});
