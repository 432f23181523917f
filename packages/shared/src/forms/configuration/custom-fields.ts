import { z } from 'zod';

const customFieldRowSchema = z.object({
  /** ID of the definition in ConnectWise. */
  remoteId: z.string().regex(/^\d{1,18}$/, 'This is no ID of ConnectWise.'),
  /** Its default, as text: a number with a point, a date as YYYY-MM-DD, `true` or `false`. */
  value: z
    .string()
    .trim()
    .min(1, 'Enter a value.')
    .max(2_000, 'Shorten the value to 2000 characters.')
    .nullable()
    .default(null),
  /** The custom field of the CRM that it is kept in step with. */
  customFieldId: z.uuid('This is no ID of a custom field.').nullable().default(null),
});

/** Which custom field of the CRM one of ConnectWise is kept in step with, and what it gets where a record there has no value in it. */
export const customFieldRowsSchema = z.array(customFieldRowSchema).default([]);

export type CustomFieldRow = z.output<typeof customFieldRowSchema>;
