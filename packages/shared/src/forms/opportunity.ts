import { z } from 'zod';
import { connectWiseLengths } from '../connectwise-lengths.ts';
import { customFieldValues } from './custom-field.ts';
import { optionalDay, versionField } from './fields.ts';
import { lines, neededReference, neededText, reference, ruled, rulesOf } from './plain-fields.ts';

export const opportunityGroups = {
  opportunity: {
    legend: 'Opportunity',
    fields: {
      name: neededText('Name', { max: connectWiseLengths.opportunity.name, isWide: true }),
      clientId: neededReference('Client', { message: 'Choose the client.', select: 'id name' }),
      contactId: reference('Contact', {
        message: 'Choose a contact from the list, or leave it empty.',
        select: 'id firstName lastName',
      }),
      stageId: neededReference('Stage', { message: 'Choose the stage.', select: 'id name kind' }),
      expectedCloseDate: ruled('Expected close date', {
        rule: optionalDay('expected close date'),
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
