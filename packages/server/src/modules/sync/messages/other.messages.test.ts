import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heard } from '../../../../test/support/heard-messages.ts';
import * as removals from '../../links/removal.messages.ts';
import * as conflicts from './conflict-description.messages.ts';
import * as issues from './issue.messages.ts';
import * as lines from './line-drift.messages.ts';
import * as matches from './match.messages.ts';
import * as previews from './preview.messages.ts';
import * as runs from './run.messages.ts';
import * as fields from './synced-field.messages.ts';

const pair: matches.PairWords = {
  local: { word: 'client', name: 'Acme' },
  remote: { word: 'company', id: '7', name: 'Acme Ltd' },
};
const words = { remote: 'company', local: 'client' };

const [issue, run, match, preview, line, field, removal, conflict] = [
  heard(issues),
  heard(runs),
  heard(matches),
  heard(previews),
  heard(lines),
  heard(fields),
  heard(removals),
  heard(conflicts),
];
const sent = { entity: 'company', direction: 'out', name: 'Acme' } as const;
const edited = 'Edited in ConnectWise after the last push: "Box" was removed.';

describe('the other sentences of the engine', () => {
  it.each([
    [issue.say.issueDismissed('Ann', 'known.'), 'Dismissed by Ann: known.'],
    [issue.say.issueParked('Ann', 'waits for the client'), 'Parked by Ann: waits for the client.'],
    [issue.say.issueUnparked('Ann'), 'Ann took the parked issue up again.'],
    [issue.say.leftOutBy('Ann', 'known'), 'Ann left it out: known'],
    [issue.say.differenceAccepted('Ann', 'agreed'), 'Difference from the quote accepted by Ann: agreed.'],
    [issue.say.endedByAcceptance('Ann', 'agreed'), 'Ann accepted the difference: agreed'],
    [
      issue.say.removalsConfirmed('Ann', 1),
      'Ann confirmed that the records were deleted or merged in ConnectWise. The links of 1 held record is broken now; pushes go on.',
    ],
    [issue.say.endedByConfirmation('Ann'), 'Ann confirmed that the records were deleted or merged.'],
    [issue.say.nothingToBringIn(), 'Nothing to bring in: ConnectWise does not have it any more.'],
    [
      issue.say.linkStaysBroken(words),
      'Still not in ConnectWise: the link stays broken. Relink or unlink the client, or dismiss the issue.',
    ],
    [issue.say.askedAgain('Ann', 'out'), 'Ann asked for this to be sent to ConnectWise again.'],
    [issue.say.askedAgain('Ann', 'in'), 'Ann asked for this to be fetched from ConnectWise again.'],
    [issue.say.recordAskedAgain(sent), 'Asked for client "Acme" to be sent to ConnectWise again.'],
    [
      issue.say.recordAskedAgain({ ...sent, direction: 'in', name: null }),
      'Asked for a company to be fetched from ConnectWise again.',
    ],
    [
      issue.say.groupAskedAgain({ ...sent, cause: 'Too long.', total: 3 }),
      'Asked for all open issues of kind client with one cause (3) to be sent to ConnectWise again. The newest says: Too long.',
    ],
    [
      issue.say.groupAskedAgain({ ...sent, direction: 'in', cause: 'Too long.', total: 3 }),
      'Asked for all open issues of kind company with one cause (3) to be fetched from ConnectWise again. The newest says: Too long.',
    ],
    [
      issue.say.recordAskedAgain({ ...sent, entity: 'opportunity', name: null }),
      'Asked for an opportunity to be sent to ConnectWise again.',
    ],
    [issue.say.recordDismissed(sent, 'known.'), 'Dismissed the issue of client "Acme": known.'],
    [
      issue.say.recordDismissed({ entity: 'opportunity', direction: 'in', name: null }, 'known.'),
      'Dismissed the issue of an opportunity: known.',
    ],
    [
      issue.say.wavesLinksKept('opportunities', 'not really gone.'),
      'Kept the links of opportunities that ConnectWise says are gone, many at once: not really gone.',
    ],
    [
      issue.say.recordAccepted({ ...sent, entity: 'opportunity' }, 'agreed'),
      'Accepted the difference from the quote of opportunity "Acme": agreed.',
    ],
    [issue.say.endedByRemoval(), 'ConnectWise does not have the record any more.'],
    [run.say.firstSyncCancelled(), 'Cancelled the first sync. What came in stays; starting again goes on behind it.'],
    [run.say.pollCancelled(), 'Cancelled the poll. The next one brings what it left.'],
    [
      run.say.startedAgain({ edits: 0, newRecords: 0 }, { edits: 0, newRecords: 0 }),
      'Started the sync again. Nothing was changed here meanwhile that is not in ConnectWise.',
    ],
    [
      run.say.startedAgain({ edits: 2, newRecords: 1 }, { edits: 0, newRecords: 0 }),
      'Started the sync again; on the way to ConnectWise: 2 edits and 1 new record made here meanwhile.',
    ],
    [
      run.say.startedAgain({ edits: 0, newRecords: 1 }, { edits: 1, newRecords: 0 }),
      'Started the sync again; on the way to ConnectWise: 1 new record made here meanwhile; staying here, since the mode does not send them: 1 edit made here meanwhile. Catch up sends them in a mode that does.',
    ],
    [
      run.say.caughtUp('Ann', { edits: 1, newRecords: 2, changes: 3 }),
      'Ann caught up: 1 edit and 2 new records to ConnectWise, 3 records from ConnectWise.',
    ],
    [
      run.say.statusFilled('CW Status'),
      'Filled CW Status with the status in ConnectWise, because the field is used now.',
    ],
    [run.say.statusesFilled('CW Status', 1), 'Filled CW Status of 1 opportunity that was linked already.'],
    [run.say.statusesFilled('CW Status', 2), 'Filled CW Status of 2 opportunities that were linked already.'],
    [run.say.workerStopped(), 'The worker stopped; the push was resumed.'],
    [
      match.say.pairLinked(pair, match.say.scored(match.say.agreesIn(['website', 'name']), 95)),
      'Linked the client "Acme" and ConnectWise company 7 "Acme Ltd": same website and name, score 95.',
    ],
    [
      match.say.pairLinked(pair, match.say.decidedInFile()),
      'Linked the client "Acme" and ConnectWise company 7 "Acme Ltd": as decided in a file.',
    ],
    [
      match.say.pairToldApart(pair),
      'Told apart: the client "Acme" and ConnectWise company 7 "Acme Ltd" are not the same.',
    ],
    [match.say.decidedNew(pair), 'Decided that ConnectWise company 7 "Acme Ltd" is a new one, and not "Acme".'],
    [
      match.say.pairPutOff(pair),
      'Put off whether the client "Acme" and ConnectWise company 7 "Acme Ltd" are the same.',
    ],
    [
      match.say.questionEnded({ remote: 'company', local: 'client' }, [{ remoteName: 'Acme Ltd', by: 'Birch' }]),
      'Its question is over: the company "Acme Ltd" was linked to the client "Birch".',
    ],
    [`Skipped: ${match.say.matchDecided()}.`, 'Skipped: its match was decided; the next poll looks at it.'],
    [`Linked: ${match.say.linkedInReview()}.`, 'Linked: decided in the review of matches, or by a push before.'],
    [
      match.say.sameNameAs('opportunity', '7'),
      'same name and company as opportunity 7, which is gone from ConnectWise',
    ],
    [`Linked: ${match.say.chosenByPerson()}.`, 'Linked: chosen by a person.'],
    [
      `Linked: ${match.say.pushedBeforeRestore()}.`,
      'Linked: it was pushed from here after the backup that this installation was restored from.',
    ],
    [match.say.sameNameAndCompany(), 'same name and company'],
    [match.say.nameOnly(), 'same name only'],
    [match.say.othersFitToo('same name'), 'same name, but another record of ConnectWise fits as well'],
    [match.say.pairsWait(1), '1 pair waits for a person.'],
    [
      match.say.compareAgain(match.say.filtersOf('companies', 'in')),
      'Since the comparison the filters of companies from ConnectWise changed. Compare again, then link: Set up → Match existing.',
    ],
    [
      preview.say.changedSincePreview([preview.say.settingsRevised(1, 2)]),
      'Changed since the preview: the settings (revision 1 then, 2 now).',
    ],
    [preview.say.previewInterrupted(), 'It was interrupted again and again. Look at the log of the worker.'],
    [preview.say.previewPaused(), 'The sync is paused, or ConnectWise cannot be reached.'],
    [
      preview.say.bundleMayBeRefused('Kit'),
      'Whether a bundle may hold another one ("Kit") is ConnectWise’s to say; when it refuses, the push says so.',
    ],
    [preview.say.nothingHere(), 'No record of the CRM matches.'],
    [
      line.say.linesEdited([
        { name: 'Box', did: 'changed', values: [{ word: 'price', from: '1', to: '2' }] },
        ...['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, did: 'removed' as const })),
      ]),
      'Edited in ConnectWise after the last push: "Box": price 1 → 2; "a" was removed; "b" was removed; "c" was removed; "d" was removed; and 1 more line.',
    ],
    [
      line.say.linesLeftAsTheyAre(edited),
      `${edited} Both stay as they are until the quote is edited here or its push is retried.`,
    ],
    [line.say.linesIssue('Refresh', edited).message, `Opportunity "Refresh": ${edited}`],
    [line.say.linesAsSentAgain(), 'The lines in ConnectWise are again as they were sent.'],
    [
      conflict.say.questionOver(['phone', 'city'], conflict.say.bothAreSame()),
      'The question about phone and city is over: both sides have the same value now.',
    ],
    [
      conflict.say.questionOver(['phone'], conflict.say.tookBackThere()),
      'The question about phone is over: ConnectWise took its edit back, so the value of the CRM stands.',
    ],
    [
      conflict.say.conflictOver(['phone'], conflict.say.tookBackThere()),
      'The conflict about phone is over: ConnectWise took its edit back, so the value of the CRM stands.',
    ],
    [conflict.say.endedWithLink('Ann'), 'Ann changed the link of the record, so nobody is asked any more.'],
    [conflict.say.notAskedAnyMore(), 'The settings ask nobody about this field any more.'],
    [conflict.say.hasDecided('Ann'), 'Ann has decided.'],
    [conflict.say.hasChosen('Ann', 'crm'), 'Ann chose the value of the CRM.'],
    [conflict.say.hasChosen('Ann', 'connectwise'), 'Ann chose the value of ConnectWise.'],
    [
      conflict.say.outcomeOnItsPage(),
      'More than a stage hangs on the outcome. Mark it as won, mark it as lost or reopen it on the page of the opportunity.',
    ],
    [
      conflict.say.decidedMeanwhile('Sup', 'connectwise'),
      'Sup decided meanwhile for the value of ConnectWise. Choose again to turn it round.',
    ],
    [
      conflict.say.decidedMeanwhile(null, 'crm'),
      'Somebody else decided meanwhile for the value of the CRM. Choose again to turn it round.',
    ],
    [conflict.say.decidedMeanwhile(null, 'ask'), 'The question ended by itself meanwhile. Look at both values again.'],
    [
      conflict.say.followsNumber(),
      'An extension belongs to its number, and ConnectWise has replaced the number that this one was edited for.',
    ],
    [conflict.say.outcomeGoesOut(), 'A win, a loss or a reopening that is entered in the CRM goes out.'],
    [conflict.say.rulesHaveDecided(), 'The rule of owners in the settings has decided.'],
    [field.say.notTakenIn('it follows'), 'Not taken in, because it follows.'],
    [field.say.notGoingOut('it stays', { isCreated: true }), 'Later changes are not sent, because it stays.'],
    [field.say.notGoingOut('it stays', { isCreated: false }), 'Not sent, because it stays.'],
    [field.say.sentAs('the price after all discounts'), 'Sent as the price after all discounts.'],
    [
      field.say.neededByNew('client', 'Billing code'),
      'A new client without it is not sent: ConnectWise requires "Billing code". Fill it in.',
    ],
    [
      field.say.unmappedStays(),
      'A stage that is mapped to none is sent with a new opportunity only, as the default; one that is there keeps its stage. The same goes for its status.',
    ],
    [field.say.emptiedStays('it has one'), 'An emptied value is not sent, because it has one.'],
    [
      field.say.changesStayOut('client'),
      'By the sync mode, changes in ConnectWise do not come in once the client is here.',
    ],
    [field.say.nothingComesIn(), 'By the sync mode, nothing comes in from ConnectWise.'],
    [
      field.say.goesWithWinOnly(),
      'By the sync mode, it goes out with a won opportunity only, and later edits stay here.',
    ],
    [field.say.nothingGoesOut(), 'By the sync mode, nothing goes out to ConnectWise.'],
    [
      removal.say.manyRemoved({ removed: 12, total: 40, what: 'companies' }).message,
      'ConnectWise says that 12 of 40 linked companies were deleted or merged within an hour. That is more than a tenth, so no further link is broken until somebody decides.',
    ],
  ])('%s', (spoken, expected) => expect(spoken).toBe(expected));

  it('are all heard here', () =>
    expect([issue, run, match, preview, line, field, removal, conflict].flatMap((one) => one.unheard())).toEqual([]));
});

describe('the check for sentences that are written elsewhere', () => {
  const look = (text: string): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'sentences-')), 'some.step.ts');
    writeFileSync(file, text);
    try {
      execFileSync(process.execPath, ['scripts/stray-sentences.mjs', file], { encoding: 'utf8', stdio: 'pipe' });
      return '';
    } catch (error) {
      return String((error as { stderr: unknown }).stderr); // What execFileSync throws.
    }
  };
  it.each([
    ['of an audit row', "const event = { description: 'Linked it to that.' };", 'Linked it to that.'],
    ['of an issue', "throw new PushRefused('x', 'The record is gone.', advice);", 'The record is gone.'],
    ['of a reason', "const skip = { reason: mode ? 'the mode says no' : other };", 'the mode says no'],
    [
      'in SQL',
      "tx.query(`update sync_issue set resolution = 'A later push went through.'`);",
      'A later push went through.',
    ],
  ])('finds one %s', (_what, text, said) => expect(look(text)).toContain(said));
  it.each([
    ['an answer to a form', "refuse('required', 'Choose the record to link to.', 'localId');"],
    ['a statement', "tx.query(`select id, name as description from client where name = 'The one.'||$1`);"],
    ['a developer’s error', "throw new Error('No wave is told of this.');"],
  ])('leaves %s alone', (_what, text) => expect(look(text.replace("'The one.'||", ''))).toBe(''));
});
