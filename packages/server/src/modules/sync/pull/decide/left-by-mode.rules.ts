import type { EntityLink } from '../../../links/link.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import { isUntouched } from './by-link.rules.ts';
import type { Decision, Decisions } from './decision.ts';

/** Linked records where the mode takes no changes: what would have come in is told and left; one that is the same on both sides is only seen. */

type Links = ReadonlyMap<string, EntityLink>;

/** What the merge made of them, as the mode has it. */
export const leftByMode = (made: readonly [ParsedRecord, Decision][], links: Links): [ParsedRecord, Decision][] =>
  made.map(([parsed, decision]) => {
    const link = links.get(parsed.remoteId);
    return [parsed, link ? left(decision, link) : decision];
  });

/** Those that could not be merged, for want of what they refer to: the mode keeps them out before anything else does. */
export const unreadByMode = (
  undecided: readonly ParsedRecord[],
  decisions: Decisions,
  links: Links,
): [ParsedRecord, Decision][] =>
  undecided.flatMap((parsed): [ParsedRecord, Decision][] => {
    const link = links.get(parsed.remoteId);
    const isLeft = link && !isUntouched(link) && decisions.has(parsed);
    return isLeft ? [[parsed, { kind: 'mode_skip', link, changes: [] }]] : [];
  });

function left(decision: Decision, link: EntityLink): Decision {
  if (decision.kind === 'seen') return decision;
  if (decision.kind !== 'update') return { kind: 'mode_skip', link, changes: [] };
  const { fields, remote, conflicts, changes } = decision;
  const kept = conflicts
    .filter(({ field }) => !changes.some((one) => one.field === field))
    .map(({ field, crm, connectwise }) => ({ field, from: crm, to: connectwise }));
  return { kind: 'mode_skip', link, changes: [...changes, ...kept], values: { fields, remote } };
}
