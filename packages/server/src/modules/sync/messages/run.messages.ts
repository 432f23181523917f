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

interface Meanwhile {
  edits: number;
  newRecords: number;
}

const meanwhile = ({ edits, newRecords }: Meanwhile): string =>
  `${[...(edits > 0 ? [counted(edits, 'edit')] : []), ...(newRecords > 0 ? [counted(newRecords, 'new record')] : [])].join(' and ')} made here meanwhile`;

/** `stays`: how much the mode keeps here. */
export const startedAgain = (sent: Meanwhile, stays: Meanwhile): string => {
  const [goes, kept] = [sent, stays].map(({ edits, newRecords }) => edits + newRecords > 0);
  const parts = [
    ...(goes ? [`on the way to ConnectWise: ${meanwhile(sent)}`] : []),
    ...(kept ? [`staying here, since the mode does not send them: ${meanwhile(stays)}`] : []),
  ];
  if (parts.length === 0)
    return 'Started the sync again. Nothing was changed here meanwhile that is not in ConnectWise.';
  return `Started the sync again; ${parts.join('; ')}.${kept ? ' Catch up sends them in a mode that does.' : ''}`;
};

/** `field`: the name of the custom field. */
export const statusFilled = (field: string): string =>
  `Filled ${field} with the status in ConnectWise, because the field is used now.`;

export const statusesFilled = (field: string, filled: number): string =>
  `Filled ${field} of ${counted(filled, 'opportunity that was', 'opportunities that were')} linked already.`;

/** Why a run of pushes failed whose worker was not heard of any more. */
export const workerStopped = (): string => 'The worker stopped; the push was resumed.';
