import type { ClosedOutcome } from '../forms/configuration/closed-statuses.ts';
import { kindOfStatus, type RemoteOption } from './stage-mapping.ts';

/** The statuses that end an opportunity in ConnectWise: an admin is asked what each one means here. Inactive ones stand at old opportunities. */
export const closedStatusesOf = (statuses: readonly RemoteOption[]): RemoteOption[] =>
  statuses.filter((status) => kindOfStatus(status) !== 'open');

/** What ConnectWise's own flags say that a closed status means; null for an open one. */
export function proposedOutcome(status: RemoteOption): Exclude<ClosedOutcome, 'as_is'> | null {
  const kind = kindOfStatus(status);
  return kind === 'open' ? null : kind;
}
