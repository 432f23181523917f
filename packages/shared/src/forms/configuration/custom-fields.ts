import { z } from 'zod';

const customFieldValueSchema = z.object({
  /** ID of the definition in ConnectWise. */
  remoteId: z.string().regex(/^\d{1,18}$/, 'This is no ID of ConnectWise.'),
  /** As text: a number with a point, a date as YYYY-MM-DD, `true` or `false`. */
  value: z.string().trim().min(1, 'Enter a value.').max(2_000, 'Shorten the value to 2000 characters.'),
});

/** What custom fields of ConnectWise get where a record there has no value in them. */
export const customFieldValuesSchema = z.array(customFieldValueSchema).default([]);

export type CustomFieldDefault = z.output<typeof customFieldValueSchema>;
