import { z } from 'zod';

/** Absent where there are none, as in every document of before. */
const others = z.array(z.string()).optional();

/**
 * One row of the stage map: a CRM stage, and what stands for it in ConnectWise. Null: not mapped, the default is used. `other…`: what comes in
 * at this stage too, and is never sent; a row that has some sends its `remote…`.
 */
export const stagePairSchema = z.object({
  stageId: z.string(),
  remoteStageId: z.string().nullable().default(null),
  remoteStatusId: z.string().nullable().default(null),
  otherRemoteStageIds: others,
  otherRemoteStatusIds: others,
});

export type StagePair = z.output<typeof stagePairSchema>;
