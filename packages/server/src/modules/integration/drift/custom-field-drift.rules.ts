import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { findReference } from '../../connection/reference-lists.ts';
import { modeCapabilities } from '../configuration/mode.rules.ts';
import { misfit } from '../mapping/mapped-custom-fields.rules.ts';
import { requiredWithoutValue, requiredWords } from '../mapping/required-custom-fields.rules.ts';
import type { SetupFacts } from '../setup/section.ts';
import type { DriftTask } from './drift-task.ts';

/** What came apart between the custom fields of both sides: told before the first push fails for it, or a value stays behind without a word. */
export const customFieldTasks = (configuration: Configuration, facts: SetupFacts): DriftTask[] => [
  ...requiredTasks(configuration, facts),
  ...brokenPairs(configuration, facts),
];

/** Custom fields that ConnectWise requires and that are neither kept in step nor given a default. */
function requiredTasks({ customFields, mode }: Configuration, { lists }: SetupFacts): DriftTask[] {
  const may = modeCapabilities[mode];
  if (!may.pushWon && !may.pushOpen) return [];
  return requiredWithoutValue(customFields, lists).map(({ owner, definition }) => ({
    ...sameForAll,
    fields: [],
    usedBy: [],
    key: `customFields:custom_field:${definition.remoteId}`,
    code: 'custom_field_required',
    remoteId: definition.remoteId,
    label: definition.label,
    message: requiredWords(owner, definition),
    advice: `${openMapping}; records that need it wait until then.`,
    holdsBack: true,
  }));
}

/** Fields that were kept in step and cannot be any more: one of the two is gone, or is of another type by now. */
function brokenPairs({ customFields }: Configuration, { lists, crmFields }: SetupFacts): DriftTask[] {
  return customFields.flatMap(({ remoteId, customFieldId }, index): DriftTask[] => {
    if (customFieldId === null) return [];
    const definition = findReference(lists.custom_field, remoteId);
    const field = crmFields.find(({ id }) => id === customFieldId);
    const why = definition?.isActive ? misfit(definition, field) : 'ConnectWise does not have it any more.';
    if (!why) return [];
    const label = definition?.label ?? `ID ${remoteId}`;
    return [
      {
        ...sameForAll,
        key: `customFields:pair:${remoteId}`,
        code: 'custom_field_apart',
        remoteId,
        label,
        fields: [`customFields.${index}.customFieldId`],
        usedBy: field ? [field.name] : [],
        message: `The custom field "${label}" is not kept in step any more. ${why}`,
        advice: `${openMapping}, and choose another field or none.`,
        holdsBack: false,
      },
    ];
  });
}

const openMapping = 'Open Settings, Integrations, Mapping, Custom fields';

const sameForAll = {
  section: 'customFields',
  step: 'mapping',
  kind: 'custom_field',
  canAccept: false,
  stageIds: null,
  taxRegionIds: null,
} satisfies Partial<DriftTask>;
