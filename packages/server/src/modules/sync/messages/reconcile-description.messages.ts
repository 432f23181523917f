import { counted } from '@causeway/shared/counted';
export interface ReconcileFigures {
  there: number;
  linked: number;
  differing: number;
  healed: number;
  /** Linked records that ConnectWise has no more, or shows as deleted. */
  gone: number;
  unexplained: number;
  /** What became of their links: `held` where so many are gone that somebody has to decide first, `kept` where somebody has decided so. */
  removals: { held: number; kept: number };
}

const goneThere = (n: number): string => `${counted(n, 'linked record is', 'linked records are')} gone in ConnectWise`;

const count = (n: number): string => n.toLocaleString('en-US');

/** What a comparison of all records of both sides came to. */
export function reconciled(f: ReconcileFigures): string {
  const { held, kept } = f.removals;
  const broken = f.gone - held - kept;
  const theirLinks = (n: number) => (n === 1 ? 'its link is' : 'their links are');
  const gone = [
    ...(broken > 0 ? [`${goneThere(broken)}; ${theirLinks(broken)} broken, see Issues.`] : []),
    ...(held > 0 ? [`${goneThere(held)}; so many at once that somebody has to decide first, see Issues.`] : []),
    ...(kept > 0 ? [`${goneThere(kept)}; ${theirLinks(kept)} kept, as somebody decided.`] : []),
  ];
  return [
    `Compared all records of both sides: ${count(f.there)} in ConnectWise, ${count(f.linked)} of them linked.`,
    f.differing === 0 ? 'No linked record differs.' : `${counted(f.differing, 'differs', 'differ')}.`,
    ...(f.healed > 0 ? [`${counted(f.healed, 'was', 'were')} brought in step.`] : []),
    ...gone,
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

/** The same of one that waits for somebody: it may have been settled since. */
export const pushTriedAgain = (): string => 'That push is tried again now.';

/** Why an edit of the CRM is not sent. */
export const cannotBeSent = (because: readonly string[]): string => `it is not sent, because ${because.join(', and ')}`;

export const waitsForDecision = (): string => 'somebody has to decide on the page Links, Conflicts';
