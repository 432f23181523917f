import { money, negated, roundMoney, sameMoney } from './money.ts';

describe('money', () => {
  it.each([
    ['1.005', '1.01'],
    ['-1.005', '-1.01'],
    ['2.675', '2.68'],
    ['10', '10.00'],
  ])('rounds %s once to %s', (value, rounded) => {
    expect(roundMoney(value)).toBe(rounded);
  });

  it('adds without losing cents', () => {
    expect(money('0.1').plus('0.2').toString()).toBe('0.3');
  });

  it('knows equal amounts in different clothes', () => {
    expect(sameMoney('10.00', '10')).toBe(true);
    expect(sameMoney('10.00', '10.001')).toBe(false);
  });

  it.each([
    ['12.50', '-12.50'],
    ['-1.08', '1.08'],
    ['0.00', '0.00'],
  ])('%s with the other sign is %s', (amount, other) => expect(negated(amount)).toBe(other));
});
