import { companySync } from '../records/company/company.sync.ts';
import type { IssueText } from './message.ts';
import { closedByDirection } from './not-sent.messages.ts';
import * as descriptions from './pull-description.messages.ts';
import * as problems from './pull-problem.messages.ts';
import * as reasons from './skip-reason.messages.ts';
import * as records from './sync-record.messages.ts';

/** Every function of the catalogue with real data, and what it says. A function without a case fails the last test of its kind. */
const { words } = companySync;
const excluded = 'its type is Vendor, and only Client is synced';

const closedEdits: descriptions.ClosedWords[] = [
  { label: 'city', value: 'Naples', because: closedByDirection('out') },
  { label: 'zip', value: null, because: closedByDirection('out') },
  { label: 'phone', value: '2', because: closedByDirection('in_if_empty') },
];

const describes: [keyof typeof descriptions, string, string][] = [
  ['pulledAsNew', descriptions.pulledAsNew(), 'Created from ConnectWise.'],
  [
    'pulledAsNew',
    descriptions.pulledAsNew(closedEdits.slice(0, 2)),
    'Created from ConnectWise. Not taken in: city ("Naples" in ConnectWise) and zip (empty in ConnectWise), because the settings say only out.',
  ],
  [
    'closedSentences',
    descriptions.closedSentences(closedEdits).join(' '),
    'Not taken in: city ("Naples" in ConnectWise) and zip (empty in ConnectWise), because the settings say only out. Not taken in: phone ("2" in ConnectWise), because the settings say only in, where it is empty here.',
  ],
  [
    'changeClosed',
    descriptions.changeClosed(words, closedEdits.slice(0, 1)),
    'Not taken in: city ("Naples" in ConnectWise), because the settings say only out. The client keeps its own value.',
  ],
  [
    'changeClosed',
    descriptions.changeClosed(words, closedEdits.slice(0, 2)),
    'Not taken in: city ("Naples" in ConnectWise) and zip (empty in ConnectWise), because the settings say only out. The client keeps its own values.',
  ],
  [
    'changeClosed',
    descriptions.changeClosed(words, [], closedEdits.slice(0, 1)),
    'ConnectWise keeps city ("Naples"): it is empty here, and only a value that was emptied here is emptied in ConnectWise.',
  ],
  [
    'changeClosed',
    descriptions.changeClosed(words, closedEdits.slice(0, 1), closedEdits.slice(2)),
    'Not taken in: city ("Naples" in ConnectWise), because the settings say only out. The client keeps its own value. ConnectWise keeps phone ("2"): it is empty here, and only a value that was emptied here is emptied in ConnectWise.',
  ],
  [
    'closedSentences',
    descriptions
      .closedSentences([{ label: 'notes', value: `First\n\n${'😀'.repeat(5_000)}`, because: closedByDirection('off') }])
      .join(' '),
    `Not taken in: notes ("First ${'😀'.repeat(94)}…" in ConnectWise), because the settings say off.`,
  ],
  ['linkedBecause', descriptions.linkedBecause({ because: 'same name', changed: [] }), 'Linked: same name.'],
  [
    'linkedBecause',
    descriptions.linkedBecause({ because: 'same name', changed: ['phone'], closedEdits: closedEdits.slice(0, 1) }),
    'Linked: same name. Updated: phone. Not taken in: city ("Naples" in ConnectWise), because the settings say only out.',
  ],
  [
    'linkedBecause',
    descriptions.linkedBecause({ because: 'chosen by a person', changed: ['phone', 'city'] }),
    'Linked: chosen by a person. Updated: phone, city.',
  ],
  [
    'linkedBecause',
    descriptions.linkedBecause({ because: 'same name', changed: [], left: ['phone', 'city'] }),
    'Linked: same name. Left as they are here, because the sync mode takes no changes from ConnectWise: phone, city.',
  ],
  [
    'updatedFields',
    descriptions.updatedFields(['phone'], { keptFromConnectWise: [], keptFromCrm: [] }),
    'Updated: phone.',
  ],
  [
    'updatedFields',
    descriptions.updatedFields([], { keptFromConnectWise: [], keptFromCrm: ['notes', 'name'] }),
    'Both sides had changed notes and name; the value of the CRM stands.',
  ],
  [
    'updatedFields',
    descriptions.updatedFields(['phone', 'zip'], { keptFromConnectWise: ['phone'], keptFromCrm: [] }),
    'Updated: phone, zip. Both sides had changed phone; the value of ConnectWise stands.',
  ],
  [
    'updatedFields',
    descriptions.updatedFields([], { keptFromConnectWise: [], keptFromCrm: [], asked: ['phone'] }),
    'Both sides had changed phone; each keeps its value until somebody has decided on the page Links, Conflicts.',
  ],
  [
    'updatedFields',
    descriptions.updatedFields(['tier'], { keptFromConnectWise: ['tier', 'zip'], keptFromCrm: [], first: ['tier'] }),
    'Updated: tier. Both sides had changed zip; the value of ConnectWise stands. Each side had its own tier; the value of ConnectWise stands.',
  ],
  [
    'updatedFields',
    descriptions.updatedFields(['phone', 'extension'], {
      keptFromConnectWise: [],
      keptFromCrm: [],
      ofNumber: ['extension'],
    }),
    'Updated: phone, extension. The extension that was edited here belonged to the number that ConnectWise has replaced.',
  ],
  [
    'changeSkippedByMode',
    descriptions.changeSkippedByMode(words, ['phone', 'city']),
    'Skipped: the sync mode takes no changes from ConnectWise: phone and city. The client keeps its own values.',
  ],
  [
    'changeExcluded',
    descriptions.changeExcluded(words, excluded),
    'Excluded: its type is Vendor, and only Client is synced. The client keeps its own values.',
  ],
  [
    'changeSkipped',
    descriptions.changeSkipped(words, reasons.removalHeld()),
    'Skipped: it was deleted or merged there, as were so many others at once that somebody has to decide first, see Issues. The client keeps its own values.',
  ],
  ['recordExcluded', descriptions.recordExcluded('it is inactive'), 'Excluded: it is inactive.'],
  [
    'recordSkipped',
    descriptions.recordSkipped('its company 7 has an open issue: It has no name.'),
    'Skipped: its company 7 has an open issue: It has no name.',
  ],
  ['recordNotTakenIn', descriptions.recordNotTakenIn('It has no name.'), 'Not taken in: it has no name.'],
  [
    'recordNotTakenIn',
    descriptions.recordNotTakenIn('ConnectWise sent something unexpected (id).'),
    'Not taken in: ConnectWise sent something unexpected (id).',
  ],
  [
    'linkBroken',
    descriptions.linkBroken(words),
    'Link broken: the company was deleted or merged in ConnectWise. The client stays in the CRM.',
  ],
  [
    'dateRemoved',
    descriptions.dateRemoved({ was: 'won', at: '2026-05-01T10:00:00.000Z' }),
    'No longer won by what ConnectWise says. It had been won on 2026-05-01.',
  ],
  [
    'stageApart',
    descriptions.stageApart({ here: 'Lead', there: 'Proposal' }),
    'The stage differs since the mapping was changed: the opportunity is in "Lead" here, and where it stands in ConnectWise is "Proposal" now. Nobody moved it, so both stay until somebody moves it on either side.',
  ],
  [
    'statusWithoutStage',
    descriptions.statusWithoutStage('Won', 'Lost'),
    'Status Won changed no stage here: the opportunity keeps "Lost".',
  ],
  [
    'statusInFieldOnly',
    descriptions.statusInFieldOnly('Won', 'Lead'),
    'Status Won is shown in CW Status alone: the stage decides where the opportunity stands here, which is "Lead".',
  ],
  ['issueEndedByPull', descriptions.issueEndedByPull(), 'The record came in.'],
  ['issueEndedByForecast', descriptions.issueEndedByForecast(), 'Its forecast was read, or is not asked for any more.'],
  [
    'issueEndedBySkip',
    descriptions.issueEndedBySkip(),
    'The record is skipped or excluded for another reason now; see the audit log.',
  ],
];

const reasoned: [keyof typeof reasons, string, string][] = [
  [
    'existedBefore',
    reasons.existedBefore(),
    'it existed before the sync started, which takes in only what is new since then; "Sync this record" brings it',
  ],
  ['modeTakesNoNewRecords', reasons.modeTakesNoNewRecords(), 'the sync mode takes no new records from ConnectWise'],
  [
    'modeTakesNoChanges',
    reasons.modeTakesNoChanges(['phone']),
    'the sync mode takes no changes from ConnectWise: phone',
  ],
  [
    'removalHeld',
    reasons.removalHeld(),
    'it was deleted or merged there, as were so many others at once that somebody has to decide first, see Issues',
  ],
  [
    'nameAwaited',
    reasons.nameAwaited({ remote: 'company', local: 'client' }, { name: 'Acme', remoteId: '7' }),
    'its name belongs to the client "Acme", whose company 7 was deleted or merged there; it comes in once that issue is settled',
  ],
  [
    'standsBehindLines',
    reasons.standsBehindLines(),
    'it stands behind the quote lines that have no product, and is no product of its own',
  ],
  ['hasNoCompany', reasons.hasNoCompany(), 'it has no company in ConnectWise'],
  ['beingPushed', reasons.beingPushed(), 'it is being pushed from here'],
  [
    'parentIsOut',
    reasons.parentIsOut({ role: 'company', remoteId: '7' }, { isExcluded: true, reason: excluded }),
    `its company 7 is excluded: ${excluded}`,
  ],
  [
    'parentIsOut',
    reasons.parentIsOut({ role: 'part', remoteId: '7' }, { isExcluded: false, reason: reasons.beingPushed() }),
    'its part 7 is skipped: it is being pushed from here',
  ],
  [
    'heldByPerson',
    reasons.heldByPerson({ state: 'paused', hold: { by: 'Ann', reason: 'They move.', at: '2026-01-01T00:00:00Z' } }),
    'Ann paused it: They move',
  ],
  ['heldByPerson', reasons.heldByPerson({ state: 'never', hold: null }), 'somebody set it never to sync'],
  [
    'parentHasIssue',
    reasons.parentHasIssue({ role: 'part', remoteId: '7' }, 'It has no name.'),
    'its part 7 has an open issue: It has no name',
  ],
];

const told: [keyof typeof problems, IssueText, string][] = [
  [
    'invalidRecord',
    problems.invalidRecord('name: expected text'),
    'ConnectWise sent something unexpected (name: expected text).',
  ],
  [
    'enrichmentUnreadable',
    problems.enrichmentUnreadable('400'),
    'What belongs to it could not be read from ConnectWise (400).',
  ],
  ['mapperFailed', problems.mapperFailed('x is not a function'), 'It could not be read (x is not a function).'],
  [
    'refusedByDatabase',
    problems.refusedByDatabase('numeric field overflow'),
    'The database refused it (numeric field overflow).',
  ],
  [
    'unknownReference',
    problems.unknownReference({ role: 'company', remoteId: '7' }),
    'It names the company 7, which ConnectWise does not have or does not show to this API member.',
  ],
  ['localMissing', problems.localMissing(words), 'The client that it is linked to is not in the CRM any more.'],
  [
    'possibleDuplicate',
    problems.possibleDuplicate(words, ['Acme', 'Acme Ltd.']),
    'It may be the client "Acme" or "Acme Ltd." that is here already.',
  ],
  [
    'keyTaken',
    problems.keyTaken(words, { word: 'company ID', by: 'Acme', linkedTo: null }),
    'Its company ID belongs to the client "Acme", which is in the CRM already.',
  ],
  [
    'keyTaken',
    problems.keyTaken(words, { word: 'name', by: 'Acme', linkedTo: '9' }),
    'Its name belongs to the client "Acme", which is linked to ConnectWise company 9.',
  ],
  [
    'forecastUnread',
    problems.forecastUnread('ConnectWise answered "Oops" (HTTP 500).'),
    'Its forecast could not be read from ConnectWise, several times in a row (ConnectWise answered "Oops" (HTTP 500)). Its amount here is as it was last read, or missing; everything else comes in.',
  ],
  ['deletedInConnectWise', problems.deletedInConnectWise(words), 'The company was deleted or merged in ConnectWise.'],
  [
    'conflictAsked',
    problems.conflictAsked(['phone', 'city']),
    'Both sides changed phone, city, and the settings want a person to decide. Each side keeps its value meanwhile; its other fields go on.',
  ],
  ['textMissing', problems.textMissing('name'), 'It has no name.'],
  [
    'textTooLong',
    problems.textTooLong('notes', { length: 20_001, max: 20_000 }),
    'Its notes has 20,001 characters; 20,000 are possible.',
  ],
  [
    'parentLost',
    problems.parentLost('company', 'contact'),
    'ConnectWise’s answer names no company of it; the contact here stays with its client and is not updated meanwhile.',
  ],
  ['noStage', problems.noStage(), 'The pipeline has no stage for it.'],
  ['partInvalid', problems.partInvalid({ id: 3, quantity: -1, hasItem: true }), 'Its part 3 has the quantity -1.'],
  ['partInvalid', problems.partInvalid({ id: 3, quantity: 1, hasItem: false }), 'Its part 3 has no catalog item.'],
];

const asked: [keyof typeof records, string, string][] = [
  [
    'sameOnBothSides',
    records.sameOnBothSides(words, '7'),
    'ConnectWise company 7 and the client hold the same in every synced field.',
  ],
  ['stillToCome', records.stillToCome(), 'it comes in with the next poll'],
  ['notCompared', records.notCompared(words, '7'), 'Nothing of ConnectWise company 7 came in.'],
  [
    'staysDifferent',
    records
      .staysDifferent([{ label: 'e-mail', because: 'it was emptied here', crm: null, connectwise: 'a@b.example' }])
      .join(' '),
    'Stays different: e-mail (empty here, "a@b.example" in ConnectWise), because it was emptied here.',
  ],
  [
    'fieldsNotSent',
    records
      .fieldsNotSent([
        { label: 'phone', because: 'the sync mode sends no edits of companies' },
        { label: 'city', because: 'the sync mode sends no edits of companies' },
      ])
      .join(' '),
    'Not sent: phone and city, because the sync mode sends no edits of companies.',
  ],
  [
    'isLookedThrough',
    records.isLookedThrough({ remote: 'opportunity', local: 'opportunity' }),
    'No field of the opportunity is to be sent. A push looks through what hangs on it, its lines, documents and notes; the audit log tells what was sent.',
  ],
  ['isTriedAgain', records.isTriedAgain(), 'Its open issue is tried again; the audit log tells how that ended.'],
  [
    'notFoundThere',
    records.notFoundThere(words, '7'),
    'ConnectWise has no company 7, or the API member may not see it.',
  ],
  [
    'notLinkedYet',
    records.notLinkedYet(words),
    'Nothing was fetched: this client is not linked to a record of ConnectWise.',
  ],
  ['isBeingSent', records.isBeingSent([]), 'It is being sent to ConnectWise; the audit log tells what was sent.'],
  [
    'isBeingSent',
    records.isBeingSent(['phone']),
    'Being sent to ConnectWise: phone. The audit log tells what arrived.',
  ],
  ['notSent', records.notSent('its link is paused'), 'Not sent: its link is paused.'],
  [
    'wasAskedFor',
    records.wasAskedFor(['Not sent: phone, because the sync mode sends no edits of companies.']),
    'Asked for by "Sync this record now": no value passed. Not sent: phone, because the sync mode sends no edits of companies.',
  ],
  ['wasAskedFor', records.wasAskedFor([]), 'Asked for by "Sync this record now": no value passed.'],
];

describe('the catalogue of messages', () => {
  it.each(asked)('answers a person who asked for a record: %s', (_name, said, expected) => expect(said).toBe(expected));

  it.each(describes)('describes: %s', (_name, said, expected) => {
    expect(said).toBe(expected);
    expect(said).toMatch(/^[A-Z].*[^.]\.$/);
  });
  it.each(reasoned)('gives a reason, to stand behind a colon: %s', (_name, said, expected) => {
    expect(said).toBe(expected);
    expect(descriptions.recordSkipped(said)).toBe(`Skipped: ${expected}.`);
  });
  it.each(told)('tells a problem with what to do: %s', (_name, { message, advice }, expected) => {
    expect(message).toBe(expected);
    expect(advice).toMatch(/^[A-Z].*[^.]\.$/);
    expect(`${message} ${advice}`).not.toMatch(/undefined|null|\[object/);
  });
  it.each([
    ['descriptions', descriptions, describes],
    ['reasons', reasons, reasoned],
    ['problems', problems, told],
    ['answers', records, asked],
  ] as const)('renders every one of its %s', (_kind, functions, cases) =>
    expect([...new Set(cases.map(([name]) => name as string))].sort()).toEqual(Object.keys(functions).sort()),
  );
});
