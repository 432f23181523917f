import { heard } from '../../../../test/support/heard-messages.ts';
import * as reasons from './push-reason.messages.ts';

const reason = heard(reasons);

describe('why a push does not go out', () => {
  it.each([
    [reason.say.modeSendsNoEdits(), /edits/],
    [reason.say.modeSendsNoNewRecords(), /new records/],
    [reason.say.modeSendsNoWins(), /no won opportunities/],
    [reason.say.modeSendsNothing(), /nothing/],
    [reason.say.staysByMode(), /^Not sent: .*nothing/],
    [reason.say.editStaysByMode(), /^Not sent: the.*no edits/],
    [
      reason.say.editStaysByMode(['phone', 'city']),
      /^Not sent: phone and city, because the sync mode sends no edits to ConnectWise\.$/,
    ],
    [reason.say.staysUntilWon(), /^Not sent: .*when it is won/],
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
