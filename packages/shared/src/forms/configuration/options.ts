import { z } from 'zod';

export const owners = ['crm', 'connectwise'] as const;
/** Whose value stands when both sides changed the same field since they last agreed. */
export type Owner = (typeof owners)[number];

/** What a reconcile does about records that differ: bring them in step by the owner rule, or only show them. */
export const differenceTreatments = ['heal', 'show'] as const;
export type DifferenceTreatment = (typeof differenceTreatments)[number];

export const inactiveCompanyTreatments = ['sync', 'exclude'] as const;
/** What becomes of companies whose status in ConnectWise says that they are not in use: inactive, or not approved. */
export type InactiveCompanyTreatment = (typeof inactiveCompanyTreatments)[number];

/** Finer points of what passes: reading A5 (lost opportunities) and A18 (who wins a conflict). */
export const optionsSchema = z.object({
  /** Where only won opportunities are sent: the loss of a linked one is sent too, its status alone. */
  pushLost: z.boolean().default(false),
  /** Documents from before it was asked take such companies in; a new set-up excludes them (`emptyConfiguration`). */
  inactiveCompanies: z.enum(inactiveCompanyTreatments).default('sync'),
  /** Notes in ConnectWise carry a signed link that opens the document without a session. */
  documentLinks: z
    .object({
      isOn: z.boolean().default(false),
      /** Of a new link; null: it does not expire. */
      expireAfterDays: z
        .number()
        .int()
        .min(1, 'At least one day.')
        .max(3650, 'At most ten years.')
        .nullable()
        .default(null),
    })
    .prefault({}),
  owners: z
    .object({
      company: z.enum(owners).default('connectwise'),
      contact: z.enum(owners).default('connectwise'),
      product: z.enum(owners).default('connectwise'),
      opportunity: z.enum(owners).default('crm'),
    })
    .prefault({}),
  /** How long runs that are over stay in the list. */
  keepRunsDays: z.number().int().min(1).max(3650).default(30),
  /** The comparison of all records, once a night: at this hour by the clock of the workspace. */
  reconcile: z
    .object({
      differences: z.enum(differenceTreatments).default('heal'),
      hour: z.number().int().min(0).max(23).default(2),
    })
    .prefault({}),
});

export type SyncOptions = z.output<typeof optionsSchema>;
