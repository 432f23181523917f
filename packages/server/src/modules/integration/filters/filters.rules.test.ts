import { type FilterRule, filterRuleSchema } from '@causeway/shared/forms/configuration/filters';
import fc from 'fast-check';
import { exclusionOf, type FilterFacts, filtersFor } from './filters.rules.ts';

const facts = (more: Partial<FilterFacts> = {}): FilterFacts => ({
  choices: { type: [{ id: '3', label: 'Vendor' }], status: [{ id: '1', label: 'Active' }] },
  flags: {},
  createdAt: new Date('2026-03-05T23:59:00Z'),
  ...more,
});
const rule = (given: object): FilterRule =>
  filterRuleSchema.parse({ entity: 'company', direction: 'in', field: 'type', operator: 'is', values: [], ...given });
const names: Record<string, string> = { '1': 'Client', '2': 'Prospect', '3': 'Vendor', '4': 'Owner' };
const reasonOf = (rules: FilterRule[], given = facts(), entity: FilterRule['entity'] = 'company') => {
  const direction = rules[0]?.direction ?? 'in';
  return (
    exclusionOf(
      filtersFor(entity, direction, rules, (_field, _direction, value) => names[value] ?? value),
      given,
    )?.reason ?? null
  );
};

describe('R22: filters', () => {
  it.each<[string, object, Partial<FilterFacts>, string | null]>([
    ['one of several types', { values: ['1', '2', '3'] }, {}, null],
    ['another type', { values: ['1', '2'] }, {}, 'its type is Vendor, and only Client and Prospect are synced'],
    ['the only type', { values: ['1'] }, {}, 'its type is Vendor, and only Client is synced'],
    [
      'no type at all',
      { values: ['1', '2', '4'] },
      { choices: {} },
      'it has no type, and only Client, Prospect and Owner are synced',
    ],
    ['one of its types', { values: ['1'] }, { choices: { type: [v('3', 'Vendor'), v('1', 'Client')] } }, null],
    ['a type that is excluded', { operator: 'is_not', values: ['3'] }, {}, 'its type is Vendor, which is not synced'],
    ['no type where one is excluded', { operator: 'is_not', values: ['3'] }, { choices: {} }, null],
    ['a name without an ID', { values: ['1', '3'] }, { choices: { type: [v(null, 'vendor')] } }, null],
    ['a later day', { field: 'created', operator: 'after', values: ['2026-03-01'] }, {}, null],
    ['that very day', { field: 'created', operator: 'after', values: ['2026-03-05'] }, {}, null],
    [
      'an earlier day',
      { field: 'created', operator: 'after', values: ['2026-03-06'] },
      {},
      'it was created on 2026-03-05, and only records from 2026-03-06 on are synced',
    ],
    [
      'no day',
      { field: 'created', operator: 'after', values: ['2026-03-06'] },
      { createdAt: null },
      'its creation date is not known, and only records from 2026-03-06 on are synced',
    ],
    ['a deleted company', { values: ['3'] }, { flags: { deleted: true } }, 'it is deleted in ConnectWise'],
    [
      'a deleted company that is asked for',
      { field: 'deleted', values: ['true', 'false'] },
      { flags: { deleted: true } },
      null,
    ],
    [
      'a company that is not deleted where only those are asked for',
      { field: 'deleted', values: ['true'] },
      {},
      'it is not deleted, and only deleted ones are synced',
    ],
    ['another kind of record', { entity: 'contact', values: ['9'] }, {}, null],
    ['another direction', { direction: 'out', values: ['9'] }, {}, null],
  ])('%s', (_what, given, more, reason) => {
    const filters = filtersFor('company', 'in', [rule(given)], (_f, _d, value) => names[value] ?? value);
    expect(exclusionOf(filters, facts(more))?.reason ?? null).toBe(reason);
  });

  it.each<[FilterRule['entity'], 'in' | 'out', string | null]>([
    ['contact', 'in', 'it is inactive in ConnectWise'],
    ['product', 'in', 'it is inactive in ConnectWise'],
    ['contact', 'out', null],
  ])('A16: an inactive %s of direction %s, unless asked for: %s', (entity, direction, reason) => {
    const inactive = facts({ flags: { inactive: true } });
    const exclusion = exclusionOf(filtersFor(entity, direction, []), inactive);
    expect(exclusion?.reason ?? null).toBe(reason);
    expect(exclusion?.isChosen ?? false).toBe(false);
    const both = rule({ entity, direction, field: 'inactive', values: ['true', 'false'] });
    expect(reasonOf([both], inactive, entity)).toBeNull();
    expect(reasonOf([rule({ entity, direction, field: 'inactive', values: ['false'] })], inactive, entity)).toBe(
      'it is inactive, and inactive ones are not synced',
    );
  });

  it('R22: excludes companies that are not in use at the entrance alone, unless a rule is about the status', () => {
    const notApproved = facts({ choices: { status: [v('4', 'Not-Approved')] } });
    const filters = filtersFor('company', 'in', [], undefined, ['2', '4']);
    expect(exclusionOf(filters, notApproved)).toEqual({
      rule: 'company.in.status',
      reason: 'its status is Not-Approved, which is not synced',
      isChosen: false,
    });
    expect(exclusionOf(filters, facts())).toBeNull();
    expect(exclusionOf(filters, facts({ choices: {} }))).toBeNull();
    const own = rule({ field: 'status', operator: 'is_not', values: ['2'] });
    expect(exclusionOf(filtersFor('company', 'in', [own], undefined, ['2', '4']), notApproved)).toBeNull();
    // Others, and the other direction, know nothing of it; records that were judged by something else are judged again.
    expect(filtersFor('contact', 'in', [], undefined, ['4']).key).toBe(filtersFor('contact', 'in', []).key);
    expect(filtersFor('company', 'out', [], undefined, ['4']).key).toBe(filtersFor('company', 'out', []).key);
    const keys = [[], ['4'], ['2', '4']].map((ids) => filtersFor('company', 'in', [], undefined, ids).key);
    expect(new Set(keys).size).toBe(3);
    expect(filtersFor('company', 'in', [rule({ ...own, values: ['4'] })]).key).not.toBe(keys[1]);
  });

  it('names the rule, the admin’s own before what goes without saying', () => {
    const filters = filtersFor('company', 'in', [rule({ values: ['1'] })]);
    expect(exclusionOf(filters, facts({ flags: { deleted: true } }), 'unfit')).toMatchObject({
      rule: 'company.in.type',
      isChosen: true,
    });
    expect(exclusionOf(filtersFor('company', 'in', []), facts(), 'it has no name')).toEqual({
      rule: 'company.in.unfit',
      reason: 'it has no name',
      isChosen: false,
    });
  });

  it('lets a record pass exactly when it passes every rule', () => {
    const some = fc.subarray(['1', '2', '3', '4'], { minLength: 1 });
    const anyRule = fc.record({ operator: fc.constantFrom('is', 'is_not'), values: some });
    fc.assert(
      fc.property(anyRule, anyRule, some, some, (type, status, types, statuses) => {
        const rules = [rule(type), rule({ ...status, field: 'status' })];
        const has = (values: string[]) => values.map((id) => v(id, id));
        const passes = (one: { operator: string; values: string[] }, values: string[]) =>
          values.some((value) => one.values.includes(value)) === (one.operator === 'is');
        const reason = reasonOf(rules, facts({ choices: { type: has(types), status: has(statuses) } }));
        return (reason === null) === (passes(type, types) && passes(status, statuses));
      }),
    );
  });

  it('has one key for equal rules, whatever their order', () => {
    const a = rule({ values: ['1', '2'] });
    const b = rule({ field: 'status', values: ['1'] });
    const key = (...rules: FilterRule[]) => filtersFor('company', 'in', rules).key;
    expect(key(a, b)).toBe(key(b, rule({ values: ['2', '1'] })));
    expect(key(a)).not.toBe(key(b));
    expect(key()).toBe(key(rule({ entity: 'contact' })));
  });
});

function v(id: string | null, label: string) {
  return { id, label };
}
