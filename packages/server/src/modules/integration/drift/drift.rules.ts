import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceLists } from '../../connection/reference-lists.ts';
import type { OptionUse, Section, SetupFacts } from '../setup/section.ts';
import type { DriftTask } from './drift-task.ts';
import { labelOf, lossOf, lossWords } from './option-loss.rules.ts';
import { taxTasks } from './tax-drift.rules.ts';

/**
 * What came apart between a configuration and ConnectWise, in the order of the set-up: one task for each option that is inactive or gone,
 * and for each tax code that says another rate than the region that stands for it.
 */
export function driftTasks(sections: readonly Section[], configuration: Configuration, facts: SetupFacts): DriftTask[] {
  return sections.flatMap((section) =>
    // Regions that were imported stand for tax codes too, and they are no part of the configuration.
    section.key === 'taxMap' ? taxTasks(configuration, facts) : optionTasks(section, configuration, facts),
  );
}

function optionTasks(section: Section, configuration: Configuration, facts: SetupFacts): DriftTask[] {
  const lost = section
    .uses(configuration, facts)
    .filter(({ kind, remoteId, isIdle }) => !isIdle && lossOf(facts.lists, kind, remoteId) !== null);
  return [...Map.groupBy(lost, ({ kind, remoteId }) => `${kind}:${remoteId}`)].flatMap(([key, uses]) =>
    taskOf(section, key, uses, facts.lists),
  );
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
      advice: 'Choose another; records that need it wait until then.',
      holdsBack: true,
      canAccept: false,
      stageIds,
      taxRegionIds: null,
    },
  ];
}
