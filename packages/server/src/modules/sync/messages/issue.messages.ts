import type { RecordWords } from './message.ts';

/** What people did about issues, for the audit log and for how an issue ended. */

export const issueDismissed = (by: string, record: string, because: string): string =>
  `${by} dismissed an issue of "${record}": ${because}`;

/** How it ended. */
export const leftOutBy = (by: string, because: string): string => `${by} left it out: ${because}`;

export const differenceAccepted = (by: string, opportunity: string, because: string): string =>
  `${by} accepted that lines and totals of opportunity "${opportunity}" differ from the quote: ${because}`;

/** How it ended. */
export const endedByAcceptance = (by: string, because: string): string => `${by} accepted the difference: ${because}`;

export const removalsConfirmed = (by: string, links: number): string =>
  `${by} confirmed that the records were deleted or merged in ConnectWise. The links of ${links} held ${links === 1 ? 'record is' : 'records are'} broken now; pushes go on.`;

/** How it ended. */
export const endedByConfirmation = (by: string): string => `${by} confirmed that the records were deleted or merged.`;

export const heldLinkBroken = ({ remote, local }: RecordWords, { remoteId, name }: HeldRecord): string =>
  `Link broken: ConnectWise ${remote} ${remoteId} was deleted or merged there. The ${local} "${name}" stays in the CRM.`;

export interface HeldRecord {
  remoteId: string;
  name: string;
}

export const nothingToBringIn = ({ remote }: Pick<RecordWords, 'remote'>, { remoteId, name }: HeldRecord): string =>
  `ConnectWise does not have ${remote} ${remoteId} "${name}" any more; nothing is left to bring in.`;

/** Of a linked record that a person tried once more. */
export const linkStaysBroken = ({ remote, local }: RecordWords, { remoteId, name }: HeldRecord): string =>
  `ConnectWise still does not have ${remote} ${remoteId} "${name}", so the link stays broken. Relink or unlink the ${local}, or dismiss the issue.`;

/** How it ended. */
export const endedByRemoval = (): string => 'ConnectWise does not have the record any more.';
