import { customFieldValuesSchema } from '@causeway/shared/forms/configuration/custom-fields';
import type { Problem } from '../../../platform/errors.ts';
import { findReference } from '../../connection/reference-lists.ts';
import { modeCapabilities } from '../configuration/mode.rules.ts';
import { ownerOfDefinition, valueProblem } from '../mapping/custom-field-definitions.rules.ts';
import { requiredWithoutValue, requiredWords } from '../mapping/required-custom-fields.rules.ts';
import { section } from '../setup/section.ts';

/** What custom fields of ConnectWise get where a record there has no value in them. */
export const customFields = section({
  key: 'customFields',
  step: 'mapping',
  word: 'custom fields',
  // Definitions that are not named keep theirs; null frees one.
  merge: (before, input) => {
    const given = new Set(input.map(({ remoteId }) => remoteId));
    const set = input.flatMap(({ remoteId, value }) => (value?.trim() ? [{ remoteId, value: value.trim() }] : []));
    return [...before.filter(({ remoteId }) => !given.has(remoteId)), ...set];
  },
  problems: ({ next, input, facts }) => [
    ...(customFieldValuesSchema.safeParse(next.customFields).error?.issues ?? []).map(({ path, message }) => ({
      code: 'invalid',
      field: ['customFields', ...path].join('.'),
      message,
    })),
    ...(input ?? next.customFields).flatMap(({ remoteId, value }, index): Problem[] => {
      const definition = findReference(facts.lists.custom_field, remoteId);
      if (!value?.trim()) return [];
      const field = `customFields.${index}.value`;
      // One that is gone is not sent any more; only choosing it anew is refused.
      if (!definition?.isActive)
        return input
          ? [
              {
                code: 'unknown_option',
                field,
                message: `ConnectWise has no custom field with ID ${remoteId}. Refresh the lists.`,
              },
            ]
          : [];
      if (ownerOfDefinition(definition) === null || definition.flags.readOnlyFlag)
        return [{ code: 'invalid', field, message: `Causeway cannot fill "${definition.label}". Leave it out.` }];
      const message = valueProblem(definition, value.trim());
      return message ? [{ code: 'invalid', field, message }] : [];
    }),
  ],
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
    chosen.map(({ remoteId }, index) => ({
      kind: 'custom_field',
      remoteId,
      field: `customFields.${index}.remoteId`,
      usedBy: 'default of a custom field',
      // A field that is gone is simply not sent any more.
      isIdle: true,
    })),
  words: { remoteId: 'Custom field', value: 'Default' },
});
