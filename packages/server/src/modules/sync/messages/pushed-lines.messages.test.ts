import { heard } from '../../../../test/support/heard-messages.ts';
import * as lines from './pushed-lines.messages.ts';

const line = heard(lines);

describe('what the log says of the lines of an opportunity', () => {
  const { say: said } = line;
  it.each([
    [
      said.changedLine('Care', [
        { field: 'Care: quantity', from: 3, to: 2 },
        { field: 'Seat: tax code', from: null, to: 'State' },
      ]),
      'Changed line "Care" to that of the quote: quantity 3 → 2, Seat: tax code none → State.',
    ],
    [said.removedLine('Cable'), 'Removed line "Cable", which is not ordered any more.'],
    [
      said.replacedBundle('Office'),
      'Removed line "Office" with its parts, which have changed since; it is added anew.',
    ],
    [said.replacedLine('Switch'), 'Removed line "Switch", which stands for another product now; it is added anew.'],
    [said.addedLine({ description: 'Firewall', quantity: '2', price: 99.5 }, []), 'Added line "Firewall", 2 at 99.5.'],
    [
      said.addedLine({ description: 'Kit', quantity: '1', price: null }, []),
      'Added line "Kit", 1 at the price of its parts.',
    ],
    [
      said.foundLine({ description: 'Firewall' }),
      'Found line "Firewall" in ConnectWise, where an earlier push had added it.',
    ],
  ])('%s', (spoken, expected) => expect(spoken).toBe(expected));

  it('holds no function that nobody has heard', () => expect(line.unheard()).toEqual([]));
});
