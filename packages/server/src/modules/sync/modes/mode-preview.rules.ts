import { counted } from '@causeway/shared/counted';
import type { SyncMode } from '@causeway/shared/vocabulary';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';

/** What a change of mode meets. */
export interface ModeFacts {
  /** Linked records that were changed here and not sent. */
  unpushedEdits: number;
  /** Those of them with an edit that waited to be sent when its mode ended: it goes out by itself under one that sends edits. */
  waitedEdits: number;
  /** Records that were made here and are not in ConnectWise. */
  newHere: number;
  /** Records whose changes, or whose values when they were linked, a mode did not take in. */
  skippedByMode: number;
  /** Pushes that wait and that the mode will hold. */
  heldPushes: number;
  /** Records that changed in ConnectWise since they were last looked at; null when that could not be asked. */
  incoming: number | null;
}

/** What will happen once `to` is the mode: later events only (requirement R19); what lies behind is named with the way to have it after all. */
export function modeSentences(from: SyncMode, to: SyncMode, facts: ModeFacts): string[] {
  const [was, will] = [modeCapabilities[from], modeCapabilities[to]];
  return [
    from === to ? 'This is the mode in force; nothing changes.' : null,
    ...incomingSentences(will, facts),
    will.pullUpdate && facts.skippedByMode > 0
      ? `ConnectWise holds something else in ${counted(facts.skippedByMode, 'record', 'records')} that an earlier mode did not take in. It comes in when the record changes again, or by Catch up.`
      : null,
    was.pullUpdate && !will.pullUpdate
      ? 'Later changes in ConnectWise are not taken in any more; linked records keep their values here.'
      : null,
    was.pullCreate && !will.pullCreate ? 'Nothing comes in from ConnectWise any more.' : null,
    will.pushUpdate && facts.unpushedEdits > 0
      ? `${counted(facts.unpushedEdits, 'linked record was', 'linked records were')} changed here before and not sent. What was changed stays here, also when something else in the record is edited, and the log says so; it is sent by Catch up, with a win, or when the same field is edited again.`
      : null,
    will.pushUpdate && facts.waitedEdits > 0 ? waitedSentence(facts.waitedEdits) : null,
    will.pushOpen && facts.newHere > 0
      ? `${counted(facts.newHere, 'record', 'records')} made here ${facts.newHere === 1 ? 'is' : 'are'} not in ConnectWise. Each goes there when it is changed or needed by another one, or by Catch up with new records.`
      : null,
    !was.pushUpdate && will.pushUpdate ? 'From now on every change here is sent at once.' : null,
    was.pushUpdate && !will.pushUpdate
      ? `Changes made here are not sent any more${will.pushWon ? ', except with a win' : ''}.`
      : null,
    facts.heldPushes > 0
      ? `${counted(facts.heldPushes, 'push that waits is', 'pushes that wait are')} held: the mode in force when a push runs decides.`
      : null,
  ].filter((sentence) => sentence !== null);
}

const waitedSentence = (count: number): string =>
  count === 1
    ? '1 of them has an edit that waited to be sent when the mode changed: it goes out by itself.'
    : `${count} of them have edits that waited to be sent when the mode changed: they go out by themselves.`;

function incomingSentences(will: { pullCreate: boolean; pullUpdate: boolean }, { incoming }: ModeFacts): string[] {
  if (!will.pullCreate && !will.pullUpdate) return [];
  if (incoming === null) return ['ConnectWise could not be asked how many records the next poll brings.'];
  const what = will.pullUpdate ? 'what is new in them comes in' : 'those that are new come in';
  return incoming === 0
    ? ['Nothing changed in ConnectWise that was not looked at already.']
    : [
        `${counted(incoming, 'record', 'records')} changed in ConnectWise since ${incoming === 1 ? 'it was' : 'they were'} last looked at; ${what} with the next poll.`,
      ];
}
