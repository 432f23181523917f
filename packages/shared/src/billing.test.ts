import { monthsOfCycle, settleBilling } from './billing.ts';

describe('monthsOfCycle', () => {
  it.each([
    ['Monthly', 1],
    ['Bi-Monthly', 2],
    ['Semi-Monthly', 0.5],
    ['QUARTERLY', 3],
    ['Semi-Annually', 6],
    ['Semi-annual billing', 6],
    ['Annually', 12],
    ['Yearly in advance', 12],
    ['Every 2 years', 24],
    ['3 years', 36],
  ])('%s is %d months', (name, months) => expect(monthsOfCycle(name)?.toNumber()).toBe(months));

  it('knows weeks by the year', () => {
    expect(monthsOfCycle('Weekly')?.times(52).toDecimalPlaces(6).toNumber()).toBe(12);
    expect(monthsOfCycle('Bi-Weekly')?.times(26).toDecimalPlaces(6).toNumber()).toBe(12);
  });

  it.each([[null], [''], ['Per project']])('does not guess the length of %j', (name) =>
    expect(monthsOfCycle(name)).toBeNull(),
  );
});

describe('settleBilling', () => {
  const monthly = {
    billing: 'recurring' as const,
    billingCycle: 'Monthly',
    billingCycleId: '3',
    billingCycles: 12,
    recurringPrice: '22',
    recurringCost: '9',
  };

  it('leaves nothing of a cycle on what is paid once', () =>
    expect(settleBilling({ ...monthly, billing: 'one_time' })).toEqual({
      billing: 'one_time',
      billingCycle: null,
      billingCycleId: null,
      billingCycles: null,
      recurringPrice: '0',
      recurringCost: '0',
    }));

  it('forgets the ID of a cycle that was renamed, and keeps it otherwise', () => {
    expect(settleBilling({ ...monthly, billingCycle: 'Annually' }, monthly).billingCycleId).toBeNull();
    expect(settleBilling({ ...monthly, billingCycle: 'Annually', billingCycleId: '7' }, monthly).billingCycleId).toBe(
      '7',
    );
    expect(settleBilling(monthly, monthly)).toEqual(monthly);
  });
});
