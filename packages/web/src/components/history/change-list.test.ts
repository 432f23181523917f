import { expect, it } from 'vitest';
import { valueText } from './change-list.tsx';

it.each([
  [null, 'nothing'],
  [true, 'yes'],
  [{ id: 873 }, 'no. 873'],
  [{ id: 2, name: 'Won', _info: {} }, 'Won'],
  [{ identifier: 'HarborDental' }, 'HarborDental'],
  [{ a: 1 }, 'a 1'],
  [[1, 2], '1, 2'],
  [[{ productId: 'p', quantity: '2' }], 'productId p, quantity 2'],
])('writes %j as %s', (value, text) => {
  expect(valueText(value)).toBe(text);
});
