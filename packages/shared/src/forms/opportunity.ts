import { z } from 'zod';
import { customFieldValues } from './custom-field.ts';
import { chosenId, optionalId, optionalText, requiredText, versionField } from './fields.ts';

const isRealDay = (text: string) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** A calendar day as "2026-04-30"; a Date from a GraphQL scalar is read as its UTC day. */
const optionalDay = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value === '' ? null : (value ?? null)),
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Enter the expected close date as YYYY-MM-DD, such as 2026-04-30.')
    .refine(isRealDay, 'This day does not exist. Choose another expected close date.')
    .nullable(),
);

export const opportunityForm = z.object({
  name: requiredText({ what: 'the name', max: 100 }),
  clientId: chosenId('Choose the client.'),
  contactId: optionalId('Choose a contact from the list, or leave it empty.'),
  stageId: chosenId('Choose the stage.'),
  expectedCloseDate: optionalDay,
  ownerId: optionalId('Choose an owner from the list, or leave it empty.'),
  notes: optionalText({ what: 'the notes', max: 10_000, multiline: true }),
  customFields: customFieldValues,
  version: versionField,
});

export type OpportunityForm = z.output<typeof opportunityForm>;
