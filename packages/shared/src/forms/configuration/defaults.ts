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
  /** Days from today to the expected close date of an opportunity without one. */
  closeDateOffsetDays: z
    .number()
    .int('Enter whole days.')
    .min(0, 'Enter 0 days or more.')
    .max(3_650, 'Enter at most 3,650 days.')
    .default(30),
  /** The CRM's stage of opportunities from ConnectWise whose stage and status are not mapped; null: the first open one. */
  localStageId: z.string().nullable().default(null),
  /** Name of the contact that is made at a company where neither it nor the client has one; null: the push is refused. */
  contactName: z
    .string()
    .trim()
    .max(60, 'Shorten the name to 60 characters.')
    .transform((name) => name || null)
    .nullable()
    .default(null),
});

/** Those that are chosen from a list of ConnectWise. */
export type RemoteDefault = Exclude<keyof Defaults, 'closeDateOffsetDays' | 'localStageId' | 'contactName'>;

/** The defaults of a connection; remote IDs as text. */
export type Defaults = z.output<typeof defaultsSchema>;
