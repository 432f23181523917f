import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { findReference } from '../../connection/reference-lists.ts';
import { modeCapabilities } from '../configuration/mode.rules.ts';
import { valueProblem } from '../mapping/custom-field-definitions.rules.ts';
import { misfit } from '../mapping/mapped-custom-fields.rules.ts';
import { requiredWithoutValue, requiredWords } from '../mapping/required-custom-fields.rules.ts';
import type { SetupFacts } from '../setup/section.ts';
import type { DriftTask } from './drift-task.ts';

/** What came apart between the custom fields of both sides: told before the first push fails for it, or a value stays behind without a word. */
export const customFieldTasks = (configuration: Configuration, facts: SetupFacts): DriftTask[] => [
  ...requiredTasks(configuration, facts),
  ...brokenPairs(configuration, facts),
  ...otherOptions(configuration, facts),
  ...refusedDefaults(configuration, facts),
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

/** Lists that offer other options on the two sides: what stands in a record of one does not go to the other, or is offered to nobody there. */
function otherOptions({ customFields }: Configuration, { lists, crmFields }: SetupFacts): DriftTask[] {
  return customFields.flatMap(({ remoteId, customFieldId }, index): DriftTask[] => {
    const definition = findReference(lists.custom_field, remoteId);
    const field = crmFields.find(({ id }) => id === customFieldId);
    if (!field || !definition?.isActive || field.type !== 'list' || misfit(definition, field)) return [];
    const there = definition.flags.options ?? [];
    const onlyHere = field.options.filter((option) => !there.includes(option));
    const onlyThere = there.filter((option) => !field.options.includes(option));
    if (onlyHere.length + onlyThere.length === 0) return [];
    return [
      {
        ...sameForAll,
        // With the options, so that one that was accepted is told again once they change further.
        key: `customFields:options:${remoteId}:${JSON.stringify([onlyHere, onlyThere])}`,
        code: 'custom_field_options',
        remoteId,
        label: definition.label,
        fields: [`customFields.${index}.customFieldId`],
        usedBy: [field.name],
        message: [
          `The custom field "${definition.label}" has other options in ConnectWise than "${field.name}" has here.`,
          ...(onlyHere.length > 0 ? [`Only here, so not sent: ${quotedList(onlyHere)}.`] : []),
          ...(onlyThere.length > 0 ? [`Only in ConnectWise, so not to be chosen here: ${quotedList(onlyThere)}.`] : []),
        ].join(' '),
        advice: `Give "${field.name}" the same options on the page Custom fields, or leave it as it is.`,
        holdsBack: false,
        canAccept: true,
      },
    ];
  });
}

/** Defaults that ConnectWise does not take any more: it would refuse every record that gets one. */
function refusedDefaults({ customFields }: Configuration, { lists }: SetupFacts): DriftTask[] {
  return customFields.flatMap(({ remoteId, value }, index): DriftTask[] => {
    const definition = findReference(lists.custom_field, remoteId);
    const why = value !== null && definition?.isActive ? valueProblem(definition, value) : null;
    if (!definition || !why) return [];
    return [
      {
        ...sameForAll,
        key: `customFields:default:${remoteId}`,
        code: 'custom_field_default',
        remoteId,
        label: definition.label,
        fields: [`customFields.${index}.value`],
        usedBy: ['default of a custom field'],
        message: `ConnectWise does not take the default "${value}" of the custom field "${definition.label}" any more. ${why}`,
        advice: `${openMapping}; records that get the default are refused until then.`,
        holdsBack: true,
      },
    ];
  });
}

const quotedList = (options: readonly string[]): string => options.map((option) => `"${option}"`).join(', ');

const openMapping = 'Open Settings, Integrations, Mapping, Custom fields';

const sameForAll = {
  section: 'customFields',
  step: 'mapping',
  kind: 'custom_field',
  canAccept: false,
  stageIds: null,
  taxRegionIds: null,
} satisfies Partial<DriftTask>;
