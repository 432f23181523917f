import { z } from 'zod';

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);

/** The page's state in the URL; malformed values are dropped. */
export const excludedSearch = z.object({
  entity: optional(z.enum(['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'])),
  /** ID of a filter rule: `company.in.type`. */
  rule: optional(z.coerce.string().min(1)),
  text: optional(z.coerce.string().min(1)),
});

export type ExcludedSearch = z.infer<typeof excludedSearch>;
