import { z } from 'zod';

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);

/** Which records of a preview are shown, in the URL. Unknown values are dropped, never an error. */
export const previewSearch = z.object({
  entity: optional(z.enum(['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'])),
  operation: optional(z.enum(['CREATE', 'UPDATE', 'LINK', 'SKIP', 'NEEDS_PERSON'])),
  text: optional(z.coerce.string().min(1)),
  /** The record whose details are open. */
  record: optional(z.string().min(1)),
});

export type PreviewSearch = z.infer<typeof previewSearch>;
