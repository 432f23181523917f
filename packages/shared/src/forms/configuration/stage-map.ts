import { z } from 'zod';

/** One row of the stage map: a CRM stage, and what stands for it in ConnectWise. Null: not mapped, the default is used. */
export const stagePairSchema = z.object({
  stageId: z.string(),
  remoteStageId: z.string().nullable().default(null),
  remoteStatusId: z.string().nullable().default(null),
});

export type StagePair = z.output<typeof stagePairSchema>;
