import { counted } from '@causeway/shared/counted';
/** What became of runs, for the audit log. */

export const firstSyncCancelled = (): string =>
  'Cancelled the first sync. What came in stays; starting again goes on behind it.';

export const pollCancelled = (): string => 'Cancelled the poll. The next one brings what it left.';

export const caughtUp = (
  by: string,
  { edits, newRecords, changes }: { edits: number; newRecords: number; changes: number },
): string =>
  `${by} caught up: ${counted(edits, 'edit')} and ${counted(newRecords, 'new record')} to ConnectWise, ${counted(changes, 'record')} from ConnectWise.`;

/** `field`: the name of the custom field. */
export const statusFilled = (field: string): string =>
  `Filled ${field} with the status in ConnectWise, because the field is used now.`;

export const statusesFilled = (field: string, filled: number): string =>
  `Filled ${field} of ${counted(filled, 'opportunity that was', 'opportunities that were')} linked already.`;

/** Why a run of pushes failed whose worker was not heard of any more. */
export const workerStopped = (): string => 'The worker stopped; the push was resumed.';
