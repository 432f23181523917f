import { type RecordWords, withoutStop } from './message.ts';

/** What people did about issues, for the audit log and for how an issue ended. */

export const issueDismissed = (by: string, because: string): string => `Dismissed by ${by}: ${withoutStop(because)}.`;

export const issueParked = (by: string, because: string): string => `Parked by ${by}: ${withoutStop(because)}.`;

export const issueUnparked = (by: string): string => `${by} took the parked issue up again.`;

/** How it ended. */
export const leftOutBy = (by: string, because: string): string => `${by} left it out: ${because}`;

export const differenceAccepted = (by: string, because: string): string =>
  `Difference from the quote accepted by ${by}: ${withoutStop(because)}.`;

/** How it ended. */
export const endedByAcceptance = (by: string, because: string): string => `${by} accepted the difference: ${because}`;

export const removalsConfirmed = (by: string, links: number): string =>
  `${by} confirmed that the records were deleted or merged in ConnectWise. The links of ${links} held ${links === 1 ? 'record is' : 'records are'} broken now; pushes go on.`;

/** How it ended. */
export const endedByConfirmation = (by: string): string => `${by} confirmed that the records were deleted or merged.`;

export const nothingToBringIn = (): string => 'Nothing to bring in: ConnectWise does not have it any more.';

/** Of a linked record that a person tried once more. */
export const linkStaysBroken = ({ local }: Pick<RecordWords, 'local'>): string =>
  `Still not in ConnectWise: the link stays broken. Relink or unlink the ${local}, or dismiss the issue.`;

/** How it ended. */
export const endedByRemoval = (): string => 'ConnectWise does not have the record any more.';
