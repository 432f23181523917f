import { heard } from '../../../../test/support/heard-messages.ts';
import * as notSent from './not-sent.messages.ts';
import * as descriptions from './push-description.messages.ts';

const description = heard(descriptions);

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
      said
        .keptSentences(
          [
            { label: 'city', value: 'Naples', isTaken: true },
            { label: 'owner', value: null, isTaken: false },
          ],
          'comes with the next poll',
        )
        .join(' '),
      'ConnectWise took city without an error and keeps its own city (Naples), which comes with the next poll. ConnectWise took owner without an error and keeps its own owner, which stays there.',
    ],
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
      said.changedParts('Kit', [{ did: 'changed', name: 'C', quantity: '3' }], { hasOthers: true, isOverruled: true }),
      'Sent the parts of bundle "Kit" that were edited here: changed "C" to 3. What was edited in ConnectWise of the others stays there. Both sides had changed parts; the value of the CRM stands.',
    ],
    [
      said.linkedOpportunity('Refresh'),
      'Linked opportunity "Refresh" to the one in ConnectWise of the same name and company, which was linked to nothing.',
    ],
    [
      said.foundOpportunity('Refresh'),
      'Linked opportunity "Refresh" to the one in ConnectWise that was pushed from here after the backup.',
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
    [
      said.pushedOpportunity('Refresh', {
        ...nothing,
        isWon: true,
        attached: 1,
        noted: 1,
        replaced: [{ number: 12, title: 'Firewalls' }],
      }),
      'Pushed won opportunity "Refresh": 1 document attached, 1 note added. The document and the note of quote 12 "Firewalls", which is not the accepted one any more, stay in ConnectWise.',
    ],
    [
      said.pushedOpportunity('Refresh', {
        ...nothing,
        isWon: true,
        documentsInPlace: 1,
        replaced: [
          { number: 12, title: 'Firewalls' },
          { number: 13, title: 'Phones' },
        ],
      }),
      'Pushed won opportunity "Refresh": 1 document with its note was in place. The documents and the notes of quote 12 "Firewalls" and quote 13 "Phones", which are not the accepted one any more, stay in ConnectWise.',
    ],
    [
      said.pushedNothing('Refresh', { ...nothing, linesInPlace: 2 }),
      'Nothing else of opportunity "Refresh" was sent: 2 lines were in place.',
    ],
    [
      said.pushedNothing('Refresh', {
        ...nothing,
        isWon: true,
        documentsInPlace: 1,
        replaced: [{ number: 12, title: 'Firewalls' }],
      }),
      'Nothing else of opportunity "Refresh" was sent: 1 document with its note was in place. The document and the note of quote 12 "Firewalls", which is not the accepted one any more, stay in ConnectWise.',
    ],
    [
      said.lossStands('Refresh'),
      'Nothing of the loss of opportunity "Refresh" was sent: its status stood in ConnectWise already.',
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
      'Updated phone and city of client "Harbor" in ConnectWise. Both sides had changed city; the value of the CRM stands. Both sides had changed website; the value of ConnectWise stands and comes with the next poll. ConnectWise has a newer value of zip and notes, which comes with the next poll.',
    ],
    [
      said.updatedLinked(client, { ...quiet, newer: ['website'], isUnfit: true }),
      'Nothing of client "Harbor" was sent. ConnectWise has a newer value of website, which comes once the record there can be taken in.',
    ],
    [
      said.updatedLinked(client, { ...quiet, newer: ['website'], excluded: 'its type is Vendor, which is excluded' }),
      'Nothing of client "Harbor" was sent. ConnectWise has a newer value of website, which stays there, since a filter keeps the changes of this record out (its type is Vendor, which is excluded).',
    ],
    [
      said.updatedLinked(client, {
        ...quiet,
        newer: ['title'],
        isUnfit: true,
        parentSkipped: 'its company 9 is excluded: it is a vendor',
      }),
      'Nothing of client "Harbor" was sent. ConnectWise has a newer value of title, which stays there, since its company 9 is excluded: it is a vendor.',
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
    [
      said.sentUnderLostCompany(client, '7'),
      'Record 7, which client "Harbor" is linked to, was deleted or merged in ConnectWise; the contact still stands under it there.',
    ],
    [said.answersLost(0), ''],
    [
      said.answersLost(1).trim(),
      'The answer of ConnectWise was lost on the way; Causeway read the record again before it went on, so nothing was sent twice.',
    ],
    [`Skipped: ${said.comesWithNextPoll()}.`, 'Skipped: ConnectWise has newer values, which come with the next poll.'],
    [said.tookInMeanwhile(), 'A poll has taken the record in while this push was looking at it.'],
    [said.editedMeanwhile(), 'Somebody has edited the record in ConnectWise while this push waited.'],
    [said.listsAreNewer(), 'ConnectWise has changed its lists since they were last read.'],
    [said.definitionsAreNewer(), 'ConnectWise has changed its custom fields since they were last read.'],
    [`Skipped: ${said.partsSent()}.`, 'Skipped: a push has sent its parts; the next poll looks at them once more.'],
    [`Skipped: ${said.linkedByPush()}.`, 'Skipped: a push has linked it; the next poll looks at it.'],
  ])('%s', (spoken, expected) => expect(spoken).toBe(expected));

  it('holds no function that nobody has heard', () => expect(description.unheard()).toEqual([]));
});
