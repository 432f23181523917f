import { heard } from '../../../../test/support/heard-messages.ts';
import * as rules from './change-rule.messages.ts';
import * as comparisons from './comparison.messages.ts';

const [rule, comparison] = [heard(rules), heard(comparisons)];

describe('the sentences of the comparison and beside a change', () => {
  it.each([
    [
      comparison.say.keptAsFurther('e-mail'),
      'ConnectWise keeps ours as a further e-mail, beside its own default, which nobody here changes',
    ],
    [
      comparison.say.furtherIsGone('phone'),
      'ours was a further phone there and is not in ConnectWise any more; it is added again when it is edited here',
    ],
    [
      comparison.say.anotherOneThere('e-mail'),
      'it is empty here, and the e-mail in ConnectWise is another one, which nobody here changes',
    ],
    [comparison.say.belongsToAnother(), 'the extension there belongs to another number'],
    [comparison.say.standsForOurs(), 'it stands there for the value here, and neither side has changed its own since'],
    [comparison.say.filledThere(), 'it is filled there, where there is nothing here, and nobody has changed it since'],
    [comparison.say.nothingHereFor('Zed'), 'nothing in the CRM stands for "Zed"'],
    [comparison.say.statusLeavesStage(), 'the status there leaves the stage here as it is'],
    [
      comparison.say.apartSinceMapping(),
      'the mapping was changed, and nobody has moved it since; both stay until somebody moves it',
    ],
    [comparison.say.waitsForPerson(), 'both sides changed it, and somebody has to decide on the page Links, Conflicts'],
    [comparison.say.takesNoChanges(), 'the sync mode takes no changes from ConnectWise'],
    [comparison.say.takesNoValue(), 'the settings take no value of it in'],
    [comparison.say.sendsNothing(), 'the sync mode sends nothing to ConnectWise'],
    [
      comparison.say.emptiedHere(),
      'it was emptied here, and ConnectWise’s value of before does not fill it again; a value that is changed there from now on comes in',
    ],
    [comparison.say.sendsNoEdits('companies'), 'the sync mode sends no edits of companies'],
    [rule.say.goesThisWay('always', 'always'), 'Goes both ways.'],
    [rule.say.goesThisWay('never', 'on_create'), 'From ConnectWise: never. To ConnectWise: with a new record only.'],
    [rule.say.goesAsChosen('in'), 'The settings say only in.'],
    [rule.say.standsInConflict('crm'), 'Where both sides changed it, the value of the CRM stands.'],
    [rule.say.standsInConflict(null), 'Where both sides changed it, somebody is asked.'],
    [rule.say.wasConflict('The CRM owns it.'), 'Both sides had changed it. The CRM owns it.'],
    [rule.say.byStageMap(['Quoted', 'Won']), 'By the map of stages: "Quoted" and "Won".'],
    [rule.say.byStageMap([]), 'By the map of stages, and its defaults for what it does not name.'],
    [
      rule.say.byNoStageRow('New'),
      'The map of stages has no row for "New": it was set for what is not mapped, or for a closed status.',
    ],
    [rule.say.byStageDefault(), 'By the default of the settings for what the map of stages does not name.'],
    [rule.say.byStatusField(), 'The status goes by the custom field CW Status.'],
    [rule.say.byMemberMail('in'), 'By the e-mail address: the user of the CRM who has that of the member.'],
    [
      rule.say.byMemberMail('out'),
      'By the e-mail address: the member who has that of the owner; where there is none, the default of the settings.',
    ],
    [rule.say.byDefault('rating'), 'By the default of the settings: rating.'],
    [
      rule.say.byTheirDefault('rating'),
      'No default is chosen for the rating: it follows from ConnectWise’s own list, or from other values.',
    ],
    [rule.say.dateWhereEmpty(30), 'Where it is empty here, the default of the settings fills it: today and 30 days.'],
    [
      comparison.say.nothingComesIn('its company 9 is excluded'),
      "Nothing of ConnectWise's record comes in: its company 9 is excluded.",
    ],
    [rule.say.byTaxMap(), 'By the map of taxes.'],
    [
      rule.say.byProductNames('identifier'),
      'By the mapping of products: the name of a product is the Product ID of the catalog item.',
    ],
    [rule.say.byProductNames(null), 'The mapping of products did not say yet what a name becomes.'],
    [rule.say.byEqualNames(), 'By the standard mapping of products: equal names, else its defaults.'],
    [rule.say.byProductPairs(), 'By the pairs in the mapping of products.'],
    [rule.say.byCustomFieldMap('Region'), 'By the map of custom fields: "Region" in ConnectWise.'],
  ])('%s', (spoken, expected) => expect(spoken).toBe(expected));

  it('are all heard here', () => expect([rule, comparison].flatMap((one) => one.unheard())).toEqual([]));
});
