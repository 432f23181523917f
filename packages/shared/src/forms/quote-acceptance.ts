import { z } from 'zod';
import { requiredText } from './fields.ts';

/** What a client enters to accept a quote. */
export const acceptanceForm = z.object({ name: requiredText({ what: 'your name', max: 100 }) });

export type AcceptanceForm = z.output<typeof acceptanceForm>;

const DAYS = 'A link lasts 1 to 365 days. Enter a number of days.';

/** What a link for a client is made with. */
export const quoteLinkForm = z.object({
  days: z.preprocess((value) => value ?? 30, z.number(DAYS).int(DAYS).min(1, DAYS).max(365, DAYS)),
});
