import { z } from 'zod';

const taxPairSchema = z.object({ taxRegionId: z.string(), taxCodeId: z.string() });

/** Tax regions that were mapped by hand. Regions that were imported from a tax code know theirs without a row (requirement R46). */
export const taxMapSchema = z.object({ pairs: z.array(taxPairSchema).default([]) });

export type TaxMap = z.output<typeof taxMapSchema>;
export type TaxPair = z.output<typeof taxPairSchema>;
