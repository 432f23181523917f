import * as say from './link-action.messages.ts';

const pair = { remote: 'company', local: 'client', name: 'Acme', remoteId: '7' };
const birch = { remote: 'company', id: '8', name: 'Birch', count: 2, example: 'contact "Bo"' };

/** Every sentence with real data. A function without a case fails the last test. */
const said: [keyof typeof say, string, string][] = [
  ['remoteOf', say.remoteOf(pair, 'Acme Inc.'), 'company 7 "Acme Inc."'],
  [
    'willBeBroken',
    say.willBeBroken(pair),
    'Client "Acme" may sync again, but ConnectWise company 7 is gone: its link is broken from then on. Relink it to another company, recreate it in ConnectWise, or unlink it.',
  ],
  ['isSetNever', say.isSetNever(pair), 'This client is set never to sync. Allow it to sync again first.'],
  [
    'isGoneAsWell',
    say.isGoneAsWell(pair, { local: 'opportunity' }),
    'Client "Acme" is gone from ConnectWise as well (company 7). Recreate or relink it first: the opportunity waits for it.',
  ],
  ['setNeverAgain', say.setNeverAgain(), 'set never to sync'],
  [
    'willUnlink',
    say.willUnlink(pair),
    'Client "Acme" and ConnectWise company 7 are no longer linked. The record in ConnectWise is not changed.',
  ],
  [
    'willStayApart',
    say.willStayApart(pair, { isNamedOnce: true }),
    'The two are kept apart: Causeway never links them by itself again. When the client is sent next, a new company is made. When the company of before changes in ConnectWise, it does not come in as long as its name is that of the client: an issue asks for another name.',
  ],
  [
    'willStayApart',
    say.willStayApart({ remote: 'contact', local: 'contact' }, { isNamedOnce: false }),
    'The two are kept apart: Causeway never links them by itself again. When the contact is sent next, a new contact is made. When the contact of before changes in ConnectWise, it comes in as a new contact.',
  ],
  [
    'identifierStaysThere',
    say.identifierStaysThere('ACME', pair),
    'The company ID "ACME" stays with the company there: the client gets one that is derived from its name with the new company.',
  ],
  [
    'partNumberIsTakenOnce',
    say.partNumberIsTakenOnce({ remote: 'catalog item', local: 'product' }),
    'ConnectWise takes no second catalog item with the same product ID: give the product another part number or name before it is sent.',
  ],
  [
    'willBeMadeWhenSent',
    say.willBeMadeWhenSent(pair),
    'When the client is sent next, a new company is made in ConnectWise.',
  ],
  [
    'willPause',
    say.willPause(pair),
    'Paused: nothing passes between client "Acme" and ConnectWise company 7 until somebody resumes it. Edits on both sides are kept and merged then. Other records may still refer to it.',
  ],
  [
    'willResume',
    say.willResume(pair),
    'Client "Acme" syncs with ConnectWise company 7 again. What changed on either side meanwhile is looked at now, and merged field by field as far as mode, filters and directions let it pass.',
  ],
  [
    'willNeverSync',
    say.willNeverSync(pair),
    'Never synced: nothing passes between client "Acme" and ConnectWise company 7 any more. The link stays, so that no second record is made.',
  ],
  [
    'willNeverBeSent',
    say.willNeverBeSent(pair),
    'Client "Acme" is never made in ConnectWise as a company. What needs it there cannot be sent.',
  ],
  ['willNeverComeIn', say.willNeverComeIn(pair), 'ConnectWise company 7 is never taken in.'],
  ['willComeInAgain', say.willComeInAgain(pair), 'ConnectWise company 7 is fetched now and taken in like any other.'],
  ['willBeSentAgain', say.willBeSentAgain(pair), 'Client "Acme" may be sent to ConnectWise again.'],
  ['isNotSetNever', say.isNotSetNever(pair, false), 'This client is not set never to sync.'],
  ['isNotSetNever', say.isNotSetNever(pair, true), 'This client is paused, not set never to sync. Resume it instead.'],
  [
    'willRelink',
    say.willRelink({ ...pair, remoteId: '8' }, { from: '7', remoteName: 'Acme Inc.' }),
    'Client "Acme" is linked to ConnectWise company 8 "Acme Inc." instead of company 7.',
  ],
  [
    'isLeftBehind',
    say.isLeftBehind(pair),
    'Company 7 is linked to nothing then, and may come in as another client: a poll that meets it looks at it like a new company.',
  ],
  [
    'isTaken',
    say.isTaken({ ...pair, name: 'Birch' }, 'Acme Inc.', true),
    'ConnectWise company "Acme Inc." is linked to client "Birch". Choose whether to merge the two here, if that is what ConnectWise did, or to take its link over.',
  ],
  [
    'isTaken',
    say.isTaken({ ...pair, name: 'Birch' }, 'Acme Inc.', false),
    'ConnectWise company "Acme Inc." is linked to client "Birch". Choose whether to take its link over.',
  ],
  [
    'isNotMergedThere',
    say.isNotMergedThere(pair),
    'ConnectWise has not merged company 7: it is there. Merge the two there first, or take the link over. Else the company would stay there without a client.',
  ],
  [
    'willTakeOver',
    say.willTakeOver({ ...pair, name: 'Birch' }, { isPrimary: false }),
    'Client "Birch", which is linked to it now, is no longer linked. It stays in the CRM as it is.',
  ],
  [
    'willTakeOver',
    say.willTakeOver({ ...pair, name: 'Birch' }, { isPrimary: true }),
    'Client "Birch", which is linked to it now, is no longer linked. It stays in the CRM, and is no longer the primary contact of its client.',
  ],
  [
    'leftIsSent',
    say.leftIsSent(pair, { contacts: 2, opportunities: 1 }, null),
    'Its 2 linked contacts and 1 linked opportunity, which ConnectWise left at company 7, are sent to the new company.',
  ],
  [
    'leftIsSent',
    say.leftIsSent(pair, { contacts: 1, opportunities: 0 }, '8'),
    'Its 1 linked contact, which ConnectWise left at company 7, is sent to company 8.',
  ],
  [
    'leftStaysThere',
    say.leftStaysThere(pair, { contacts: 0, opportunities: 2 }, { untilWon: true }),
    '2 linked opportunities stay at company 7 in ConnectWise until they are won: the sync mode sends no edits before.',
  ],
  [
    'leftStaysThere',
    say.leftStaysThere(pair, { contacts: 1, opportunities: 0 }, { untilWon: false }),
    '1 linked contact stays at company 7 in ConnectWise: the sync mode sends nothing.',
  ],
  [
    'wentAlong',
    say.wentAlong('contact "Bo"', 'client "Birch"', pair),
    'Since then contact "Bo" went to client "Birch" in ConnectWise as well, and company 7 is gone there: there is nothing to take it back to.',
  ],
  [
    'wentAlong',
    say.wentAlong('contact "Bo"', 'client "Birch"', null),
    'Since then contact "Bo" went to client "Birch" in ConnectWise as well. It cannot be taken back any more.',
  ],
  [
    'givesNameUp',
    say.givesNameUp(pair, { name: 'Acme', newName: 'Acme (merged)' }),
    'ConnectWise calls company 7 "Acme" now: the empty client gives the name up and is called "Acme (merged)".',
  ],
  [
    'willMerge',
    say.willMerge(pair, 'Birch', 'contacts and opportunities'),
    'Client "Acme" is merged into "Birch": its contacts and opportunities go to "Birch". "Acme" stays in the CRM, empty, and is never sent.',
  ],
  ['willTake', say.willTake('phone and city'), 'To be taken from ConnectWise: phone and city.'],
  ['willSend', say.willSend('phone'), 'To be sent to ConnectWise: phone.'],
  [
    'staysDifferent',
    say.staysDifferent('phone', 'the mode sends nothing.'),
    'Stays different: phone, because the mode sends nothing.',
  ],
  ['valuesAgree', say.valuesAgree(), 'All fields that both sides hold are the same; no value is changed.'],
  ['willGoOn', say.willGoOn(['opportunity "Deal"']), 'The push that waits for this goes on: opportunity "Deal".'],
  ['willGoOn', say.willGoOn(['a', 'b']), '2 pushes that wait for this go on: a, b.'],
  [
    'willMakeThere',
    say.willMakeThere(pair, '7'),
    'A new company is made in ConnectWise from client "Acme", in place of company 7, which is gone. One that is surely the same and free is used instead of making a second.',
  ],
  [
    'identifierIsKept',
    say.identifierIsKept('ACME'),
    'ConnectWise keeps the company ID "ACME" for the deleted company, so the new one gets an ID that is derived from the name.',
  ],
  ['willMakeHere', say.willMakeHere(pair), 'A new client is made in the CRM from ConnectWise company 7.'],
  [
    'childrenStay',
    say.childrenStay({ contacts: 2, opportunities: 1 }),
    'Its 2 linked contacts and 1 linked opportunity keep their links.',
  ],
  ['childrenStay', say.childrenStay({ contacts: 1, opportunities: 0 }), 'Its 1 linked contact keeps its link.'],
  [
    'childrenGone',
    say.childrenGone(['contact "Ann"']),
    'Contact "Ann" is gone from ConnectWise as well, and its own link stays broken: what needs it waits until it is recreated or relinked too.',
  ],
  [
    'childrenGone',
    say.childrenGone(['a', 'b', 'c', 'd', 'e', 'f']),
    'A, b, c, d, e and 1 more are gone from ConnectWise as well, and their own links stay broken: what needs them waits until they are recreated or relinked too.',
  ],
  ['personIsAsked', say.personIsAsked(), 'The settings want a person to decide about this field.'],
  [
    'cannotBeEmptied',
    say.cannotBeEmptied('ConnectWise wants an expected close date'),
    'It is empty in the CRM, and it cannot be emptied in ConnectWise: ConnectWise wants an expected close date.',
  ],
  [
    'wasEditedSince',
    say.wasEditedSince('phone', 'connectwise'),
    'Somebody has edited the phone in ConnectWise since. Enter the value on the record instead.',
  ],
  ['linkedAsWell', say.linkedAsWell(1, 0), '1 contact that is linked as well'],
  ['linkedAsWell', say.linkedAsWell(2, 1), '2 contacts and 1 opportunity that are linked as well'],
  ['ownsField', say.ownsField('the CRM'), 'The settings name the CRM as the owner of this field.'],
  ['ownsRecords', say.ownsRecords('the CRM', 'companies'), 'The settings name the CRM as the owner of companies.'],
  [
    'notSentBecause',
    say.notSentBecause('Ann paused it', true),
    'Not sent, because Ann paused it. It goes out when it is resumed.',
  ],
  [
    'notSentBecause',
    say.notSentBecause('Ann set it never to sync', false),
    'Not sent, because Ann set it never to sync.',
  ],
  ['mergedInto', say.mergedInto('Birch'), 'it was merged into "Birch"'],
  [
    'movedWithMerge',
    say.movedWithMerge('client', 'Acme', 'Birch'),
    'Moved from client "Acme" to client "Birch", into which it was merged.',
  ],
  [
    'movedBackFromMerge',
    say.movedBackFromMerge('client', 'Birch', 'Acme'),
    'Moved back from client "Birch" to client "Acme": the merge was taken back.',
  ],
  [
    'wasTakenOver',
    say.wasTakenOver(pair, 'Ann', { isPrimary: false }),
    'Ann linked ConnectWise company 7 to client "Acme": this client is no longer linked to it. It stays in the CRM as it is.',
  ],
  [
    'wasGivenBack',
    say.wasGivenBack(pair, 'Ann'),
    'Ann took back that ConnectWise company 7 was linked to client "Acme": this client is linked to it again.',
  ],
  [
    'wasWithdrawn',
    say.settledBy('Ann', say.wasWithdrawn()),
    'Ann settled it: what had asked for it to be sent was taken back.',
  ],
  ['settledBy', say.settledBy('Ann', 'unlinked'), 'Ann settled it: unlinked.'],
  [
    'cannotStandThere',
    say.cannotStandThere('extension', 'there is no phone number.'),
    'This extension would stay in the CRM and not reach ConnectWise, because there is no phone number. Nothing was changed.',
  ],
  [
    'isNotSyncedNow',
    say.isNotSyncedNow('"Seats"'),
    'The field "Seats" is not kept in step any more. Enter the value on the record instead.',
  ],
  ['isBeingSentThere', say.isBeingSentThere('phone'), 'On the way to ConnectWise: phone.'],
  ['isSameNow', say.isSameNow('phone'), 'Both sides have the same phone now.'],
  [
    'notShownNow',
    say.notShownNow(pair),
    'ConnectWise does not show company 7 right now; it is looked at again with the next poll.',
  ],
  ['notAskedNow', say.notAskedNow(), 'ConnectWise could not be asked right now; the next poll looks at the record.'],
  [
    'linkChanged',
    `Skipped: ${say.linkChanged()}.`,
    'Skipped: its link was changed by a person; the next poll looks at it.',
  ],
  ['setNever', say.setNever('Ann', 'a test.'), 'Ann set it never to sync: a test'],
  ['goneThere', say.goneThere('company'), 'Its company is gone from ConnectWise.'],
  [
    'noSurvivorKnown',
    say.noSurvivorKnown('company'),
    'Nothing that hung on it in ConnectWise tells where it went. Search for the right company.',
  ],
  [
    'survivorBecause',
    say.survivorBecause(birch, []),
    'In ConnectWise 2 of its records are at company 8 "Birch" now, for instance contact "Bo".',
  ],
  [
    'survivorBecause',
    say.survivorBecause(birch, [{ remote: 'company', id: '9', name: 'Cedar', count: 1, example: 'contact "Cy"' }]),
    'In ConnectWise 2 of its records are at company 8 "Birch" now, for instance contact "Bo"; fewer are at company 9 "Cedar" (contact "Cy").',
  ],
  [
    'survivorNotSure',
    say.survivorNotSure([birch, { remote: 'company', id: '9', name: 'Cedar', count: 2, example: 'contact "Cy"' }]),
    'In ConnectWise its records are at company 8 "Birch" (contact "Bo" and 1 more) and at company 9 "Cedar" (contact "Cy" and 1 more) now, so that nothing tells into which it was merged. Choose the right company.',
  ],
  [
    'survivorBecause',
    say.survivorBecause({ remote: 'contact', id: '8', name: 'Bo', count: 1, example: 'opportunity "Refresh"' }, []),
    'In ConnectWise 1 of its records is with contact 8 "Bo" now, for instance opportunity "Refresh".',
  ],
  [
    'sameNameThere',
    say.sameNameThere([{ id: '8', name: 'Ann Lee' }]),
    'ConnectWise has contact 8 "Ann Lee" of the same name at the same company, and nothing hung on the one that is gone.',
  ],
  [
    'sameNameThere',
    say.sameNameThere([
      { id: '8', name: 'Ann Lee' },
      { id: '9', name: 'Ann Lee' },
    ]),
    'ConnectWise has 2 contacts of the same name at the same company, so that nothing tells into which it was merged. Choose the right contact.',
  ],
  ['actionTold', say.actionTold('Paused', 'Ann', 'They move.'), 'Paused by Ann: They move.'],
  [
    'undoTold',
    say.undoTold('Client "Acme" is paused.', 'Ann', ['It syncs.', 'All is well.']),
    'Ann took this back: Client "Acme" is paused. It syncs. All is well.',
  ],
  [
    'isBrokenAgain',
    say.isBrokenAgain(pair),
    'Client "Acme" is linked to ConnectWise company 7 again, which is gone there.',
  ],
  [
    'isHeldAgain',
    say.isHeldAgain(pair, 'Ann paused it: they move'),
    'Paused again: nothing passes between client "Acme" and ConnectWise company 7, because Ann paused it: they move.',
  ],
  ['noValuePassed', say.noValuePassed(), 'No value had passed since.'],
  ['isNotLinkedAgain', say.isNotLinkedAgain(pair), 'Client "Acme" is linked to no record of ConnectWise, as before.'],
  ['valuesAsBefore', say.valuesAsBefore(), 'The values that the action moved are as before on both sides.'],
  [
    'valuesKeptThere',
    say.valuesKeptThere('phone'),
    'The values that the action moved are as before, except in ConnectWise: phone.',
  ],
  [
    'onlyThereAsBefore',
    say.onlyThereAsBefore(pair, 'Ann', {
      fields: 'phone and city',
      because: 'The client was edited since (phone). It cannot be taken back any more.',
    }),
    'Ann began to take the change of the link back: ConnectWise company 7 has phone and city of before again. The rest stays: The client was edited since (phone). It cannot be taken back any more.',
  ],
  ['movedBack', say.movedBack(2, 1), 'Back at it: 2 contacts and 1 opportunity.'],
  ['waitsAgain', say.waitsAgain(['client "Acme"']), 'What waited for this waits again: client "Acme".'],
  [
    'editsGoNowhere',
    say.editsGoNowhere(pair, 'phone', 'Birch'),
    'What was edited in client "Acme" since it was last synced is sent nowhere: phone. Enter it in client "Birch" where it still counts.',
  ],
];

describe('what actions on links say', () => {
  it.each(said)('%s', (_name, text, expected) => expect(text).toBe(expected));

  it('has a case for each sentence', () => {
    expect(Object.keys(say).filter((name) => !said.some(([known]) => known === name))).toEqual([]);
  });
});
