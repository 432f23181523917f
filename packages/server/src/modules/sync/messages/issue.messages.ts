import type { Direction, EntityType } from '@causeway/shared/vocabulary';
import { quoted, type RecordWords, withoutStop } from './message.ts';

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

export const askedAgain = (by: string, direction: Direction): string =>
  direction === 'out'
    ? `${by} asked for this to be sent to ConnectWise again.`
    : `${by} asked for this to be fetched from ConnectWise again.`;

/** What the issues and the security log call a kind of record: by the CRM's word what goes out, by ConnectWise's what comes in. */
const kinds: Readonly<Record<EntityType, RecordWords>> = {
  company: { local: 'client', remote: 'company' },
  contact: { local: 'contact', remote: 'contact' },
  product: { local: 'product', remote: 'catalog item' },
  opportunity: { local: 'opportunity', remote: 'opportunity' },
  tax_code: { local: 'tax region', remote: 'tax code' },
  document: { local: 'document', remote: 'document' },
};

interface NamedRecord {
  entity: EntityType;
  direction: Direction;
  name: string | null;
}

const recordOf = ({ entity, direction, name }: NamedRecord): string => {
  const kind = direction === 'out' ? kinds[entity].local : kinds[entity].remote;
  return name ? `${kind} ${quoted(name)}` : `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
};

/** For the security log, which names who did it. */
export const recordAskedAgain = (record: NamedRecord): string =>
  record.direction === 'out'
    ? `Asked for ${recordOf(record)} to be sent to ConnectWise again.`
    : `Asked for ${recordOf(record)} to be fetched from ConnectWise again.`;

/** A retry of all issues of one cause. */
export const groupAskedAgain = ({ total, cause, entity, direction }: GroupOfIssues): string =>
  direction === 'out'
    ? `Asked for all open issues of kind ${kinds[entity].local} with one cause (${total}) to be sent to ConnectWise again. The newest says: ${cause}`
    : `Asked for all open issues of kind ${kinds[entity].remote} with one cause (${total}) to be fetched from ConnectWise again. The newest says: ${cause}`;

interface GroupOfIssues extends Omit<NamedRecord, 'name'> {
  /** What the newest of them says. */
  cause: string;
  total: number;
}

export const recordDismissed = (record: NamedRecord, because: string): string =>
  `Dismissed the issue of ${recordOf(record)}: ${withoutStop(because)}.`;

/** Of the question about many that are gone at once: `many` in ConnectWise's word. */
export const wavesLinksKept = (many: string, because: string): string =>
  `Kept the links of ${many} that ConnectWise says are gone, many at once: ${withoutStop(because)}.`;

export const recordAccepted = (record: NamedRecord, because: string): string =>
  `Accepted the difference from the quote of ${recordOf(record)}: ${withoutStop(because)}.`;
