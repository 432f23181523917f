import { counted } from '@causeway/shared/counted';
export interface ReconcileFigures {
  there: number;
  linked: number;
  differing: number;
  healed: number;
  /** Linked records that ConnectWise has no more, or shows as deleted. */
  gone: number;
  unexplained: number;
  /** So many of them that somebody has to decide first. */
  isHeld: boolean;
}

const count = (n: number): string => n.toLocaleString('en-US');

/** What a comparison of all records of both sides came to. */
export function reconciled(f: ReconcileFigures): string {
  const gone = f.isHeld
    ? `${counted(f.gone, 'linked record is', 'linked records are')} gone in ConnectWise; so many at once that somebody has to decide first, see Issues.`
    : `${counted(f.gone, 'linked record is', 'linked records are')} gone in ConnectWise; ${f.gone === 1 ? 'its link is' : 'their links are'} broken, see Issues.`;
  return [
    `Compared all records of both sides: ${count(f.there)} in ConnectWise, ${count(f.linked)} of them linked.`,
    f.differing === 0 ? 'No linked record differs.' : `${counted(f.differing, 'differs', 'differ')}.`,
    ...(f.healed > 0 ? [`${counted(f.healed, 'was', 'were')} brought in step.`] : []),
    ...(f.gone > 0 ? [gone] : []),
    ...(f.unexplained === 0 ? [] : [`${count(f.unexplained)} could not be explained; please report this.`]),
  ].join(' ');
}

/** What a comparison says of a single record. */
export const notInCrmYet = (what: 'created' | 'linked'): string => `Not in the CRM yet; it would be ${what}.`;

export const hasOpenIssue = (): string => 'It has an open issue.';

export const deletedThere = (remote: string): string => `Deleted, or merged into another ${remote}, in ConnectWise.`;

export const notThereAnyMore = (): string => 'ConnectWise does not have it any more.';

export const changedHere = (why: string, fields: readonly string[]): string =>
  `Changed in the CRM, and ${why}: ${fields.join(', ')}.`;

/** The same where a push of it is parked; `issue`: what the open issue of the push says, about these fields or others. */
export const heldHere = (fields: readonly string[], issue: string | null): string =>
  `Changed in the CRM: ${fields.join(', ')}. ${issue === null ? 'A push of it was given up, and no issue tells of it any more.' : `A push of it waits for somebody, see its issue: ${issue}`}`;

/** What a comparison asks for is no result yet. */
export const pushAskedFor = (): string => 'A push of it was asked for.';

/** Why an edit of the CRM is not sent. */
export const cannotBeSent = (because: readonly string[]): string => `it is not sent, because ${because.join(', and ')}`;

export const waitsForDecision = (): string => 'somebody has to decide on the page Links, Conflicts';
