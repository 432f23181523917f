import { z } from 'zod';

const remoteId = z
  .string()
  .regex(/^\d{1,18}$/, 'This is no ID of ConnectWise.')
  .nullable()
  .default(null);

/**
 * What an opportunity gets in ConnectWise where the CRM says nothing; ConnectWise's IDs as text. What is null follows ConnectWise's own
 * flags (its default status, its first stage), or is left out.
 */
export const defaultsSchema = z.object({
  locationId: remoteId,
  departmentId: remoteId,
  ratingId: remoteId,
  stageId: remoteId,
  statusId: remoteId,
  opportunityTypeId: remoteId,
  salesRepId: remoteId,
  taxCodeId: remoteId,
});

/** The defaults of a connection; remote IDs as text. */
export type Defaults = z.output<typeof defaultsSchema>;
