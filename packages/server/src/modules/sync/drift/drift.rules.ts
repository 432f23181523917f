import type { Configuration, ConfigurationSection } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceKind, SetupStep } from '@causeway/shared/vocabulary';
import type { Id } from '../../../platform/ids.ts';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';
import { referenceWords } from '../../connection/reference-words.ts';
import type { OptionUse, Section, SetupFacts } from '../setup/section.ts';

export type DriftCode = 'option_inactive' | 'option_gone';

/** An option of ConnectWise that settings use and that can be used no more. */
export interface DriftTask {
  /** The same for the same option in the same part, so that it is told once. */
  key: string;
  code: DriftCode;
  section: ConfigurationSection;
  /** Where it is mended. */
  step: SetupStep;
  kind: ReferenceKind;
  remoteId: string;
  /** As it was last called. */
  label: string;
  fields: string[];
  usedBy: string[];
  message: string;
  /** CRM stages whose opportunities are held back; null where that cannot be told by the stage. */
  stageIds: Id[] | null;
}

/** What became of the options that a configuration uses: one task for each that is inactive or gone, in the order of the set-up. */
export function driftTasks(sections: readonly Section[], configuration: Configuration, facts: SetupFacts): DriftTask[] {
  return sections.flatMap((section) => {
    const lost = section
      .uses(configuration, facts)
      .filter(({ kind, remoteId, isIdle }) => !isIdle && lossOf(facts.lists, kind, remoteId) !== null);
    return [...Map.groupBy(lost, ({ kind, remoteId }) => `${kind}:${remoteId}`)].flatMap(([key, uses]) =>
      taskOf(section, key, uses, facts.lists),
    );
  });
}

/** What is wrong with an option, or null. A list that was never read says nothing. */
export function lossOf(lists: ReferenceLists, kind: ReferenceKind, remoteId: string): DriftCode | null {
  const rows = lists[kind] ?? [];
  if (rows.length === 0) return null;
  const found = findReference(rows, remoteId);
  if (!found || found.flags.isGone) return 'option_gone';
  return found.isActive ? null : 'option_inactive';
}

/** `3.Quote`, as long as the label is known. */
export const labelOf = (lists: ReferenceLists, kind: ReferenceKind, remoteId: string): string =>
  findReference(lists[kind], remoteId)?.label ?? `with ID ${remoteId}`;

/** What happened to it: `Stage 3.Quote was deactivated in ConnectWise`. */
export function lossWords(lists: ReferenceLists, kind: ReferenceKind, remoteId: string): string {
  const word = referenceWords[kind];
  const name = `${word.charAt(0).toUpperCase()}${word.slice(1)} ${labelOf(lists, kind, remoteId)}`;
  return lossOf(lists, kind, remoteId) === 'option_gone'
    ? `${name} is no longer in ConnectWise`
    : `${name} was deactivated in ConnectWise`;
}

function taskOf(section: Section, key: string, uses: OptionUse[], lists: ReferenceLists): DriftTask[] {
  const [first] = uses;
  if (!first) return [];
  const { kind, remoteId } = first;
  const usedBy = [...new Set(uses.map((use) => use.usedBy))];
  const stageIds = uses.every((use) => use.stageIds) ? [...new Set(uses.flatMap((use) => use.stageIds ?? []))] : null;
  return [
    {
      key: `${section.key}:${key}`,
      code: lossOf(lists, kind, remoteId) ?? 'option_gone',
      section: section.key,
      step: section.step,
      kind,
      remoteId,
      label: labelOf(lists, kind, remoteId),
      fields: uses.map((use) => use.field),
      usedBy,
      message: `${lossWords(lists, kind, remoteId)}; used by ${usedBy.join(', ')}.`,
      stageIds,
    },
  ];
}
