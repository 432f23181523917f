import type { Opportunity } from '../../../connectwise/wire/opportunity.ts';
import { filtersFor } from '../../integration/filters/filters.rules.ts';
import { fillingsOf } from './status-fill.rules.ts';

const rows = [1, 2, 3, 4].map((id) => ({ linkId: `k${id}`, localId: `o${id}`, remoteId: String(id) }));
const labels = { 1: 'Open', 2: 'Won' };
const opportunity = (id: number, status: number | null): Opportunity =>
  ({ id, name: `Deal ${id}`, company: { id: 9 }, status: status && { id: status } }) as Opportunity;

describe('R29: what the field becomes', () => {
  it.each([
    [
      'what ConnectWise says',
      [opportunity(1, 1), opportunity(2, 2)],
      [
        ['o1', 'Open'],
        ['o2', 'Won'],
      ],
    ],
    ['nothing where it has no status', [opportunity(1, null)], []],
    ['nothing where the status is not known', [opportunity(1, 77)], []],
    ['nothing where the opportunity is gone', [], []],
  ])('is %s', (_what, found, expected) =>
    expect(
      fillingsOf(rows, found, { labels, filters: filtersFor('opportunity', 'in', []) }).map((one) => [
        one.localId,
        one.label,
      ]),
    ).toEqual(expected),
  );

  it('R22: leaves alone what a filter excludes', () => {
    const filters = filtersFor('opportunity', 'in', [
      { id: 'r', entity: 'opportunity', direction: 'in', field: 'status', operator: 'is', values: ['1'] },
    ]);
    expect(fillingsOf(rows, [opportunity(1, 1), opportunity(2, 2)], { labels, filters })).toEqual([
      { localId: 'o1', label: 'Open' },
    ]);
  });
});
