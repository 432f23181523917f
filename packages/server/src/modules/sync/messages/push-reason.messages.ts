import { inWords, withoutStop } from './message.ts';

/** Why a push does not go out, in sentences. */

export const modeSendsNoEdits = (): string =>
  'The sync mode sends no edits to ConnectWise; this one was made under another mode.';

export const modeSendsNoNewRecords = (): string =>
  'The sync mode sends no new records to ConnectWise by themselves; this one was made under another mode.';

export const modeSendsNoWins = (): string => 'The sync mode sends no won opportunities.';

export const modeSendsNothing = (): string => 'The sync mode sends nothing to ConnectWise.';

export const modeSendsWinsOnly = (): string => 'The sync mode sends won opportunities only.';

export const reopenedBeforeSent = (opportunity: string): string =>
  `Opportunity "${opportunity}" was reopened before it could be sent, and the sync mode sends won ones only.`;

/** Descriptions of a change here that goes nowhere, by the fields that were edited, where they are known. */
export const editStaysByMode = (edited: readonly string[] = []): string =>
  `${notSent(edited)} the sync mode sends no edits to ConnectWise.`;

export const staysByMode = (edited: readonly string[] = []): string =>
  `${notSent(edited)} the sync mode sends nothing to ConnectWise.`;

export const staysUntilWon = (edited: readonly string[] = []): string =>
  `${notSent(edited)} the sync mode sends no edits to ConnectWise; an opportunity goes out when it is won.`;

const notSent = (edited: readonly string[]): string =>
  edited.length > 0 ? `Not sent: ${inWords(edited)}, because` : 'Not sent:';

/** A loss goes along only where the opportunity is linked. */
export const lossWithoutLink = (opportunity: string): string =>
  `Opportunity "${opportunity}" is not linked to one in ConnectWise, so its loss is not sent.`;

/** `reason`: of a filter. */
export const heldByFilter = (name: string, reason: string): string => `"${name}" is not sent: ${withoutStop(reason)}.`;

/** Clauses, to stand behind "Not sent:". */
export const linkBrokenClause = (): string =>
  'its link is broken, as its record in ConnectWise was deleted or merged; see Issues';
