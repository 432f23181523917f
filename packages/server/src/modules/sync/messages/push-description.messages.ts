import { counted } from '@causeway/shared/counted';
import { type FilledInWords, filledInSentences } from './filled-in.messages.ts';
import { bothDiffer, inWords, quoted, type RecordWords, shortened, withoutStop } from './message.ts';
import { type NotSentWords, notSentSentences } from './not-sent.messages.ts';

/** Descriptions of audit rows about what went out to ConnectWise, and what was found there on the way. */

/** `client "Harbor Dental"`, `opportunity "Firewall refresh"`: how sentences name a record of the CRM. */
export const named = (word: string, name: string): string => `${word} "${name}"`;

/** What of a new record was not sent, and what was filled in. */
export interface NewRecordWords {
  notSent: readonly NotSentWords[];
  filled: readonly FilledInWords[];
}

const withDetails = (sentence: string, { notSent, filled }: NewRecordWords): string =>
  [sentence, ...filledInSentences(filled), ...notSentSentences(notSent)].join(' ');

export const createdCompany = (
  { name, identifier }: { name: string; identifier: string },
  details: NewRecordWords,
): string => withDetails(`Created company "${name}" (${identifier}) in ConnectWise.`, details);

export const linkedCompany = (client: string, company: { name: string; identifier: string }): string =>
  `Linked client "${client}" to company "${company.name}" (${company.identifier}), which is surely the same.`;

export const createdContact = (name: string, details: NewRecordWords): string =>
  withDetails(`Created contact "${name}" in ConnectWise.`, details);

export const linkedContact = (name: string): string => `Linked contact "${name}" to the same person in ConnectWise.`;

/** The contact that stands in where neither the client nor its company has one. */
export const createdFallbackContact = (name: string, filled: readonly FilledInWords[]): string =>
  [
    `Created contact "${name}" at the company in ConnectWise, since neither it nor the client had a contact.`,
    ...filledInSentences(filled),
  ].join(' ');

export const usedFallbackContact = (name: string): string =>
  `Used contact "${name}" of the company in ConnectWise, since neither the opportunity nor the client had a contact.`;

export const createdCatalogItem = (identifier: string, details: NewRecordWords): string =>
  withDetails(`Created catalog item "${identifier}" in ConnectWise.`, details);

export const linkedProduct = (name: string, identifier: string): string =>
  `Linked product "${name}" to catalog item "${identifier}" in ConnectWise, which is surely the same.`;

export const createdLineItem = (identifier: string, filled: readonly FilledInWords[]): string =>
  [
    `Created catalog item "${identifier}" in ConnectWise for quote lines without a product.`,
    ...filledInSentences(filled),
  ].join(' ');

export const foundLineItem = (identifier: string): string =>
  `Found catalog item "${identifier}" in ConnectWise, which stands behind quote lines without a product.`;

/** `hasOthers`: ConnectWise has parts of its own, which stay. `isOverruled`: both sides had changed one, and the CRM's value stands. */
export function changedParts(
  bundle: string,
  done: readonly PartChange[],
  { hasOthers = false, isOverruled = false }: { hasOthers?: boolean; isOverruled?: boolean } = {},
): string {
  const what = hasOthers
    ? `Sent the parts of bundle "${bundle}" that were edited here`
    : `Made the parts of bundle "${bundle}" in ConnectWise those that it has here`;
  return [
    `${what}: ${done.map(partWords).join(', ')}.`,
    ...(hasOthers ? ['What was edited in ConnectWise of the others stays there.'] : []),
    ...(isOverruled ? ['Both sides had changed parts; the value of the CRM stands.'] : []),
  ].join(' ');
}

/** What was done to one part of a bundle. */
export type PartChange =
  | { did: 'removed'; name: string }
  | { did: 'added' | 'changed'; name: string; quantity: string };

function partWords(change: PartChange): string {
  switch (change.did) {
    case 'removed':
      return `removed "${change.name}"`;
    case 'added':
      return `added ${change.quantity} of "${change.name}"`;
    case 'changed':
      return `changed "${change.name}" to ${change.quantity}`;
    default:
      return change satisfies never;
  }
}

/** After a restore from a backup that knows nothing of it. */
export const foundOpportunity = (name: string): string =>
  `Linked opportunity "${name}" to the one in ConnectWise that was pushed from here after the backup.`;

export const linkedOpportunity = (name: string): string =>
  `Linked opportunity "${name}" to the one in ConnectWise of the same name and company, which was linked to nothing.`;

export const createdOpportunity = (
  { name, company }: { name: string; company: string | null },
  details: NewRecordWords,
): string => withDetails(`Created opportunity "${name}" for ${company ?? 'its company'} in ConnectWise.`, details);

export const statusSet = (
  { name, status, isOverruling = false }: { name: string; status: string; isOverruling?: boolean },
  filled: readonly FilledInWords[],
): string =>
  [
    `Set the status of opportunity "${name}" to "${status}" in ConnectWise.`,
    ...(isOverruling ? bothDiffer(['stage'], [], 'the value of the CRM stands.') : []),
    ...filledInSentences(filled),
  ].join(' ');

/** Of a win or a loss that was to be sent. */
export const statusStands = (name: string, status: string): string =>
  `The status of opportunity "${name}" is "${status}" in ConnectWise already.`;

export const attachedDocument = (file: { name: string; bytes: number }, opportunity: string): string =>
  `Attached "${file.name}" (${file.bytes} bytes) to opportunity "${opportunity}".`;

export const foundDocument = (file: { name: string }, opportunity: string): string =>
  `Found "${file.name}" attached to opportunity "${opportunity}" already.`;

export const addedNote = (title: string, opportunity: string): string =>
  `Added a note with the address of "${title}" to opportunity "${opportunity}".`;

export const foundNote = (title: string, opportunity: string): string =>
  `Found the note with the address of "${title}" at opportunity "${opportunity}" already.`;

/** `fields`: what ConnectWise itself gave to a new record. */
export const tookBack = (
  { remote }: Pick<RecordWords, 'remote'>,
  { name, fields }: { name: string; fields: readonly string[] },
): string => `Took ${inWords(fields)} of the new ${remote} "${name}" over from ConnectWise.`;

export const filterExempt = (record: string, reason: string): string =>
  `${capital(record)} goes out although a filter would hold it (${withoutStop(reason)}): another record that is sent needs it.`;

/** What a push of a whole opportunity came to. */
export interface PushSummary {
  isWon: boolean;
  added: number;
  changed: number;
  removed: number;
  attached: number;
  noted: number;
  /** What belongs to it and was there already. */
  linesInPlace: number;
  documentsInPlace: number;
  /** The lines stay as somebody edited them in ConnectWise. */
  linesLeft?: boolean;
  /** Quotes of before, whose documents and notes went out with an earlier push. */
  replaced?: readonly { number: number | null; title: string }[];
}

export const pushedOpportunity = (name: string, summary: PushSummary): string =>
  [pushedNow(name, summary), ...stillThere(summary)].join(' ');

/** The same where no field, line, document or note of it was sent. */
export const pushedNothing = (name: string, summary: PushSummary): string =>
  [`Nothing else of opportunity "${name}" was sent: ${nothingBelow(summary)}.`, ...stillThere(summary)].join(' ');

function stillThere({ replaced = [] }: PushSummary): string[] {
  const quotes = inWords(replaced.map(({ number, title }) => `quote ${number ?? ''} ${quoted(title)}`));
  if (replaced.length === 0) return [];
  return replaced.length === 1
    ? [`The document and the note of ${quotes}, which is not the accepted one any more, stay in ConnectWise.`]
    : [`The documents and the notes of ${quotes}, which are not the accepted one any more, stay in ConnectWise.`];
}

function pushedNow(name: string, summary: PushSummary): string {
  const { isWon, added, changed, removed, attached, noted } = summary;
  const what = `Pushed ${isWon ? 'won ' : ''}opportunity "${name}"`;
  const done = [
    some(added, 'line added', 'lines added'),
    some(changed, 'line changed', 'lines changed'),
    some(removed, 'line removed', 'lines removed'),
    some(attached, 'document attached', 'documents attached'),
    some(noted, 'note added', 'notes added'),
  ].flatMap((one) => one ?? []);
  return done.length > 0 ? `${what}: ${done.join(', ')}.` : `${what}: ${nothingBelow(summary)}.`;
}

/** Why nothing of what belongs to it was sent, a clause. */
function nothingBelow({ isWon, linesInPlace, documentsInPlace, linesLeft }: PushSummary): string {
  if (linesLeft) return 'its lines stay as they were edited in ConnectWise';
  const inPlace = [
    some(linesInPlace, 'line', 'lines'),
    some(documentsInPlace, 'document with its note', 'documents with their notes'),
  ].flatMap((one) => one ?? []);
  return inPlace.length > 0
    ? `${inWords(inPlace)} ${linesInPlace + documentsInPlace === 1 ? 'was' : 'were'} in place`
    : `it has no lines${isWon ? ', documents or notes' : ''} to send`;
}

const some = (n: number, one: string, many: string): string | null => (n === 0 ? null : counted(n, one, many));

export const pushedLoss = (name: string): string => `Pushed the loss of opportunity "${name}": its status.`;

export const lossStands = (name: string): string =>
  `Nothing of the loss of opportunity "${name}" was sent: its status stood in ConnectWise already.`;

/** A field that was sent and of which ConnectWise's answer shows another value. */
export interface KeptWords {
  label: string;
  /** Null where it shows none, or none that says anything. */
  value: unknown;
  /** It comes in. */
  isTaken: boolean;
}

/** `comes`: how, as "comes with the next poll". */
export const keptSentences = (kept: readonly KeptWords[], comes: string): string[] =>
  [true, false].flatMap((isTaken) => {
    const all = kept.filter((one) => one.isTaken === isTaken);
    const named = all.map(({ label, value }) => (value === null ? label : `${label} (${shortened(String(value))})`));
    if (all.length === 0) return [];
    return [
      `ConnectWise took ${inWords(all.map(({ label }) => label))} without an error and keeps its own ${inWords(named)}, which ${isTaken ? comes : 'stays there'}.`,
    ];
  });

/** What an update of a linked record came to; all fields in words. */
export interface UpdateWords {
  changed: readonly string[];
  notSent: readonly NotSentWords[];
  /** Filled in for ConnectWise's sake, or by the settings. */
  filled?: readonly FilledInWords[];
  /** Sent, and ConnectWise keeps its own value. */
  setBack?: readonly KeptWords[];
  /** Both sides had changed them, and ConnectWise's value stands. */
  contested: readonly string[];
  /** Both sides had changed them, and the CRM's value stands. */
  kept: readonly string[];
  /** Both sides had changed them, and a person is asked. */
  asked?: readonly string[];
  /** Those of the last three on which nothing had been agreed before. */
  first?: readonly string[];
  /** Only ConnectWise had changed them. */
  newer: readonly string[];
  /** What other steps of the push send. */
  apart: readonly string[];
  /** What differs and is decided by other steps, whether they send something or not. */
  staysApart?: readonly string[];
  /** ConnectWise holds what was edited in its own form, e.g. cut to its length. */
  inOwnForm: readonly string[];
  /** Every field was compared, and shows the same on both sides. */
  isEqual: boolean;
  /** Lines are sent with it that are compared later. */
  hasLines?: boolean;
  /** By the mode only the stage and status go out. */
  isLimited: boolean;
  /** The mode takes changes of ConnectWise in. */
  takesChanges: boolean;
  /** The record in ConnectWise cannot come in as it is; an issue says why. */
  isUnfit?: boolean;
  /** It has values that nothing here stands for: both are not the same. */
  hasMoreThere?: boolean;
  /** Another row of this push tells what was sent of it. */
  hasTold?: boolean;
  /** What of its newer values no poll can take in until somebody has settled it, a clause. */
  nameTaken?: string | null;
  /** Why a filter keeps changes of the record there out, a clause. */
  excluded?: string | null;
  /** Why it is skipped with what it belongs to there, a clause: "its company 9 is excluded: …". */
  parentSkipped?: string | null;
  /** What ConnectWise shows beside ours: a default item that is not ours to change. */
  besides?: readonly { label: string; value: string }[];
}

/** Why nothing comes in of what differs there; null where it does. */
function whyItStays({ takesChanges, excluded = null, parentSkipped = null }: UpdateWords): string | null {
  if (!takesChanges) return 'the sync mode takes no changes in';
  if (parentSkipped !== null) return withoutStop(parentSkipped);
  return excluded === null ? null : `a filter keeps the changes of this record out (${withoutStop(excluded)})`;
}

function howItComes(update: UpdateWords): string {
  const stays = whyItStays(update);
  if (stays !== null) return `stays there, since ${stays}`;
  if (update.nameTaken) return `comes once this is settled: ${asClause(update.nameTaken)}`;
  return update.isUnfit ? 'comes once the record there can be taken in' : 'comes with the next poll';
}

/** Of what a person is asked: only of a record that a poll can take in. */
function untilWhen(update: UpdateWords): string {
  const stays = whyItStays(update);
  if (stays !== null) return `, since ${stays}`;
  if (update.nameTaken) return ` until this is settled: ${asClause(update.nameTaken)}`;
  return update.isUnfit
    ? ' until the record there can be taken in'
    : ' until somebody has decided on the page Links, Conflicts';
}

export function updatedLinked(record: string, update: UpdateWords): string {
  const { changed, notSent, contested, kept, asked = [], first = [], newer } = update;
  const comes = howItComes(update);
  return [
    changed.length > 0 ? `Updated ${inWords(changed)} of ${record} in ConnectWise.` : nothingSent(record, update),
    ...keptSentences(update.setBack ?? [], comes),
    ...filledInSentences(update.filled ?? []),
    ...notSentSentences(notSent.filter(({ label }) => !changed.includes(label))),
    // What was sent in another form: a stage that is mapped to none, as the default of ConnectWise.
    ...notSent.filter(({ label }) => changed.includes(label)).map(({ because }) => `${capital(because)}.`),
    ...bothDiffer(kept, first, 'the value of the CRM stands.'),
    ...bothDiffer(contested, first, `the value of ConnectWise stands and ${comes}.`),
    ...bothDiffer(asked, first, `each keeps its value${untilWhen(update)}.`),
    newer.length > 0 ? `ConnectWise has a newer value of ${inWords(newer)}, which ${comes}.` : '',
    ...(update.besides ?? []).map(
      ({ label, value }) =>
        `ConnectWise has another ${label} as well, ${shortened(value)}, which stays there as it is.`,
    ),
  ]
    .filter(Boolean)
    .join(' ');
}

function nothingSent(record: string, update: UpdateWords): string {
  if (update.setBack && update.setBack.length > 0) return '';
  const { isEqual, isLimited, apart, staysApart = [], inOwnForm, notSent, contested, newer, asked = [] } = update;
  if (isLimited) return `Nothing of ${record} had to be sent: by the sync mode only its stage and status go out.`;
  if (apart.length > 0)
    return `None of the fields of ${record} had to be sent; its ${inWords(apart)} ${apart.length === 1 ? 'comes' : 'come'} last.`;
  if (staysApart.length > 0 && notSent.length === 0)
    return `Nothing of ${record} had to be sent: its ${inWords(staysApart)} in ConnectWise ${staysApart.length === 1 ? 'stays' : 'stay'} as ${staysApart.length === 1 ? 'it is' : 'they are'}.`;
  if (inOwnForm.length > 0) return `ConnectWise has ${inWords(inOwnForm)} of ${record} already, in its own form.`;
  if (isEqual && update.hasMoreThere)
    return `Nothing of ${record} had to be sent: ConnectWise has all that is sent of it.`;
  if (isEqual)
    return update.hasLines
      ? `The fields of ${record} are the same in ConnectWise already.`
      : `The ${record} is the same in ConnectWise already.`;
  // The reason comes first, and says as much.
  if (notSent.length > 0) return '';
  return contested.length + newer.length + asked.length === 0
    ? `Nothing of ${record} had to be sent: none of its fields was edited here since both sides agreed.`
    : update.hasTold
      ? ''
      : `Nothing of ${record} was sent.`;
}

/** Of what nothing was told, since the attempt that sent it came to no end. */
export const sentBefore = (record: string, fields: readonly string[]): string =>
  `An earlier attempt ended while it sent ${inWords(fields)} of ${record}; ConnectWise has ${fields.length === 1 ? 'it' : 'them'}.`;

/** Behind the sentence of an update of a contact whose client has lost its company; `client`: `client "Harbor Dental"`. */
export const sentUnderLostCompany = (client: string, companyId: string): string =>
  `Record ${companyId}, which ${client} is linked to, was deleted or merged in ConnectWise; the contact still stands under it there.`;

/** Behind the sentence of an update; empty when every answer came. */
export const answersLost = (lostAnswers: number): string =>
  lostAnswers === 0
    ? ''
    : ' The answer of ConnectWise was lost on the way; Causeway read the record again before it went on, so nothing was sent twice.';

/** Reason of a linked record that the next poll fetches. */
export const comesWithNextPoll = (): string => 'ConnectWise has newer values, which come with the next poll';

/** Why a push begins anew. */
export const tookInMeanwhile = (): string => 'A poll has taken the record in while this push was looking at it.';

/** The same, when the patch had to be sent again. */
export const editedMeanwhile = (): string => 'Somebody has edited the record in ConnectWise while this push waited.';

/** The same, after ConnectWise refused a custom field. */
export const definitionsAreNewer = (): string => 'ConnectWise has changed its custom fields since they were last read.';

/** The same, before it was told that an option is missing. */
export const listsAreNewer = (): string => 'ConnectWise has changed its lists since they were last read.';

/** Reason of a bundle whose parts were written, of which its time tells nothing. */
export const partsSent = (): string => 'a push has sent its parts; the next poll looks at them once more';

/** Reason of a record that a push has linked, until a poll has looked at it. */
export const linkedByPush = (): string => 'a push has linked it; the next poll looks at it';

const asClause = (sentence: string): string => withoutStop(sentence.charAt(0).toLowerCase() + sentence.slice(1));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The catalog item that is made for quote lines without a product, as ConnectWise shows it. */
export const itemBehindLinesName = 'Miscellaneous item';
export const itemBehindLines = 'Stands behind quote lines that have no product.';
