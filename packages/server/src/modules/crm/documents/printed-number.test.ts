import { printedMoney, printedNumber } from './printed-number.ts';

it.each([
  ['0', '0.00'],
  ['1234.5', '1,234.50'],
  ['1234567.1234', '1,234,567.1234'],
  ['-1000', '-1,000.00'],
  ['12.3400', '12.34'],
])('prints the amount %s as %s', (decimal, text) => {
  expect(printedMoney(decimal)).toBe(text);
});

it.each([
  ['1000', '1,000'],
  ['2.5000', '2.5'],
  ['10', '10'],
])('prints the number %s as %s', (decimal, text) => {
  expect(printedNumber(decimal)).toBe(text);
});
