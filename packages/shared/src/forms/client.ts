import { z } from 'zod';
import { customFieldValues } from './custom-field.ts';
import { optionalId, optionalText, phoneRule, requiredText, versionField } from './fields.ts';

/** Lengths are those that ConnectWise accepts for a company (Developer Guide, Company), so a client never fails to be pushed for its size. */
export const clientForm = z.object({
  name: requiredText({ what: 'the name', max: 156 }),
  identifier: optionalText({ what: 'the short name', max: 156 }),
  addressLine1: optionalText({ what: 'the address', max: 50 }),
  addressLine2: optionalText({ what: 'the address', max: 50 }),
  city: optionalText({ what: 'the city', max: 50 }),
  region: optionalText({ what: 'the state or region', max: 50 }),
  postalCode: optionalText({ what: 'the postal code', max: 12 }),
  country: optionalText({ what: 'the country', max: 50 }),
  phone: optionalText({ what: 'the phone number', max: 30 }, phoneRule),
  website: optionalText(
    { what: 'the website', max: 255 },
    { pattern: /^[^\s.]+(\.[^\s.]+)+$/, message: 'Enter a web address such as example.com, or leave it empty.' },
  ),
  type: optionalText({ what: 'the type', max: 50 }),
  status: optionalText({ what: 'the status', max: 50 }),
  taxRegionId: optionalId('Choose a tax region from the list, or leave it empty.'),
  customFields: customFieldValues,
  version: versionField,
});

export type ClientForm = z.output<typeof clientForm>;
