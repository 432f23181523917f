import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PipelineStage } from './pipeline-stage.type.ts';

const columns = 's.id, s.name, s.position, s.kind';

/** The stages in their order. */
export const pipelineStages = (tx: Tx): Promise<PipelineStage[]> =>
  tx.query<PipelineStage>(`select ${columns} from pipeline_stage s order by s.position, s.name`);

export async function stagesById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, PipelineStage>> {
  const rows = await tx.query<PipelineStage>(`select ${columns} from pipeline_stage s where s.id = any($1::uuid[])`, [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}
