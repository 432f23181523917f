import { knownAgain } from './known-lines.rules.ts';

const line = (id: string, productId: string | null, description: string) => ({ id, productId, description });
const former = [line('1', 'p', 'Router'), line('2', 'q', 'Switch'), line('3', null, 'Setup'), line('4', 'p', 'Router')];

describe('a line of a quote that is saved again', () => {
  it.each([
    ['as it was', former, ['1', '2', '3', '4']],
    ['in another order', [former[1], former[0], former[3], former[2]], ['2', '1', '4', '3']],
    ['without the first', [former[1], former[2]], ['2', '3']],
    ['with another product in its place', [line('', 'p', 'Router'), line('', 'z', 'Switch')], ['1', null]],
    ['renamed', [line('', 'q', 'Switch, 24 ports'), line('', null, 'Installation')], ['2', '3']],
    ['renamed beside one that was not', [line('', 'p', 'Router X'), line('', 'p', 'Router')], ['4', '1']],
    ['with a product where it had none', [line('', 'p', 'Setup')], ['1']],
    ['more often than before', [line('', 'q', 'Switch'), line('', 'q', 'Switch')], ['2', null]],
  ])('%s', (_what, given, expected) => {
    expect(knownAgain(former, given as typeof former)).toEqual(expected);
  });
});
