import { z } from 'zod';
import { bundleModes, syncModes } from '../../vocabulary.ts';
import { closedStatusesSchema } from './closed-statuses.ts';
import { customFieldRowsSchema } from './custom-fields.ts';
import { defaultsSchema } from './defaults.ts';
import { fieldDirectionsSchema } from './field-directions.ts';
import { filterRuleSchema } from './filters.ts';
import { matchingSchema } from './matching.ts';
import { opportunityMappingSchema } from './opportunity-mapping.ts';
import { optionsSchema } from './options.ts';
import { productMapSchema } from './product-map.ts';
import { stagePairSchema } from './stage-map.ts';
import { taxMapSchema } from './tax-map.ts';

/**
 * Everything that an admin sets for a connection, as one document: what a revision keeps, an export carries and a run goes by. Every part
 * has a default, so that a document of an older version, or an empty one, is whole once parsed.
 */
export const configurationSchema = z.object({
  mode: z.enum(syncModes).default('pull_new_push_won'),
  bundleMode: z.enum(bundleModes).default('bundle'),
  options: optionsSchema.prefault({}),
  defaults: defaultsSchema.prefault({}),
  fieldDirections: fieldDirectionsSchema,
  filters: z.array(filterRuleSchema).default([]),
  stageMap: z.array(stagePairSchema).default([]),
  productMap: productMapSchema.prefault({}),
  taxMap: taxMapSchema.prefault({}),
  opportunityMapping: opportunityMappingSchema.prefault({}),
  closedStatuses: closedStatusesSchema,
  customFields: customFieldRowsSchema,
  matching: matchingSchema.prefault({}),
});

export type Configuration = z.output<typeof configurationSchema>;

/** A part of it, by which it is edited and its problems are told: `defaults`, `stageMap`. */
export type ConfigurationSection = keyof Configuration;

/**
 * The configuration of a connection for which nothing was chosen yet. It differs from an empty document where a new set-up begins more
 * carefully than those that were stored before it could be chosen.
 */
export const emptyConfiguration = (): Configuration =>
  configurationSchema.parse({ options: { inactiveCompanies: 'exclude' } });
