import { heard } from '../../../../test/support/heard-messages.ts';
import * as reasons from './push-reason.messages.ts';

const reason = heard(reasons);

describe('why something is not sent', () => {
  it.each([
    [reason.say.modeSendsNoEdits(), /edits/],
    [reason.say.modeSendsNoNewRecords(), /new records/],
    [reason.say.modeSendsNoWins(), /no won opportunities/],
    [reason.say.modeSendsNothing(), /nothing/],
    [reason.say.modeSendsWinsOnly(), /won opportunities only/],
    [reason.say.reopenedBeforeSent('Refresh'), /^Opportunity "Refresh" was reopened/],
    [reason.say.lossWithoutLink('Refresh'), /^Opportunity "Refresh" is not linked/],
    [reason.say.heldByFilter('Harbor', 'its type is Vendor'), /^"Harbor" is not sent: its type is Vendor\.$/],
    [`Not sent: ${reason.say.linkBrokenClause()}.`, /deleted or merged; see Issues\.$/],
  ])('%s', (spoken, expected) => {
    expect(spoken).toMatch(expected);
    expect(spoken).toMatch(/^["A-Z].*[^.]\.$/);
  });

  it('holds no function that nobody has heard', () => expect(reason.unheard()).toEqual([]));
});
