import { z } from 'zod';

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);

/** The issues page's state in the URL; without `state` the open ones are shown. */
export const issuesSearch = z.object({
  state: optional(z.enum(['RESOLVED', 'DISMISSED'])),
  entity: optional(z.enum(['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY', 'TAX_CODE', 'DOCUMENT'])),
  code: optional(z.string().min(1)),
});

export type IssuesSearch = z.infer<typeof issuesSearch>;
