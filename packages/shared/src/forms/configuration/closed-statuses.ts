import { z } from 'zod';

export const closedOutcomes = ['won', 'lost', 'as_is'] as const;
/** What a closed status of ConnectWise means here. `as_is`: it decides nothing, and the audit log says so. */
export type ClosedOutcome = (typeof closedOutcomes)[number];

const closedStatusSchema = z.object({
  statusId: z.string().regex(/^\d{1,18}$/, 'This is no ID of ConnectWise.'),
  outcome: z.enum(closedOutcomes),
});

/** Many statuses may have one outcome; one that is not named follows the stage map, the status map and the default stage alone. */
export const closedStatusesSchema = z.array(closedStatusSchema).default([]);

export type ClosedStatus = z.output<typeof closedStatusSchema>;
