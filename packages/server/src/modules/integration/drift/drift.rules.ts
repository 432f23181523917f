import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceLists } from '../../connection/reference-lists.ts';
import type { OptionUse, Section, SetupFacts } from '../setup/section.ts';
import { customFieldTasks } from './custom-field-drift.rules.ts';
import type { DriftTask } from './drift-task.ts';
import { labelOf, lossOf, lossWords } from './option-loss.rules.ts';
import { taxTasks } from './tax-drift.rules.ts';

/**
 * What came apart between a configuration and ConnectWise, in the order of the set-up: one task for each option that is inactive or gone,
 * for each tax code that says another rate than the region that stands for it, and for each custom field that is required and gets no value.
 */
export function driftTasks(sections: readonly Section[], configuration: Configuration, facts: SetupFacts): DriftTask[] {
  return sections.flatMap((section) => {
    // Regions that were imported stand for tax codes too, and they are no part of the configuration.
    if (section.key === 'taxMap') return taxTasks(configuration, facts);
    const required = section.key === 'customFields' ? customFieldTasks(configuration, facts) : [];
    return [...optionTasks(section, configuration, facts), ...required];
  });
}

function optionTasks(section: Section, configuration: Configuration, facts: SetupFacts): DriftTask[] {
  const lost = section.uses(configuration, facts).filter((use) => !use.isIdle && isLost(use, facts.lists));
  return [...Map.groupBy(lost, ({ kind, remoteId }) => `${kind}:${remoteId}`)].flatMap(([key, uses]) =>
    taskOf(section, key, uses, facts.lists),
  );
}

function isLost({ kind, remoteId, isInOnly }: OptionUse, lists: ReferenceLists): boolean {
  const loss = lossOf(lists, kind, remoteId);
  return isInOnly ? loss === 'option_gone' : loss !== null;
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
      advice: uses.every((use) => use.isInOnly)
        ? 'Take it out there: nothing comes in with it any more, and nothing was sent with it.'
        : 'Choose another; records that need it wait until then.',
      holdsBack: !uses.every((use) => use.isInOnly),
      canAccept: false,
      stageIds,
      taxRegionIds: null,
    },
  ];
}
