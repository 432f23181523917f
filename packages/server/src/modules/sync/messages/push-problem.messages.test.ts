import { heard } from '../../../../test/support/heard-messages.ts';
import * as advice from './connectwise-advice.messages.ts';
import * as problems from './push-problem.messages.ts';

const problem = heard(problems);
const client = 'client "Harbor"';

describe('why a push waits for a person', () => {
  const { say } = problem;
  const option = { record: 'opportunity "Refresh"', field: 'stage', option: { id: '7', label: 'Qualify' } };
  it.each([
    [
      say.linkIsBroken(client, '7'),
      'Record 7, which client "Harbor" is linked to, was deleted or merged in ConnectWise.',
    ],
    [
      say.linkIsBroken(client, '7', { hasContacts: true }),
      'Record 7, which client "Harbor" is linked to, was deleted or merged in ConnectWise.',
    ],
    [
      say.neverMade(client, 'Ann set it never to sync'),
      'Client "Harbor" is not made in ConnectWise, because Ann set it never to sync.',
    ],
    [say.linkIsKept(client, '7'), 'ConnectWise does not have record 7, which client "Harbor" is linked to.'],
    [say.recordGone('client'), 'The client no longer exists in the CRM.'],
    [
      say.valueTaken({ record: 'client "Harbor"', field: 'company ID', value: 'HB' }, { word: 'company' }),
      'ConnectWise did not take the company ID "HB" of client "Harbor": another company has it already.',
    ],
    [
      say.valueTaken(
        { record: 'product "Firewall"', field: 'SKU', value: 'FW' },
        { word: 'catalog item', name: 'Switch', id: '7' },
      ),
      'ConnectWise did not take the SKU "FW" of product "Firewall": catalog item "Switch" (ID 7) has it already.',
    ],
    [
      say.textRefused({ record: 'contact "Ana"', field: 'first name', value: 'Ana Maria' }, 5),
      'ConnectWise did not take the first name "Ana Maria" of contact "Ana": it has 9 characters, and ConnectWise takes 5 at most.',
    ],
    [
      say.companyMustBeDecided('Harbor', [{ name: 'Harbor Ltd', identifier: 'HL' }]),
      'ConnectWise has a company that may be client "Harbor" (Harbor Ltd, ID HL)',
    ],
    [say.contactMissing('Refresh'), 'Opportunity "Refresh" has no contact'],
    [
      say.contactMustBeDecided('Ann', ['Ann Lee, ann@x.example', 'Anne']),
      'ConnectWise has 2 contacts of the company who may be "Ann" (Ann Lee, ann@x.example; Anne)',
    ],
    [
      say.productMustBeDecided('Firewall', [{ name: 'Fire wall', identifier: 'FW' }]),
      'ConnectWise has a catalog item that may be product "Firewall" (Fire wall, ID FW)',
    ],
    [
      say.opportunityMustBeDecided('Renewal', ['7', '9']),
      'ConnectWise has 2 opportunities of the name and company of opportunity "Renewal" (7, 9), and it is not sure whether this is one of them.',
    ],
    [
      say.itemLooksOther('Firewall', { identifier: 'FW', name: 'Switch' }),
      'Catalog item "FW" is "Switch" in ConnectWise, which does not look like product "Firewall".',
    ],
    [
      say.productIdTaken(
        { identifier: 'FW', product: 'Firewall' },
        { item: 'Old switch', id: '7', linkedTo: 'Switch' },
      ),
      'Catalog item "FW" ("Old switch", ID 7) is linked to product "Switch", so product "Firewall" cannot use it too.',
    ],
    [say.productIdMissing('Firewall', 'SKU'), 'Product "Firewall" has no SKU'],
    [
      say.productIdUnfit({ product: 'Firewall', source: 'SKU' }, { longerThan: 60 }),
      'The SKU of product "Firewall" cannot be its ID in ConnectWise: it is longer than 60 characters.',
    ],
    [
      say.productIdUnfit({ product: 'Firewall', source: 'SKU' }, 'quotes'),
      'The SKU of product "Firewall" cannot be its ID in ConnectWise: it holds both kinds of quotation marks.',
    ],
    [
      say.itemLacksOption('product "Firewall"', 'Type "A" is mapped to nothing.'),
      'Type "A" is mapped to nothing. The catalog item of product "Firewall" needs one.',
    ],
    [
      say.bundleInBundle({ inner: 'A', outer: 'B' }, 'It may not.'),
      'ConnectWise does not take bundle "A" as a part of bundle "B": It may not.',
    ],
    [
      say.lineItemMissing('X', problems.lineKinds.shipping),
      'ConnectWise has no catalog item "X", which stands for shipping lines.',
    ],
    [
      say.lineNeedsProduct(say.lineOf(2, 'Firewall'), 'It is gone.'),
      'The quote needs it for line 2 "Firewall": It is gone.',
    ],
    [
      say.lineRefused('line 2 "Firewall"', 'Firewall', 'No.'),
      'ConnectWise refused line 2 "Firewall" of the quote (product "Firewall"): No.',
    ],
    [
      say.billingCycleMissing('Fortnightly', 'Care'),
      'ConnectWise has no billing cycle "Fortnightly", by which line "Care" is billed.',
    ],
    [
      say.customFieldRefused('client "A"', { caption: 'Tier', name: 'Level', says: 'Tier: no.' }),
      'ConnectWise did not take what client "A" has in "Level", which is "Tier" there: Tier: no. Nothing of it was sent.',
    ],
    [
      say.optionsMissing('client "A"', [{ name: 'Level', caption: 'Tier', value: 'Gold' }]),
      'ConnectWise takes no new record without "Tier", and has no option "Gold" in "Tier", which it has in "Level". Nothing of client "A" was sent.',
    ],
    [
      say.customFieldsEmpty('client "Harbor Dental"', [
        { name: 'Billing', caption: 'Billing code' },
        { name: 'Sector', caption: 'Industry' },
      ]),
      'ConnectWise takes no new record without "Billing code" and "Industry", and client "Harbor Dental" has no value in "Billing" and "Sector". Nothing was sent.',
    ],
    [
      say.customFieldsRequired('client "Harbor Dental"', [{ name: 'Billing', caption: 'Billing code' }]),
      'ConnectWise takes nothing of client "Harbor Dental" without "Billing code", and has no value in it. Nothing of it was sent.',
    ],
    [
      say.taxCodeMissing('Refresh', 'Region "GA" is mapped to a code that is gone.'),
      'Region "GA" is mapped to a code that is gone. Opportunity "Refresh" would carry it.',
    ],
    [say.salesRepMissing('Refresh'), 'ConnectWise wants a sales representative for opportunity "Refresh"'],
    [say.statusMissing('Stage "Won" has no status.'), 'Stage "Won" has no status.'],
    [
      say.optionGone('Refresh', { loss: 'Stage A was deactivated in ConnectWise', why: say.stageIsMappedToIt('Lead') }),
      'Opportunity "Refresh" waits: Stage A was deactivated in ConnectWise; stage "Lead" is mapped to it.',
    ],
    [
      say.optionGone('Refresh', { loss: 'Stage A is gone', why: say.isTheDefault('stage') }),
      'Opportunity "Refresh" waits: Stage A is gone; it is the default stage.',
    ],
    ...(['default', 'owner', 'mapping'] as const).map(
      (from) =>
        [
          say.optionRefused({ ...option, isInactive: true, from }),
          'ConnectWise did not take opportunity "Refresh": its stage "Qualify" (ID 7) is inactive in ConnectWise.',
        ] as const,
    ),
    [
      say.optionRefused({ ...option, option: { id: '7', label: null }, isInactive: false, from: 'mapping' }),
      'ConnectWise did not take opportunity "Refresh": its stage with ID 7 is not there any more in ConnectWise.',
    ],
    [
      say.stoppedOnFault({ isTriedAgain: true }),
      'The push stopped on an error of this product, which was logged. It is tried again.',
    ],
    [say.stoppedOnFault({ isTriedAgain: false }), 'The push stopped on an error of this product, which was logged.'],
  ] as const)('%j', ({ message, advice: what }, expected) => {
    expect(message.startsWith(expected)).toBe(true);
    expect(what).toMatch(/^[A-Z].*[^.]\.$/);
    expect(`${message} ${what}`).not.toMatch(/undefined|null|\[object/);
  });

  it.each([
    [
      say.contactsStillGetEdits(),
      /^Meanwhile edits of contacts that ConnectWise still has under the old company are sent to them there\.$/,
    ],
    [
      say.listedThoughGone(client, '7'),
      /^ConnectWise said that record 7, which client "Harbor" is linked to, does not exist/,
    ],
    [say.tooManyGone(client), /^client "Harbor": so many records are gone at once/],
    [say.beingCreated(client), /^Another push is creating client "Harbor" at this moment\.$/],
    [
      say.linkedMeanwhile(client),
      /^What ConnectWise has for client "Harbor" was linked to another record of the CRM at this moment\.$/,
    ],
    [say.beingWritten(client), /^Another push is writing client "Harbor" at this moment\.$/],
    [say.issueEndedByPush(), /^A later push went through\.$/],
    [say.issueEndedByHold('The sync mode sends nothing.'), /^It is not sent any more: The sync mode sends nothing\.$/],
    [say.afterOddAnswer({ isTriedAgain: true }), 'It is tried again by itself.'],
    [
      say.afterOddAnswer({ isTriedAgain: false }),
      /^It was tried so often that it waits now: retry it on the page Issues/,
    ],
    [say.answeredWith({ record: client, step: null }, { said: 'No', status: 500 }), /"No" \(HTTP 500\)\.$/],
    [
      say.notAnswered({ record: client, step: 'lines' }, 'The connection to cw.example broke off.'),
      /^Sending client "Harbor" failed in the step "lines"\. The connection to cw\.example broke off\.$/,
    ],
    [
      say.notAnswered({ record: client, step: null }, 'The connection to cw.example broke off.'),
      /^Sending client "Harbor" failed\. The connection/,
    ],
    [
      say.notAnswered({ record: client, step: null }, 'company object is invalid: The name is required.'),
      /^Sending client "Harbor" failed\. Company object is invalid: /,
    ],
    [
      say.waitsForRecord(client, 'ConnectWise has companies like it.'),
      /^Waits for client "Harbor"\. ConnectWise has companies like it\.$/,
    ],
    [say.issueToldTwice(), /says the same\.$/],
    [say.toldByLink('Harbor'), /^It waits for "Harbor", whose issue says what to do\.$/],
    [say.goesOnWithout(), /^No push waits for it any more\.$/],
    [
      say.waitsForLink({ record: 'contact "Ann Lee"', needed: client }, 'Record 7 was deleted.'),
      /^Contact "Ann Lee" was not sent, because it needs client "Harbor"\. Record 7 was deleted\. It goes out by itself once that is mended\.$/,
    ],
    [say.askedByPoll(), /asks the same; its answer lets this push go on\.$/],
  ])('%s', (spoken, expected) => expect(spoken).toMatch(expected));

  it.each(['unauthorized', 'forbidden', 'not_found', 'invalid', 'conflict', 'timeout', 'unexpected'] as const)(
    'has advice for %s',
    (kind) => expect(advice.connectWiseAdvice(kind)).toMatch(/^[A-Z].*[^.]\.$/),
  );
  it('holds no function that nobody has heard', () => expect(problem.unheard()).toEqual([]));
});
