import { z } from 'zod';

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);

/** What the review shows, in the URL; an issue leads to its record by `remoteId`. */
export const matchingSearch = z.object({
  entity: optional(z.enum(['COMPANY', 'CONTACT', 'PRODUCT'])),
  bucket: optional(z.enum(['EXACT', 'PROBABLE', 'AMBIGUOUS', 'LATER', 'LINKED', 'REJECTED', 'CREATE'])),
  /** A list of records of one side, instead of pairs. */
  alone: optional(z.enum(['ONLY_LOCAL', 'ONLY_REMOTE', 'LEFT_OUT_LOCAL', 'LEFT_OUT_REMOTE'])),
  search: optional(z.coerce.string().min(1)),
  remoteId: optional(z.coerce.string().min(1)),
});

export type MatchingSearch = z.infer<typeof matchingSearch>;
