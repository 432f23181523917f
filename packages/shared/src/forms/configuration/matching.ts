import { z } from 'zod';

export const MIN_THRESHOLD = 50;

/** When the program may say by itself that two records are the same: from this score on, if nobody else could be meant. */
export const matchingSchema = z.object({
  threshold: z
    .number()
    .int('Give the threshold as a whole number.')
    .min(MIN_THRESHOLD, `Choose a threshold from ${MIN_THRESHOLD} to 100: below that, records share too little.`)
    .max(100, `Choose a threshold from ${MIN_THRESHOLD} to 100.`)
    .default(90),
});

export type Matching = z.output<typeof matchingSchema>;
