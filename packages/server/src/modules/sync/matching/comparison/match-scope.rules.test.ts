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
    expect(changedFilters(then, now).map(changeWords)).toEqual(words);
  });

  it('makes pairs doubtful only when it is about what comes in', () => {
    expect(linkRefusal(changedFilters([], [rule()]))).toContain('the filters of companies from ConnectWise changed');
    expect(linkRefusal(changedFilters([], [outgoing]))).toBeNull();
    expect(linkRefusal([])).toBeNull();
  });
});
