import { describe, expect, it } from 'vitest';
import { changeText } from '../../components/change-text.ts';
import { auditSearch, filterOf, isFiltered } from './audit-search.ts';

describe('the audit log’s address', () => {
  it('drops what it does not know instead of failing', () => {
    expect(auditSearch({ status: 'BROKEN', direction: 'IN', from: 'yesterday', text: 4711, x: 1 })).toEqual({
      direction: 'IN',
      text: '4711',
    });
  });

  it('turns a span into a fixed beginning and leaves out what is not set', () => {
    const now = Date.parse('2026-11-23T10:00:00.000Z');
    expect(filterOf({ range: '24h', event: 'e1' }, now)).toEqual({ from: '2026-11-22T10:00:00.000Z' });
    expect(filterOf({ from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' }, now)).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-02T00:00:00.000Z',
    });
  });

  it('takes one word for a list of one, drops unknown words, and asks nothing about how the log is shown', () => {
    const search = auditSearch({
      statuses: 'ERROR',
      entities: ['CONTACT', 'X'],
      columns: ['at', 'no'],
      density: 'compact',
    });
    expect(search).toEqual({ statuses: ['ERROR'], entities: ['CONTACT'], columns: ['at'], density: 'compact' });
    expect(filterOf(search, 0)).toEqual({ statuses: ['ERROR'], entities: ['CONTACT'] });
    expect(isFiltered({ columns: ['at'], density: 'compact' })).toBe(false);
  });

  it('does not take an open entry for a filter', () => {
    expect(isFiltered({ event: 'e1' })).toBe(false);
    expect(isFiltered({ entity: 'CONTACT' })).toBe(true);
  });
});

describe('a change as text', () => {
  it.each([
    ['a', 'b', 'a', 'b'],
    [null, 'b', null, 'b'],
    ['', 0, null, '0'],
    [true, false, 'yes', 'no'],
    [['a', 'b'], ['b', 'c'], '− a', '+ c'],
    [['a'], ['a'], null, null],
    [undefined, { id: 1, name: 'a' }, null, 'a'],
    [undefined, { productId: 'p', quantity: '2' }, null, 'productId p, quantity 2'],
    [undefined, [{ type: { id: 1, name: 'Email' }, value: 'a@b.example' }], null, 'type Email, value a@b.example'],
    [undefined, { id: 1 }, null, 'ID 1'],
  ])('tells %j to %j', (from, to, before, after) => {
    expect(changeText(from, to)).toEqual({ before, after });
  });
});
