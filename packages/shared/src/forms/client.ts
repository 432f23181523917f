import { z } from 'zod';
import { customFieldValues } from './custom-field.ts';
import { phoneRule, versionField } from './fields.ts';
import { neededText, reference, rulesOf, text } from './plain-fields.ts';

/** Lengths are those that ConnectWise accepts for a company (Developer Guide, Company), so a client never fails to be pushed for its size. */
export const clientGroups = {
  client: {
    legend: 'Client',
    fields: {
      name: neededText('Name', { max: 156, autoComplete: 'organization' }),
      identifier: text('Short name', { max: 156, description: 'The company ID in ConnectWise' }),
      phone: text('Phone', { what: 'the phone number', max: 30, matches: phoneRule, type: 'tel' }),
      website: text('Website', {
        max: 255,
        matches: {
          pattern: /^[^\s.]+(\.[^\s.]+)+$/,
          message: 'Enter a web address such as example.com, or leave it empty.',
        },
        inputMode: 'url',
        placeholder: 'example.com',
      }),
      type: text('Type', { max: 50 }),
      status: text('Status', { max: 50 }),
      taxRegionId: reference('Tax region', {
        message: 'Choose a tax region from the list, or leave it empty.',
        select: 'id name',
      }),
    },
  },
  address: {
    legend: 'Address',
    fields: {
      addressLine1: text('Address', { max: 50 }),
      addressLine2: text('Address, second line', { what: 'the address', max: 50 }),
      postalCode: text('Postal code', { max: 12 }),
      city: text('City', { max: 50 }),
      region: text('State or region', { max: 50 }),
      country: text('Country', { max: 50 }),
    },
  },
};

/** The plain fields of a client. */
export const clientFields = { ...clientGroups.client.fields, ...clientGroups.address.fields };

export const clientForm = z.object({
  ...rulesOf(clientFields),
  customFields: customFieldValues,
  version: versionField,
});

export type ClientForm = z.output<typeof clientForm>;
