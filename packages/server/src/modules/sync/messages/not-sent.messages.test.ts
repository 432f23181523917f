import { heard } from '../../../../test/support/heard-messages.ts';
import * as words from './not-sent.messages.ts';

const notSent = heard(words);

describe('why a value is not sent', () => {
  const why = notSent.say;
  it.each([
    [
      why.editedUnderEarlierMode(),
      'this was edited while the sync mode sent no edits, or was here before the records were linked; Catch up sends it',
    ],
    [why.noCommunicationType(), 'ConnectWise has no communication type for it'],
    [why.extensionWithoutNumber(), 'ConnectWise keeps an extension with a phone number, and there is none'],
    [why.bundlesHaveTheirClass(), 'a bundle has the class "Bundle" in ConnectWise'],
    [why.tooLong({ length: 60, max: 50 }), 'it has 60 characters, and ConnectWise takes 50 at most'],
    [why.numberWasReplaced(), 'it belongs to a number that was replaced in ConnectWise'],
    [why.onlyWhereEmptyThere(), 'ConnectWise has a value, and the settings say only where it is empty there'],
    [why.askedAbout(), 'both sides changed it, and somebody is asked which value stands'],
    [why.theirsStands(), 'both sides changed it, and the value of ConnectWise stands'],
    [why.closedByMode({ sendsWins: true }), 'the sync mode sends no edits to ConnectWise'],
    [why.closedByMode({ sendsWins: false }), 'the sync mode sends nothing to ConnectWise'],
    [why.linesDiffer(), 'they differ from the quote in ConnectWise; see History'],
    [why.taxIsOther('38.00', 'USD'), 'ConnectWise computes 38.00 USD'],
    [why.neverEmptiedHere(), 'only a value that was emptied here is emptied in ConnectWise'],
    [why.notThereYet('contact'), 'its contact is not in ConnectWise'],
    [why.noSubcategoryHere(), 'ConnectWise takes a category with one of its subcategories, and none is chosen here'],
    [why.noActiveOption('category', 'Server'), 'ConnectWise has no active category "Server"'],
    [why.noCompanyType(['A', 'B']), 'ConnectWise has no company type "A", "B"'],
    [
      why.noActiveOption('category', `Long\n${'x'.repeat(200)}`),
      `ConnectWise has no active category "Long ${'x'.repeat(95)}…"`,
    ],
    [
      why.noOption('Tier', 'Gold'),
      'ConnectWise has no option "Gold" in "Tier"; choose another value here, or add the option there',
    ],
    [why.noBillingCycle('Fortnightly'), 'ConnectWise has no billing cycle "Fortnightly"'],
    [
      why.taxCodeNotFromHere('Spare'),
      'tax code "Spare" of the opportunity in ConnectWise was not sent from here, so it stays there',
    ],
    [
      why.noTaxCodeForRegion('Georgia'),
      'no tax code of ConnectWise stands for "Georgia" (Settings, Integrations, Mapping, Taxes)',
    ],
    [why.noTaxCodeAnyway(), 'the opportunity has no tax code in ConnectWise anyway'],
    [why.taxCodeIsThere(), 'the opportunity has its tax code in ConnectWise already'],
    [
      why.stageAtDefault('Lead', 'Qualify'),
      'stage "Lead" is mapped to no stage of ConnectWise and stands for the default there, "Qualify"',
    ],
    [
      why.standsThere('stage', { stage: 'Lead', there: 'Qualify' }),
      'stage "Lead" is mapped to no stage of ConnectWise (Settings, Mapping of opportunities), and "Qualify" stands there',
    ],
    [
      why.standsThere('status', { stage: 'Lead', there: null }),
      'stage "Lead" is mapped to no status of ConnectWise (Settings, Mapping of opportunities)',
    ],
    [
      why.customFieldUnfit('Tier', { here: 'a list', there: 'a number' }),
      'it does not fit any more: "Tier" is a number in ConnectWise by now, and this field is a list',
    ],
    [
      why.customFieldUnfit('Tier', { here: 'a list', there: null }),
      'it does not fit any more: "Tier" holds no value in ConnectWise by now, and this field is a list',
    ],
    [why.customFieldReadOnly('Tier'), '"Tier" is read-only in ConnectWise by now'],
    [why.customFieldRetired(), 'the field is retired in the CRM'],
    [why.customFieldGone('Tier'), 'ConnectWise does not have the custom field "Tier" any more'],
    [why.customFieldGone(null), 'ConnectWise does not have the custom field that it is kept in step with any more'],
    [why.closedByDirection('in'), 'the settings say only in'],
    [why.closedByDirection('out'), 'the settings say only out'],
    [why.closedByDirection('off'), 'the settings say off'],
  ])('%s', (because, expected) => {
    expect(because).toBe(expected);
    expect(why.notSentSentences([{ label: 'name', because }])).toEqual([`Not sent: name, because ${expected}.`]);
  });
  it('holds no function that nobody has heard', () => expect(notSent.unheard()).toEqual([]));
});
