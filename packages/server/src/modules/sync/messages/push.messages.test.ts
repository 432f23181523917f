import { heard } from '../../../../test/support/heard-messages.ts';
import * as advice from './connectwise-advice.messages.ts';
import * as notSent from './not-sent.messages.ts';
import * as descriptions from './push-description.messages.ts';
import * as problems from './push-problem.messages.ts';

const description = heard(descriptions);
const problem = heard(problems);

const quiet: descriptions.UpdateWords = {
  changed: [],
  notSent: [],
  contested: [],
  kept: [],
  newer: [],
  apart: [],
  inOwnForm: [],
  isEqual: false,
  isLimited: false,
  takesChanges: true,
};
const nothing: descriptions.PushSummary = {
  isWon: false,
  added: 0,
  changed: 0,
  removed: 0,
  attached: 0,
  noted: 0,
  linesInPlace: 0,
  documentsInPlace: 0,
};
const plain: descriptions.NewRecordWords = { notSent: [], filled: [] };
const client = 'client "Harbor"';
const said = description.say;

describe('what the log says of a push', () => {
  it.each([
    [
      said.createdCompany({ name: 'Harbor', identifier: 'Harbor' }, plain),
      'Created company "Harbor" (Harbor) in ConnectWise.',
    ],
    [
      said.createdContact('Ann Lee', {
        ...plain,
        notSent: [
          { label: 'mobile', because: notSent.noCommunicationType() },
          { label: 'e-mail', because: notSent.noCommunicationType() },
          { label: 'extension', because: notSent.extensionWithoutNumber() },
        ],
      }),
      'Created contact "Ann Lee" in ConnectWise. Not sent: mobile and e-mail, because ConnectWise has no communication type for it. Not sent: extension, because ConnectWise keeps an extension with a phone number, and there is none.',
    ],
    [
      said.linkedCompany('Harbor', { name: 'Harbor Ltd', identifier: 'HL' }),
      'Linked client "Harbor" to company "Harbor Ltd" (HL), which is surely the same.',
    ],
    [said.linkedContact('Ann Lee'), 'Linked contact "Ann Lee" to the same person in ConnectWise.'],
    [
      said.sentBefore(client, ['city', 'phone']),
      'An earlier attempt ended while it sent city and phone of client "Harbor"; ConnectWise has them.',
    ],
    [
      said.sentBefore(client, ['city']),
      'An earlier attempt ended while it sent city of client "Harbor"; ConnectWise has it.',
    ],
    [
      said.createdFallbackContact('Main contact', []),
      'Created contact "Main contact" at the company in ConnectWise, since neither it nor the client had a contact.',
    ],
    [
      said.usedFallbackContact('Main contact'),
      'Used contact "Main contact" of the company in ConnectWise, since neither the opportunity nor the client had a contact.',
    ],
    [said.createdCatalogItem('FW-1', plain), 'Created catalog item "FW-1" in ConnectWise.'],
    [
      said.linkedProduct('Firewall', 'FW-1'),
      'Linked product "Firewall" to catalog item "FW-1" in ConnectWise, which is surely the same.',
    ],
    [
      said.createdLineItem('CAUSEWAY-MISC', []),
      'Created catalog item "CAUSEWAY-MISC" in ConnectWise for quote lines without a product.',
    ],
    [
      said.foundLineItem('CAUSEWAY-MISC'),
      'Found catalog item "CAUSEWAY-MISC" in ConnectWise, which stands behind quote lines without a product.',
    ],
    [
      said.changedParts('Kit', [
        { did: 'removed', name: 'A' },
        { did: 'added', name: 'B', quantity: '2' },
        { did: 'changed', name: 'C', quantity: '3' },
      ]),
      'Made the parts of bundle "Kit" in ConnectWise those that it has here: removed "A", added 2 of "B", changed "C" to 3.',
    ],
    [
      said.createdOpportunity({ name: 'Refresh', company: null }, plain),
      'Created opportunity "Refresh" for its company in ConnectWise.',
    ],
    [
      said.statusSet({ name: 'Refresh', status: 'Won' }, []),
      'Set the status of opportunity "Refresh" to "Won" in ConnectWise.',
    ],
    [
      said.statusSet({ name: 'Refresh', status: 'Won' }, [
        { label: '"Seats"', value: '12', because: 'it is the default in the settings' },
      ]),
      'Set the status of opportunity "Refresh" to "Won" in ConnectWise. "Seats" was filled in with "12", because it is the default in the settings.',
    ],
    [said.statusStands('Refresh', 'Won'), 'The status of opportunity "Refresh" is "Won" in ConnectWise already.'],
    [
      said.attachedDocument({ name: 'quote.pdf', bytes: 12 }, 'Refresh'),
      'Attached "quote.pdf" (12 bytes) to opportunity "Refresh".',
    ],
    [
      said.foundDocument({ name: 'quote.pdf' }, 'Refresh'),
      'Found "quote.pdf" attached to opportunity "Refresh" already.',
    ],
    [said.addedNote('Firewalls', 'Refresh'), 'Added a note with the address of "Firewalls" to opportunity "Refresh".'],
    [
      said.foundNote('Firewalls', 'Refresh'),
      'Found the note with the address of "Firewalls" at opportunity "Refresh" already.',
    ],
    [
      said.tookBack({ remote: 'company' }, { name: 'Harbor', fields: ['company ID', 'status'] }),
      'Took company ID and status of the new company "Harbor" over from ConnectWise.',
    ],
    [
      said.filterExempt(said.named('client', 'Harbor'), 'its type is Vendor'),
      'Client "Harbor" goes out although a filter would hold it (its type is Vendor): another record that is sent needs it.',
    ],
    [
      said.pushedOpportunity('Refresh', {
        ...nothing,
        isWon: true,
        added: 2,
        changed: 1,
        removed: 1,
        attached: 1,
        noted: 1,
      }),
      'Pushed won opportunity "Refresh": 2 lines added, 1 line changed, 1 line removed, 1 document attached, 1 note added.',
    ],
    [said.pushedOpportunity('Refresh', nothing), 'Pushed opportunity "Refresh": it has no lines to send.'],
    [
      said.pushedOpportunity('Refresh', { ...nothing, isWon: true }),
      'Pushed won opportunity "Refresh": it has no lines, documents or notes to send.',
    ],
    [
      said.pushedOpportunity('Refresh', { ...nothing, linesInPlace: 1 }),
      'Pushed opportunity "Refresh": 1 line was in place.',
    ],
    [
      said.pushedOpportunity('Refresh', { ...nothing, isWon: true, linesInPlace: 2, documentsInPlace: 1 }),
      'Pushed won opportunity "Refresh": 2 lines and 1 document with its note were in place.',
    ],
    [said.pushedLoss('Refresh'), 'Pushed the loss of opportunity "Refresh": its status.'],
    [
      said.updatedLinked(client, { ...quiet, isEqual: true }),
      'The client "Harbor" is the same in ConnectWise already.',
    ],
    [
      said.updatedLinked(said.named('opportunity', 'Refresh'), { ...quiet, isEqual: true, hasLines: true }),
      'The fields of opportunity "Refresh" are the same in ConnectWise already.',
    ],
    [
      said.updatedLinked(client, {
        ...quiet,
        changed: ['phone', 'city'],
        contested: ['website'],
        kept: ['city'],
        newer: ['zip', 'notes'],
      }),
      'Updated phone and city of client "Harbor" in ConnectWise. Both sides had changed city; the value of the CRM stands. Both sides had changed website; the value of ConnectWise stands and comes with the next poll. ConnectWise has a newer zip and notes, which comes with the next poll.',
    ],
    [
      said.updatedLinked(client, { ...quiet, newer: ['website'], isUnfit: true }),
      'Nothing of client "Harbor" was sent. ConnectWise has a newer website, which comes once the record there can be taken in.',
    ],
    [
      said.updatedLinked(client, { ...quiet, newer: ['website'], excluded: 'its type is Vendor, which is excluded' }),
      'Nothing of client "Harbor" was sent. ConnectWise has a newer website, which stays there, since a filter keeps the changes of this record out (its type is Vendor, which is excluded).',
    ],
    [
      said.updatedLinked(client, {
        ...quiet,
        newer: ['title'],
        isUnfit: true,
        parentSkipped: 'its company 9 is excluded: it is a vendor',
      }),
      'Nothing of client "Harbor" was sent. ConnectWise has a newer title, which stays there, since its company 9 is excluded: it is a vendor.',
    ],
    [
      said.updatedLinked(client, { ...quiet, asked: ['website'], isUnfit: true }),
      'Nothing of client "Harbor" was sent. Both sides had changed website; each keeps its value until the record there can be taken in.',
    ],
    [
      said.updatedLinked(client, { ...quiet, asked: ['website'] }),
      'Nothing of client "Harbor" was sent. Both sides had changed website; each keeps its value until somebody has decided on the page Links, Conflicts.',
    ],
    [
      said.updatedLinked(client, { ...quiet, asked: ['website'], takesChanges: false }),
      'Nothing of client "Harbor" was sent. Both sides had changed website; each keeps its value, since the sync mode takes no changes in.',
    ],
    [
      said.updatedLinked(client, { ...quiet, contested: ['website'], takesChanges: false }),
      'Nothing of client "Harbor" was sent. Both sides had changed website; the value of ConnectWise stands and stays there, since the sync mode takes no changes in.',
    ],
    [
      said.updatedLinked(client, quiet),
      'Nothing of client "Harbor" had to be sent: none of its fields was edited here since both sides agreed.',
    ],
    [
      said.updatedLinked(client, { ...quiet, isLimited: true }),
      'Nothing of client "Harbor" had to be sent: by the sync mode only its stage and status go out.',
    ],
    [
      said.updatedLinked(client, { ...quiet, apart: ['status'], staysApart: ['stage'] }),
      'None of the fields of client "Harbor" had to be sent; its status comes last.',
    ],
    [
      said.updatedLinked(client, { ...quiet, staysApart: ['stage'] }),
      'Nothing of client "Harbor" had to be sent: its stage in ConnectWise stays as it is.',
    ],
    [
      said.updatedLinked(client, { ...quiet, inOwnForm: ['name'] }),
      'ConnectWise has name of client "Harbor" already, in its own form.',
    ],
    [said.answersLost(0), ''],
    [
      said.answersLost(1).trim(),
      'The answer of ConnectWise was lost on the way; Causeway read the record again before it went on, so nothing was sent twice.',
    ],
    [`Skipped: ${said.comesWithNextPoll()}.`, 'Skipped: ConnectWise has newer values, which come with the next poll.'],
    [said.tookInMeanwhile(), 'A poll has taken the record in while this push was looking at it.'],
    [said.editedMeanwhile(), 'Somebody has edited the record in ConnectWise while this push waited.'],
    [said.definitionsAreNewer(), 'ConnectWise has changed its custom fields since they were last read.'],
    [`Skipped: ${said.linkedByPush()}.`, 'Skipped: a push has linked it; the next poll looks at it.'],
  ])('%s', (spoken, expected) => expect(spoken).toBe(expected));

  it('holds no function that nobody has heard', () => expect(description.unheard()).toEqual([]));
});

describe('why a push waits for a person', () => {
  const { say } = problem;
  const option = { record: 'opportunity "Refresh"', field: 'stage', option: { id: '7', label: 'Qualify' } };
  it.each([
    [
      say.linkIsBroken(client, '7'),
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
      say.listedThoughGone(client, '7'),
      /^ConnectWise said that record 7, which client "Harbor" is linked to, does not exist/,
    ],
    [say.tooManyGone(client), /^client "Harbor": so many records are gone at once/],
    [say.beingCreated(client), /^Another push is creating client "Harbor" at this moment\.$/],
    [say.beingWritten(client), /^Another push is writing client "Harbor" at this moment\.$/],
    [say.issueEndedByPush(), /^A later push went through\.$/],
    [say.issueEndedByHold('The sync mode sends nothing.'), /^It is not sent any more: The sync mode sends nothing\.$/],
    [say.answeredWith({ record: client, step: null }, { said: 'No', status: 500 }), /"No" \(HTTP 500\)\.$/],
    [say.issueToldTwice(), /says the same\.$/],
    [say.askedByPoll(), /asks the same; its answer lets this push go on\.$/],
  ])('%s', (spoken, expected) => expect(spoken).toMatch(expected));

  it.each(['unauthorized', 'forbidden', 'not_found', 'invalid', 'conflict', 'timeout', 'unexpected'] as const)(
    'has advice for %s',
    (kind) => expect(advice.connectWiseAdvice(kind)).toMatch(/^[A-Z].*[^.]\.$/),
  );
  it('holds no function that nobody has heard', () => expect(problem.unheard()).toEqual([]));
});
