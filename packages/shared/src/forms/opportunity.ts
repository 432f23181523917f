import { z } from 'zod';
import { customFieldValues } from './custom-field.ts';
import { versionField } from './fields.ts';
import { lines, neededReference, neededText, reference, ruled, rulesOf } from './plain-fields.ts';

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

export const opportunityGroups = {
  opportunity: {
    legend: 'Opportunity',
    fields: {
      name: neededText('Name', { max: 100, isWide: true }),
      clientId: neededReference('Client', { message: 'Choose the client.', select: 'id name' }),
      contactId: reference('Contact', {
        message: 'Choose a contact from the list, or leave it empty.',
        select: 'id firstName lastName',
      }),
      stageId: neededReference('Stage', { message: 'Choose the stage.', select: 'id name kind' }),
      expectedCloseDate: ruled('Expected close date', {
        rule: optionalDay,
        api: 'day',
        mayBeNull: true,
        input: { kind: 'text', type: 'date' },
      }),
      ownerId: reference('Owner', { message: 'Choose an owner from the list, or leave it empty.', select: 'id name' }),
      notes: lines('Notes', { max: 10_000, maxRows: 16 }),
    },
  },
};

/** The plain fields of an opportunity. */
export const opportunityFields = opportunityGroups.opportunity.fields;

export const opportunityForm = z.object({
  ...rulesOf(opportunityFields),
  customFields: customFieldValues,
  version: versionField,
});

export type OpportunityForm = z.output<typeof opportunityForm>;
