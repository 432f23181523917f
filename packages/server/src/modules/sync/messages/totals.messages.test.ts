import { heard } from '../../../../test/support/heard-messages.ts';
import * as totals from './totals.messages.ts';

const total = heard(totals);

describe('what the comparison of lines and totals says', () => {
  const { say } = total;
  const amounts = (oneTime: string, recurring = '0.00') => ({ oneTime, recurring });
  it.each([
    [
      say.nothingToCompare({ isWon: true }),
      'It has no accepted quote here, so there was nothing to compare with its lines in ConnectWise.',
    ],
    [
      say.nothingToCompare({ isWon: false }),
      'It has no quote here, so there was nothing to compare with its lines in ConnectWise.',
    ],
    [say.totalsAgree(amounts('500.00'), null, 0), 'The total of 500.00 agrees with the quote.'],
    [
      say.totalsAgree(amounts('500.00', '550.00'), '7.50', 1),
      'The total of 500.00 once and 550.00 recurring and the tax of 7.50 agree with the quote. One line there did not come from this quote.',
    ],
    [
      say.taxDiffers(
        amounts('100.00'),
        { theirs: '7.00', ours: '0.00', code: 'State', region: null, because: [say.noTaxRegion()] },
        0,
      ),
      'The total of 100.00 agrees. ConnectWise computes 7.00 tax by tax code "State", the quote 0.00 without a tax region. Neither the quote nor its client has a tax region, so nothing is taxed here: choose one on the quote or the client.',
    ],
    [
      say.taxDiffers(
        amounts('100.00'),
        {
          theirs: '7.00',
          ours: '7.50',
          code: 'State',
          region: 'Florida',
          because: [say.ratesDiffer({ code: '7', quote: '7.5' })],
        },
        0,
      ),
      'The total of 100.00 agrees. ConnectWise computes 7.00 tax by tax code "State", the quote 7.50 by tax region "Florida". The tax code takes 7 %, the quote 7.5 %. Compare the two in Settings, Integrations, Mapping, Taxes.',
    ],
    [
      say.regionUnmapped('Florida', null),
      'Tax region "Florida" is mapped to no tax code, so the default one was sent.',
    ],
    [
      say.regionUnmapped('Florida', 'State'),
      'Tax region "Florida" is mapped to no tax code, so tax code "State" of the opportunity stays as it is.',
    ],
    [
      say.totalsDiffer(
        { quote: amounts('100.00'), connectWise: amounts('90.00') },
        [
          { name: 'Box', quote: amounts('100.00'), connectWise: amounts('90.00'), remarks: [] },
          { name: 'Gone', quote: amounts('0.00'), connectWise: null, remarks: [say.lineMissing()] },
          { name: 'Other', quote: amounts('1.00'), connectWise: amounts('1.00'), remarks: [say.lineOfOtherItem()] },
          { name: 'Theirs', quote: null, connectWise: amounts('5.00'), remarks: [say.lineForeign()] },
        ],
        1,
      ),
      'The lines in ConnectWise come to 90.00, the quote to 100.00. "Box": 90.00 there, 100.00 on the quote. "Gone" (0.00): it is not there, or was cancelled. "Other": it is a line of another product there. "Theirs" (5.00): it did not come from this quote.',
    ],
    [
      say.totalsDiffer(
        { quote: amounts('100.00'), connectWise: amounts('100.00') },
        [
          {
            name: 'Kit',
            quote: amounts('100.00'),
            connectWise: amounts('100.00'),
            remarks: [say.partDiffers('A', { theirs: '1', ours: '2' }), say.cycleDiffers(null, 'Monthly')],
          },
        ],
        0,
      ),
      'The total of 100.00 agrees with the quote, but not every line does. "Kit": it holds 1 of "A" there, and 2 here; it is billed by "no cycle" there, and by "Monthly" on the quote.',
    ],
    [
      say.differenceAcceptedBefore('The total differs.', { by: 'Ann', reason: 'agreed by phone' }),
      'The total differs. Ann accepted the difference: agreed by phone',
    ],
    [
      say.differenceIssue('Refresh', 'It differs.').message,
      'Opportunity "Refresh" was pushed, and its lines are not those of the quote. It differs.',
    ],
    [
      say.winHeld('Refresh', 'It differs.', { ours: true, foreign: false }).message,
      'Opportunity "Refresh" was not closed in ConnectWise. It differs.',
    ],
    [
      say.winHeld('Refresh', 'It differs.', { ours: true, foreign: false }).advice,
      'Push again to make the lines of the quote what they are here, accept the difference, or open the quote and change it.',
    ],
    [
      say.winHeld('Refresh', 'It differs.', { ours: false, foreign: true }).advice,
      'Remove in ConnectWise what did not come from this quote and push again, accept the difference, or open the quote and change it.',
    ],
    [
      say.winHeld('Refresh', 'It differs.', { ours: true, foreign: true }).advice,
      'Remove in ConnectWise what did not come from this quote. Push again to make the lines of the quote what they are here, accept the difference, or open the quote and change it.',
    ],
    [
      say.taxNotSent(amounts('100.00'), { region: 'Florida', tax: amounts('6.00') }, 0),
      'Not sent: tax region, because no tax code of ConnectWise stands for "Florida" (Settings, Integrations, Mapping, Taxes). The total of 100.00 agrees with the quote. The tax of 6.00 on the quote is not in ConnectWise.',
    ],
    [
      say.taxNotSent(amounts('100.00'), { region: 'Florida', tax: { oneTime: '6.00', recurring: '4.53' } }, 0),
      'Not sent: tax region, because no tax code of ConnectWise stands for "Florida" (Settings, Integrations, Mapping, Taxes). The total of 100.00 agrees with the quote. The tax of 6.00 once and 4.53 recurring on the quote is not in ConnectWise.',
    ],
    [
      say.taxNotSent(amounts('100.00'), { region: null, tax: amounts('0.00') }, 0),
      'Not sent: tax region, because neither the quote nor its client has a tax region, and no default tax code is set (Settings, Integrations, Mapping, Taxes). The total of 100.00 agrees with the quote.',
    ],
    [say.noTaxRegionAtAll(), 'neither the quote nor its client has a tax region, and no default tax code is set'],
    [say.taxOf('6.00', 'USD'), 'tax of 6.00 USD'],
    [
      say.linesUntaxedSince(['Router']),
      'The quote counts tax on "Router", and the product is not taxable any more, so the line went out without tax.',
    ],
  ])('%s', (spoken, expected) => expect(spoken).toBe(expected));
  it('holds no function that nobody has heard', () => expect(total.unheard()).toEqual([]));
});
