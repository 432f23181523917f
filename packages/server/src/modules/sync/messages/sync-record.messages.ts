import { type RecordWords, withoutStop } from './message.ts';

/** What a person who asked for one record is told; whole sentences. */

/** Nothing came in, since ConnectWise shows what was taken in before. */
export const nothingNewThere = ({ remote }: RecordWords, remoteId: string): string =>
  `Nothing changed in ConnectWise ${remote} ${remoteId} since it was last taken in.`;

export const notFoundThere = ({ remote }: RecordWords, remoteId: string): string =>
  `ConnectWise has no ${remote} ${remoteId}, or the API member may not see it.`;

export const notLinkedYet = ({ local }: RecordWords): string =>
  `Nothing was fetched: this ${local} is not linked to a record of ConnectWise.`;

export const isBeingSent = (): string => 'It is being sent to ConnectWise; the audit log tells what was sent.';

export const notSent = (reason: string): string => `Not sent: ${withoutStop(reason)}.`;
