import { z } from 'zod';
import { decimalText, requiredText, versionField } from './fields.ts';

/** `taxableRate` in percent, such as "7.25"; the rate of Non-taxable is always 0 and is not asked. */
export const taxRegionForm = z.object({
  name: requiredText({ what: 'the name', max: 50 }),
  taxableRate: decimalText({ what: 'The rate', min: '0', max: '100', digits: 4 }),
  version: versionField,
});

export type TaxRegionForm = z.output<typeof taxRegionForm>;
