import { counted } from '@causeway/shared/counted';
import { inWords, type RecordWords, withoutStop } from './message.ts';

/** What an action on a link will do, said before it does it, and what the audit log says of it afterwards. */

interface Pair extends RecordWords {
  name: string;
  remoteId: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A sentence as a clause; names keep their capital. */
const asClause = (text: string): string =>
  text.startsWith('ConnectWise') ? withoutStop(text) : withoutStop(text.charAt(0).toLowerCase() + text.slice(1));

/** "client "Acme"". */
const localOf = ({ local, name }: Pick<Pair, 'local' | 'name'>): string => `${local} "${name}"`;

/** "company 250 "Acme Inc."". */
export const remoteOf = (
  { remote, remoteId }: Pick<Pair, 'remote' | 'remoteId'>,
  remoteName?: string | null,
): string => (remoteName ? `${remote} ${remoteId} "${remoteName}"` : `${remote} ${remoteId}`);

export const willUnlink = (pair: Pair): string =>
  `${capital(localOf(pair))} and ConnectWise ${remoteOf(pair)} are no longer linked. The record in ConnectWise is not changed.`;

/** `isNamedOnce`: the CRM has no two records with one name. */
export const willStayApart = ({ local, remote }: RecordWords, { isNamedOnce }: { isNamedOnce: boolean }): string =>
  isNamedOnce
    ? `The two are kept apart: Causeway never links them by itself again. When the ${local} is sent next, a new ${remote} is made. When the ${remote} of before changes in ConnectWise, it does not come in as long as its name is that of the ${local}: an issue asks for another name.`
    : `The two are kept apart: Causeway never links them by itself again. When the ${local} is sent next, a new ${remote} is made. When the ${remote} of before changes in ConnectWise, it comes in as a new ${local}.`;

/** Of a company that stays there. */
export const identifierStaysThere = (identifier: string, { local, remote }: RecordWords): string =>
  `The company ID "${identifier}" stays with the ${remote} there: the ${local} gets one that is derived from its name with the new ${remote}.`;

/** Of a catalog item that stays there. */
export const partNumberIsTakenOnce = ({ local, remote }: RecordWords): string =>
  `ConnectWise takes no second ${remote} with the same product ID: give the ${local} another part number or name before it is sent.`;

export const willBeMadeWhenSent = ({ local, remote }: RecordWords): string =>
  `When the ${local} is sent next, a new ${remote} is made in ConnectWise.`;

export const willPause = (pair: Pair): string =>
  `Paused: nothing passes between ${localOf(pair)} and ConnectWise ${remoteOf(pair)} until somebody resumes it. Edits on both sides are kept and merged then. Other records may still refer to it.`;

export const willResume = (pair: Pair): string =>
  `${capital(localOf(pair))} syncs with ConnectWise ${remoteOf(pair)} again. What changed on either side meanwhile is looked at now, and merged field by field as far as mode, filters and directions let it pass.`;

/** Of a held link that is let go on, whose record is gone meanwhile. */
export const willBeBroken = (pair: Pair): string =>
  `${capital(localOf(pair))} may sync again, but ConnectWise ${remoteOf(pair)} is gone: its link is broken from then on. Relink it to another ${pair.remote}, recreate it in ConnectWise, or unlink it.`;

export const isSetNever = ({ local }: Pick<RecordWords, 'local'>): string =>
  `This ${local} is set never to sync. Allow it to sync again first.`;

/** Of a record that another one needs which is about to be made anew in ConnectWise. */
export const isGoneAsWell = (pair: Pair, { local }: Pick<RecordWords, 'local'>): string =>
  `${capital(localOf(pair))} is gone from ConnectWise as well (${remoteOf(pair)}). Recreate or relink it first: the ${local} waits for it.`;

export const willNeverSync = (pair: Pair): string =>
  `Never synced: nothing passes between ${localOf(pair)} and ConnectWise ${remoteOf(pair)} any more. The link stays, so that no second record is made.`;

export const willNeverBeSent = ({ local, name, remote }: Omit<Pair, 'remoteId'>): string =>
  `${capital(localOf({ local, name }))} is never made in ConnectWise as a ${remote}. What needs it there cannot be sent.`;

export const willNeverComeIn = ({ remote, remoteId }: Pick<Pair, 'remote' | 'remoteId'>): string =>
  `ConnectWise ${remoteOf({ remote, remoteId })} is never taken in.`;

export const willComeInAgain = ({ remote, remoteId }: Pick<Pair, 'remote' | 'remoteId'>): string =>
  `ConnectWise ${remoteOf({ remote, remoteId })} is fetched now and taken in like any other.`;

export const willBeSentAgain = ({ local, name }: Pick<Pair, 'local' | 'name'>): string =>
  `${capital(localOf({ local, name }))} may be sent to ConnectWise again.`;

/** Why there is nothing to allow again. */
export const isNotSetNever = ({ local }: Pick<RecordWords, 'local'>, isPaused: boolean): string =>
  isPaused
    ? `This ${local} is paused, not set never to sync. Resume it instead.`
    : `This ${local} is not set never to sync.`;

export const willRelink = (pair: Pair, { from, remoteName }: { from: string | null; remoteName: string }): string =>
  `${capital(localOf(pair))} is linked to ConnectWise ${remoteOf(pair, remoteName)}${from ? ` instead of ${pair.remote} ${from}` : ''}.`;

/** Of the record that the relinked one leaves there: nothing keeps it apart from the CRM. */
export const isLeftBehind = ({ remote, remoteId, local }: Pick<Pair, 'remote' | 'remoteId' | 'local'>): string =>
  `${capital(remoteOf({ remote, remoteId }))} is linked to nothing then, and may come in as another ${local}: a poll that meets it looks at it like a new ${remote}.`;

export const isTaken = (
  { remote, name, local }: RecordWords & { name: string },
  remoteName: string,
  canMerge: boolean,
): string =>
  `ConnectWise ${remote} "${remoteName}" is linked to ${local} "${name}". Choose whether ${canMerge ? 'to merge the two here, if that is what ConnectWise did, or ' : ''}to take its link over.`;

/** In the history of the record whose link another one has taken over; `pair`: the other one. */
export const wasTakenOver = (pair: Pair, by: string, other: { isPrimary: boolean }): string =>
  `${by} linked ConnectWise ${remoteOf(pair)} to ${localOf(pair)}: this ${pair.local} is no longer linked to it. ${staysHere(other)}`;

/** Of the record whose link goes to another one; `isPrimary`: that becomes the primary contact of its client in its place. */
const staysHere = ({ isPrimary }: { isPrimary: boolean }): string =>
  isPrimary
    ? 'It stays in the CRM, and is no longer the primary contact of its client.'
    : 'It stays in the CRM as it is.';

/** The same once that was taken back. */
export const wasGivenBack = (pair: Pair, by: string): string =>
  `${by} took back that ConnectWise ${remoteOf(pair)} was linked to ${localOf(pair)}: this ${pair.local} is linked to it again.`;

/** Of the record that the one to be merged is linked to. */
export const isNotMergedThere = ({ remote, remoteId, local }: Pick<Pair, 'remote' | 'remoteId' | 'local'>): string =>
  `ConnectWise has not merged ${remoteOf({ remote, remoteId })}: it is there. Merge the two there first, or take the link over. Else the ${remote} would stay there without a ${local}.`;

export const willTakeOver = ({ local, name }: Pick<Pair, 'local' | 'name'>, other: { isPrimary: boolean }): string =>
  `${capital(localOf({ local, name }))}, which is linked to it now, is no longer linked. ${staysHere(other)}`;

/** `moves`: what hangs on it and goes along, "contacts and opportunities". */
export const willMerge = ({ local, name }: Pick<Pair, 'local' | 'name'>, into: string, moves: string): string =>
  `${capital(localOf({ local, name }))} is merged into "${into}": its ${moves} go to "${into}". "${name}" stays in the CRM, empty, and is never sent.`;

export const willTake = (fields: string): string => `To be taken from ConnectWise: ${fields}.`;

export const willSend = (fields: string): string => `To be sent to ConnectWise: ${fields}.`;

export const staysDifferent = (fields: string, because: string): string =>
  `Stays different: ${fields}, because ${withoutStop(because)}.`;

export const valuesAgree = (): string => 'All fields that both sides hold are the same; no value is changed.';

export const willGoOn = (names: readonly string[]): string =>
  names.length === 1
    ? `The push that waits for this goes on: ${names[0]}.`
    : `${names.length} pushes that wait for this go on: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and others' : ''}.`;

export const willMakeThere = (pair: Omit<Pair, 'remoteId'>, oldId: string | null): string =>
  `A new ${pair.remote} is made in ConnectWise from ${localOf(pair)}${oldId ? `, in place of ${pair.remote} ${oldId}, which is gone` : ''}. One that is surely the same and free is used instead of making a second.`;

export const identifierIsKept = (identifier: string): string =>
  `ConnectWise keeps the company ID "${identifier}" for the deleted company, so the new one gets an ID that is derived from the name.`;

export const willMakeHere = ({ remote, remoteId, local }: Pick<Pair, 'remote' | 'remoteId' | 'local'>): string =>
  `A new ${local} is made in the CRM from ConnectWise ${remoteOf({ remote, remoteId })}.`;

export const childrenStay = ({ contacts, opportunities }: { contacts: number; opportunities: number }): string =>
  `Its ${linkedChildren({ contacts, opportunities })} ${contacts + opportunities === 1 ? 'keeps its link' : 'keep their links'}.`;

/** Of those that are gone from ConnectWise themselves; `names`: `contact "Ann Lee"`. */
export const childrenGone = (names: readonly string[]): string => {
  const shown = names.length > 5 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  return names.length === 1
    ? `${capital(inWords(shown))} is gone from ConnectWise as well, and its own link stays broken: what needs it waits until it is recreated or relinked too.`
    : `${capital(inWords(shown))} are gone from ConnectWise as well, and their own links stay broken: what needs them waits until they are recreated or relinked too.`;
};

const linkedChildren = ({ contacts, opportunities }: { contacts: number; opportunities: number }): string =>
  [
    ...(contacts > 0 ? [counted(contacts, 'linked contact', 'linked contacts')] : []),
    ...(opportunities > 0 ? [counted(opportunities, 'linked opportunity', 'linked opportunities')] : []),
  ].join(' and ');

/** Of what a merge left at the company that is gone; `to`: where it goes, null for one that is made anew. */
export const leftIsSent = (
  { remote, remoteId }: Pick<Pair, 'remote' | 'remoteId'>,
  counts: { contacts: number; opportunities: number },
  to: string | null,
): string =>
  `Its ${linkedChildren(counts)}, which ConnectWise left at ${remoteOf({ remote, remoteId })}, ${counts.contacts + counts.opportunities === 1 ? 'is' : 'are'} sent to ${to === null ? `the new ${remote}` : remoteOf({ remote, remoteId: to })}.`;

/** The same where the mode does not send it. */
export const leftStaysThere = (
  { remote, remoteId }: Pick<Pair, 'remote' | 'remoteId'>,
  counts: { contacts: number; opportunities: number },
  { untilWon }: { untilWon: boolean },
): string => {
  const isOne = counts.contacts + counts.opportunities === 1;
  const reason = untilWon
    ? ` until ${isOne ? 'it is' : 'they are'} won: the sync mode sends no edits before`
    : ': the sync mode sends nothing';
  return `${linkedChildren(counts)} ${isOne ? 'stays' : 'stay'} at ${remoteOf({ remote, remoteId })} in ConnectWise${reason}.`;
};

/** Why a merge or a new link cannot be taken back; `child`: a record that went along, `to`: where, `gone`: what it belonged to before, null where that was not linked. */
export const wentAlong = (child: string, to: string, gone: Pick<Pair, 'remote' | 'remoteId'> | null): string =>
  gone
    ? `Since then ${child} went to ${to} in ConnectWise as well, and ${remoteOf(gone)} is gone there: there is nothing to take it back to.`
    : `Since then ${child} went to ${to} in ConnectWise as well. It cannot be taken back any more.`;

/** Of a merged record whose name ConnectWise gave to the other one. */
export const givesNameUp = (
  pair: Pick<Pair, 'remote' | 'remoteId' | 'local'>,
  { name, newName }: { name: string; newName: string },
): string =>
  `ConnectWise calls ${remoteOf(pair)} "${name}" now: the empty ${pair.local} gives the name up and is called "${newName}".`;

/** What hangs on a client, behind "has". */
export const linkedAsWell = (contacts: number, opportunities: number): string =>
  [
    ...(contacts > 0 ? [counted(contacts, 'contact')] : []),
    ...(opportunities > 0 ? [counted(opportunities, 'opportunity', 'opportunities')] : []),
  ].join(' and ') + (contacts + opportunities === 1 ? ' that is linked as well' : ' that are linked as well');

/** Opens the row of the audit log: "Relinked by Ann." */
export const actionTold = (done: string, by: string, reason: string | null): string =>
  `${done} by ${by}${reason ? `: ${withoutStop(reason)}` : ''}.`;

/** `now`: how things stand by now, whole sentences. */
export const undoTold = (description: string, by: string, now: readonly string[]): string =>
  `${by} took this back: ${withoutStop(description)}. ${now.join(' ')}`;

export const isBrokenAgain = (pair: Pair): string =>
  `${capital(localOf(pair))} is linked to ConnectWise ${remoteOf(pair)} again, which is gone there.`;

/** `because`: who holds it, a clause. */
export const isHeldAgain = (pair: Pair, because: string): string =>
  `Paused again: nothing passes between ${localOf(pair)} and ConnectWise ${remoteOf(pair)}, because ${because}.`;

export const noValuePassed = (): string => 'No value had passed since.';

export const isNotLinkedAgain = ({ local, name }: Pick<Pair, 'local' | 'name'>): string =>
  `${capital(localOf({ local, name }))} is linked to no record of ConnectWise, as before.`;

export const valuesAsBefore = (): string => 'The values that the action moved are as before on both sides.';

/** `fields`: what ConnectWise did not let go back. */
export const valuesKeptThere = (fields: string): string =>
  `The values that the action moved are as before, except in ConnectWise: ${fields}.`;

/** A change of a link that was to be taken back, and of which only the values of ConnectWise went back; `because`: why, a sentence. */
export const onlyThereAsBefore = (
  pair: Pick<Pair, 'remote' | 'remoteId'>,
  by: string,
  { fields, because }: { fields: string; because: string },
): string =>
  `${by} began to take the change of the link back: ConnectWise ${remoteOf(pair)} has ${fields} of before again. The rest stays: ${withoutStop(because)}.`;

export const movedBack = (contacts: number, opportunities: number): string =>
  `Back at it: ${counted(contacts, 'contact')} and ${counted(opportunities, 'opportunity', 'opportunities')}.`;

export const waitsAgain = (names: readonly string[]): string =>
  `What waited for this waits again: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and others' : ''}.`;

/** Of a client that is merged into another one. */
export const editsGoNowhere = ({ local, name }: Pick<Pair, 'local' | 'name'>, fields: string, into: string): string =>
  `What was edited in ${localOf({ local, name })} since it was last synced is sent nowhere: ${fields}. Enter it in ${localOf({ local, name: into })} where it still counts.`;

/** Why the value of a side stands in a conflict. */
export const personIsAsked = (): string => 'The settings want a person to decide about this field.';
/** `because`: why the field is never emptied in ConnectWise, a clause. */
export const cannotBeEmptied = (because: string): string =>
  `It is empty in the CRM, and it cannot be emptied in ConnectWise: ${because}.`;
export const ownsField = (side: string): string => `The settings name ${side} as the owner of this field.`;
export const ownsRecords = (side: string, records: string): string =>
  `The settings name ${side} as the owner of ${records}.`;

/** An edit of a record that somebody holds. */
export const notSentBecause = (because: string, isPaused: boolean): string =>
  `Not sent, because ${because}.${isPaused ? ' It goes out when it is resumed.' : ''}`;

/** Clause: why a merged client is never sent. */
export const mergedInto = (name: string): string => `it was merged into "${name}"`;

export const movedWithMerge = (local: string, from: string, to: string): string =>
  `Moved from ${local} "${from}" to ${local} "${to}", into which it was merged.`;

export const movedBackFromMerge = (local: string, from: string, to: string): string =>
  `Moved back from ${local} "${from}" to ${local} "${to}": the merge was taken back.`;

/** Of an issue of a push that an action had asked for. */
export const wasWithdrawn = (): string => 'what had asked for it to be sent was taken back';

export const settledBy = (by: string, what: string): string => `${by} settled it: ${what}.`;

/** Why a value that lost a conflict cannot be restored any more. */
export const wasEditedSince = (field: string, side: 'crm' | 'connectwise' | 'unknown'): string =>
  `Somebody has edited the ${field} ${{ crm: 'in the CRM ', connectwise: 'in ConnectWise ', unknown: '' }[side]}since. Enter the value on the record instead.`;

/** Why a person's choice between two values cannot be carried out: nothing would send it. `because`: a clause. */
export const cannotStandThere = (field: string, because: string): string =>
  `This ${field} would stay in the CRM and not reach ConnectWise, because ${asClause(because)}. Nothing was changed.`;

/** The same of a custom field that was taken out of the settings, or that does not fit any more. */
export const isNotSyncedNow = (field: string): string =>
  `The field ${field} is not kept in step any more. Enter the value on the record instead.`;

export const isBeingSentThere = (field: string): string => `On the way to ConnectWise: ${field}.`;
export const isSameNow = (field: string): string => `Both sides have the same ${field} now.`;

export const notShownNow = ({ remote, remoteId }: Pick<Pair, 'remote' | 'remoteId'>): string =>
  `ConnectWise does not show ${remote} ${remoteId} right now; it is looked at again with the next poll.`;
export const notAskedNow = (): string => 'ConnectWise could not be asked right now; the next poll looks at the record.';

/** Reason of a record whose link a person has changed, until a poll has looked at it. */
export const linkChanged = (): string => 'its link was changed by a person; the next poll looks at it';

export const setNever = (by: string, reason: string): string => `${by} set it never to sync: ${withoutStop(reason)}`;

/** What was done, behind a name: "Ann settled it: …". */
export const setNeverAgain = (): string => 'set never to sync';

export const goneThere = (remote: string): string => `Its ${remote} is gone from ConnectWise.`;

/** `remote`: "company" or "contact". */
export const noSurvivorKnown = (remote: string): string =>
  `Nothing that hung on it in ConnectWise tells where it went. Search for the right ${remote}.`;
/** Of the linked records that hung on a company or a contact: how many are at another one now, and one of them. */
export interface MovedTo {
  /** "company" or "contact". */
  remote: string;
  id: string;
  name: string;
  count: number;
  /** `contact "Bo"`. */
  example: string;
}

export const survivorBecause = (survivor: MovedTo, others: readonly MovedTo[]): string =>
  `In ConnectWise ${survivor.count === 1 ? '1 of its records is' : `${survivor.count} of its records are`} ${placed(survivor)} now, for instance ${survivor.example}${others.length > 0 ? `; fewer are ${others.map(standing).join(' and ')}` : ''}.`;

/** As many records speak for one as for another. */
export const survivorNotSure = (equal: readonly [MovedTo, ...MovedTo[]]): string =>
  `In ConnectWise its records are ${equal.map(standing).join(' and ')} now, so that nothing tells into which it was merged. Choose the right ${equal[0].remote}.`;

/** Nothing hung on a contact that is gone; these have its name there. */
export const sameNameThere = (found: readonly [Named, ...Named[]]): string =>
  found.length === 1
    ? `ConnectWise has ${remoteOf({ remote: 'contact', remoteId: found[0].id }, found[0].name)} of the same name at the same company, and nothing hung on the one that is gone.`
    : `ConnectWise has ${found.length} contacts of the same name at the same company, so that nothing tells into which it was merged. Choose the right contact.`;

type Named = Pick<MovedTo, 'id' | 'name'>;

const placed = ({ remote, id, name }: MovedTo): string =>
  `${remote === 'company' ? 'at' : 'with'} ${remoteOf({ remote, remoteId: id }, name)}`;

const standing = (one: MovedTo): string =>
  `${placed(one)} (${one.example}${one.count > 1 ? ` and ${one.count - 1} more` : ''})`;
