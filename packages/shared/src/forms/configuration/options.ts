import { z } from 'zod';

export const owners = ['crm', 'connectwise'] as const;
/** Whose value stands when both sides changed the same field since they last agreed. */
export type Owner = (typeof owners)[number];

/** Finer points of what passes: reading A5 (lost opportunities) and A18 (who wins a conflict). */
export const optionsSchema = z.object({
  /** Where only won opportunities are sent: the loss of a linked one is sent too, its status alone. */
  pushLost: z.boolean().default(false),
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
});

export type SyncOptions = z.output<typeof optionsSchema>;
