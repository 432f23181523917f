import { z } from 'zod';
import { statusSources } from '../../vocabulary.ts';

const statusId = z
  .string()
  .regex(/^\d{1,18}$/, 'This is no ID of ConnectWise.')
  .nullable()
  .default(null);

/** How the status of an opportunity is kept, beside the stage map. */
export const opportunityMappingSchema = z.object({
  /** The status map, or the custom field "CW Status"; the map is kept while the field is used. */
  statusSource: z.enum(statusSources).default('map'),
  /** Which status a win or a loss sets while the custom field is used, where ConnectWise marks several as won or lost. */
  wonStatusId: statusId,
  lostStatusId: statusId,
  /** A closed status in ConnectWise wins over the mapped stage when an opportunity is pulled. */
  closedStatusWins: z.boolean().default(false),
});

export type OpportunityMapping = z.output<typeof opportunityMappingSchema>;
