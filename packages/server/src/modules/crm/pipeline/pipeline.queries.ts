import { anyOf } from '../../../platform/database/any-of.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PipelineStage } from './pipeline-stage.type.ts';

const shown = ['id', 'name', 'position', 'kind'] as const;

/** The stages in their order. */
export const pipelineStages = ({ db }: Tx): Promise<PipelineStage[]> =>
  db.selectFrom('pipeline_stage').select(shown).orderBy('position').orderBy('name').execute();

export async function stagesById({ db }: Tx, ids: readonly Id[]): Promise<Map<Id, PipelineStage>> {
  const rows = await db.selectFrom('pipeline_stage').select(shown).where('id', '=', anyOf(ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
