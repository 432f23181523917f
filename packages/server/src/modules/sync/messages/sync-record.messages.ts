import { inWords, quoted, type RecordWords, withoutStop } from './message.ts';

/** What a person who asked for one record is told; whole sentences. */

/** Both records were looked at just now, field by field. */
export const sameOnBothSides = ({ remote, local }: RecordWords, remoteId: string): string =>
  `ConnectWise ${remote} ${remoteId} and the ${local} hold the same in every synced field.`;

/** The record came, and the two could not be compared. */
export const notCompared = ({ remote }: RecordWords, remoteId: string): string =>
  `Nothing of ConnectWise ${remote} ${remoteId} came in.`;

export const notFoundThere = ({ remote }: RecordWords, remoteId: string): string =>
  `ConnectWise has no ${remote} ${remoteId}, or the API member may not see it.`;

export const notLinkedYet = ({ local }: RecordWords): string =>
  `Nothing was fetched: this ${local} is not linked to a record of ConnectWise.`;

/** It was not taken in yet, for no reason that lasts. */
export const stillToCome = (): string => 'it comes in with the next poll';

/** A field in words, and why its value stays where it is. */
export interface StayingField {
  label: string;
  because: string;
}

/** Fields in which each side keeps its own value, one sentence a reason. */
export const staysDifferent = (
  fields: readonly (StayingField & { crm: string | null; connectwise: string | null })[],
): string[] =>
  byReason(fields).map(([because, all]) => {
    const value = (text: string | null) => (text === null ? 'empty' : quoted(text));
    const told = all.map(
      ({ label, crm, connectwise }) => `${label} (${value(crm)} here, ${value(connectwise)} in ConnectWise)`,
    );
    return `Stays different: ${inWords(told)}${because ? `, because ${because}` : ''}.`;
  });

export const fieldsNotSent = (fields: readonly StayingField[]): string[] =>
  byReason(fields).map(
    ([because, all]) => `Not sent: ${inWords(all.map(({ label }) => label))}, because ${withoutStop(because)}.`,
  );

/** `fields`: those that differ; none of a record that is not in ConnectWise yet. */
export const isBeingSent = (fields: readonly string[]): string =>
  fields.length > 0
    ? `Being sent to ConnectWise: ${inWords(fields)}. The audit log tells what arrived.`
    : 'It is being sent to ConnectWise; the audit log tells what was sent.';

/** An opportunity without a difference in its own fields. */
export const isLookedThrough = ({ local }: RecordWords): string =>
  `No field of the ${local} is to be sent. A push looks through what hangs on it, its lines, documents and notes; the audit log tells what was sent.`;

/** An open issue of a push is tried once more, though no field differs. */
export const isTriedAgain = (): string => 'Its open issue is tried again; the audit log tells how that ended.';

/** In the history of a record of which nothing passed. */
export const wasAskedFor = (said: readonly string[]): string =>
  `Asked for by "Sync this record now": no value passed. ${said.join(' ')}`.trim();

export const notSent = (reason: string): string => `Not sent: ${withoutStop(reason)}.`;

const byReason = <F extends StayingField>(fields: readonly F[]): [string, F[]][] => [
  ...Map.groupBy(fields, ({ because }) => because),
];
