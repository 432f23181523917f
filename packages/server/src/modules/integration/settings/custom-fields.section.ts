import { type CustomFieldRow, customFieldRowsSchema } from '@causeway/shared/forms/configuration/custom-fields';
import type { Problem } from '../../../platform/errors.ts';
import { findReference } from '../../connection/reference-lists.ts';
import { modeCapabilities } from '../configuration/mode.rules.ts';
import { ownerOfDefinition, valueProblem } from '../mapping/custom-field-definitions.rules.ts';
import { misfit } from '../mapping/mapped-custom-fields.rules.ts';
import { requiredWithoutValue, requiredWords } from '../mapping/required-custom-fields.rules.ts';
import type { CustomFieldChange, SetupFacts } from '../setup/section.ts';
import { section } from '../setup/section.ts';

/** Which custom fields of ConnectWise are kept in step with those of the CRM, and what they get where a record there has no value in them. */
export const customFields = section({
  key: 'customFields',
  step: 'mapping',
  // Definitions that are not named keep theirs, as does what is left out of one; null frees it.
  merge: (before, input) => {
    const given = new Set(input.map(({ remoteId }) => remoteId));
    const rows = input.map((change): CustomFieldRow => {
      const had = before.find(({ remoteId }) => remoteId === change.remoteId);
      return {
        remoteId: change.remoteId,
        value: change.value === undefined ? (had?.value ?? null) : change.value?.trim() || null,
        customFieldId: change.customFieldId === undefined ? (had?.customFieldId ?? null) : change.customFieldId,
      };
    });
    return [
      ...before.filter(({ remoteId }) => !given.has(remoteId)),
      ...rows.filter(({ value, customFieldId }) => value !== null || customFieldId !== null),
    ];
  },
  problems: ({ next, input, facts }) => {
    const rows: readonly CustomFieldChange[] = input ?? next.customFields;
    return [
      ...(customFieldRowsSchema.safeParse(next.customFields).error?.issues ?? []).map(({ path, message }) => ({
        code: 'invalid',
        field: ['customFields', ...path].join('.'),
        message,
      })),
      ...rows.flatMap((row, index) => rowProblems(row, `customFields.${index}`, facts, input !== null)),
      ...rows.flatMap((row, index) => takenTwice(row, `customFields.${index}`, next.customFields, facts)),
    ];
  },
  missing: ({ customFields: chosen, mode }, { lists }) => {
    const may = modeCapabilities[mode];
    if (!may.pushWon && !may.pushOpen) return [];
    return requiredWithoutValue(chosen, lists).map(({ owner, definition }) => ({
      code: 'required',
      field: `customFields.${definition.remoteId}`,
      message: requiredWords(owner, definition),
    }));
  },
  uses: ({ customFields: chosen }) =>
    chosen.map(({ remoteId, customFieldId }, index) => ({
      kind: 'custom_field',
      remoteId,
      field: `customFields.${index}.remoteId`,
      usedBy: customFieldId === null ? 'default of a custom field' : 'custom field that is kept in step',
      // A field that is gone is simply not sent any more; drift tells of one that was kept in step.
      isIdle: true,
    })),
  records: ({ customFields: chosen }) =>
    chosen.flatMap(({ customFieldId }, index) =>
      customFieldId === null
        ? []
        : [{ kind: 'crm_custom_field', id: customFieldId, field: `customFields.${index}.customFieldId` } as const],
    ),
  words: { remoteId: 'Custom field', value: 'Default', customFieldId: 'Field of the CRM' },
});

function rowProblems(
  { remoteId, value, customFieldId }: CustomFieldChange,
  at: string,
  { lists, crmFields }: SetupFacts,
  isChosenNow: boolean,
): Problem[] {
  const text = value?.trim();
  if (!text && !customFieldId) return [];
  const definition = findReference(lists.custom_field, remoteId);
  // One that is gone is not sent any more; only choosing it anew is refused.
  if (!definition?.isActive)
    return isChosenNow
      ? [
          {
            code: 'unknown_option',
            field: `${at}.${text ? 'value' : 'customFieldId'}`,
            message: `ConnectWise has no custom field with ID ${remoteId}. Refresh the lists.`,
          },
        ]
      : [];
  const problems: Problem[] = [];
  const say = (key: 'value' | 'customFieldId', code: string, message: string | null) => {
    if (message) problems.push({ code, field: `${at}.${key}`, message });
  };
  if (text)
    say(
      'value',
      'invalid',
      ownerOfDefinition(definition) === null || definition.flags.readOnlyFlag
        ? `Causeway cannot fill "${definition.label}". Leave it out.`
        : valueProblem(definition, text),
    );
  // A field of the CRM that was retired or removed since is told by drift; it does not hold up other choices.
  if (customFieldId && isChosenNow)
    say(
      'customFieldId',
      'custom_field_misfit',
      misfit(
        definition,
        crmFields.find(({ id }) => id === customFieldId),
      ),
    );
  return problems;
}

function takenTwice(
  { remoteId, customFieldId }: CustomFieldChange,
  at: string,
  next: readonly CustomFieldRow[],
  { lists, crmFields }: SetupFacts,
): Problem[] {
  const other = customFieldId
    ? next.find((one) => one.customFieldId === customFieldId && one.remoteId !== remoteId)
    : undefined;
  if (!other) return [];
  const name = crmFields.find(({ id }) => id === customFieldId)?.name ?? 'This field';
  const caption = findReference(lists.custom_field, other.remoteId)?.label ?? `ID ${other.remoteId}`;
  return [
    {
      code: 'already_mapped',
      field: `${at}.customFieldId`,
      message: `"${name}" is kept in step with "${caption}" already. One field stands for one: choose another, or free that one first.`,
    },
  ];
}
