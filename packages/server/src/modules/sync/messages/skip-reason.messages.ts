import type { EntityLink } from '../../links/link.ts';
import { inWords, withoutStop } from './message.ts';

/** Why a record of ConnectWise is skipped; clauses, to stand behind "Skipped:". Filters give their own reasons (`filters.rules.ts`). */

export const modeTakesNoNewRecords = (): string => 'the sync mode takes no new records from ConnectWise';

/** `fields`: those in which ConnectWise has other values, where they are known. */
export const modeTakesNoChanges = (fields: readonly string[] = []): string =>
  `the sync mode takes no changes from ConnectWise${fields.length > 0 ? `: ${inWords(fields)}` : ''}`;

/** A sync that was started with "only what is new from today" skips what was there before. */
export const existedBefore = (): string =>
  'it existed before the sync started, which takes in only what is new since then; "Sync this record" brings it';

/** A contact or an opportunity that belongs to nobody here. */
export const hasNoCompany = (): string => 'it has no company in ConnectWise';

/** The catalog item that this product made for quote lines without a product. */
export const standsBehindLines = (): string =>
  'it stands behind the quote lines that have no product, and is no product of its own';

export const beingPushed = (): string => 'it is being pushed from here';

/** Its link is paused or never synced. */
export const heldByPerson = ({ state, hold }: Pick<EntityLink, 'state' | 'hold'>): string => {
  const who = hold?.by ?? 'somebody';
  const because = hold?.reason ? `: ${withoutStop(hold.reason)}` : '';
  return state === 'never' ? `${who} set it never to sync${because}` : `${who} paused it${because}`;
};

/** So many linked records are gone at once that their links wait for a person. */
export const removalHeld = (): string =>
  'it was deleted or merged there, as were so many others at once that somebody has to decide first, see Issues';

/** Its name belongs to a record of the CRM whose link is broken: what cures that link gives the name free, or says whose it is. */
export const nameAwaited = (
  { remote, local }: { remote: string; local: string },
  by: { name: string; remoteId: string },
): string =>
  `its name belongs to the ${local} "${by.name}", whose ${remote} ${by.remoteId} was deleted or merged there; it comes in once that issue is settled`;

/** A record that another one belongs to: `company 7`. */
export interface Parent {
  role: string;
  remoteId: string;
}

/** `isExcluded`: by a filter; else it is skipped itself. */
export const parentIsOut = (
  { role, remoteId }: Parent,
  { isExcluded, reason }: { isExcluded: boolean; reason: string },
): string => `its ${role} ${remoteId} is ${isExcluded ? 'excluded' : 'skipped'}: ${withoutStop(reason)}`;

export const parentHasIssue = ({ role, remoteId }: Parent, message: string): string =>
  `its ${role} ${remoteId} has an open issue: ${withoutStop(message)}`;
