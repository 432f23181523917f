import { z } from 'zod';
import { customFieldRecords, customFieldTypes } from '../vocabulary.ts';
import { requiredText, versionField } from './fields.ts';

/** Values of custom fields as a record's form holds them; each is checked by its definition. */
export const customFieldValues = z.preprocess(
  (value) => value ?? [],
  z.array(z.object({ name: requiredText({ what: 'the name of the field', max: 100 }), value: z.unknown() })).max(100),
);

const word = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);

/** A definition. Options are for lists only; a list has at least one, and none twice. */
export const customFieldForm = z
  .object({
    entity: z.preprocess(word, z.enum(customFieldRecords, 'Choose the record that the field is on.')),
    name: requiredText({ what: 'the name', max: 100 }),
    type: z.preprocess(word, z.enum(customFieldTypes, 'Choose the type of the field.')),
    options: z.preprocess(
      (value) => value ?? [],
      z.array(requiredText({ what: 'the option', max: 100 })).max(200, 'Keep a list to 200 options.'),
    ),
    version: versionField,
  })
  .superRefine(({ type, options }, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (type === 'list' && options.length === 0) complain(['options'], 'Enter at least one option.');
    if (type !== 'list' && options.length > 0) complain(['options'], 'Only a list has options. Remove them.');
    const twice = options.findIndex((option, index) => options.indexOf(option) !== index);
    if (twice >= 0) complain(['options'], `The option "${options[twice]}" is there twice. Remove one.`);
  });

export type CustomFieldForm = z.output<typeof customFieldForm>;
