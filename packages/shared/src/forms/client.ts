import { z } from 'zod';
import { connectWiseLengths } from '../connectwise-lengths.ts';
import { webAddressRule } from '../web-address.ts';
import { customFieldValues } from './custom-field.ts';
import { phoneRule, versionField } from './fields.ts';
import { neededText, reference, rulesOf, text } from './plain-fields.ts';

const longest = connectWiseLengths.company;

/** A client never fails to be pushed for the size of a text. */
export const clientGroups = {
  client: {
    legend: 'Client',
    fields: {
      name: neededText('Name', { max: longest.name, autoComplete: 'organization' }),
      identifier: text('Short name', { max: longest.identifier, description: 'The company ID in ConnectWise' }),
      phone: text('Phone', { what: 'the phone number', max: longest.phone, matches: phoneRule, type: 'tel' }),
      website: text('Website', {
        max: longest.website,
        matches: webAddressRule,
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
      addressLine1: text('Address', { max: longest.addressLine1 }),
      addressLine2: text('Address line 2', { what: 'the address', max: longest.addressLine2 }),
      postalCode: text('Postal code', { max: longest.postalCode }),
      city: text('City', { max: longest.city }),
      region: text('State or region', { max: longest.region }),
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
