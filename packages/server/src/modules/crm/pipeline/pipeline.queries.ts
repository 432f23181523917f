import { anyOf } from '../../../platform/database/any-of.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PipelineStage } from './pipeline-stage.type.ts';

const shown = ['id', 'name', 'position', 'kind'] as const;

/** The stage of a row that names it, as JSON. */
export const stageAlong = (id: string): string =>
  `(select json_build_object(${shown.map((name) => `'${name}', s.${name}`).join(', ')}) from pipeline_stage s where s.id = ${id})`;

/** The stages in their order. */
export const pipelineStages = ({ db }: Tx): Promise<PipelineStage[]> =>
  db.selectFrom('pipeline_stage').select(shown).orderBy('position').orderBy('name').execute();

export async function stagesById({ db }: Tx, ids: readonly Id[]): Promise<Map<Id, PipelineStage>> {
  const rows = await db.selectFrom('pipeline_stage').select(shown).where('id', '=', anyOf(ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The stages, locked, so that two administrators change them one after the other. */
export const lockStages = async (tx: Tx): Promise<PipelineStage[]> => {
  await tx.db.selectFrom('pipeline_stage').select('id').orderBy('id').forUpdate().execute();
  return pipelineStages(tx);
};

export async function addStage({ db }: Tx, stage: Omit<PipelineStage, 'id'>): Promise<Id> {
  const { id } = await db.insertInto('pipeline_stage').values(stage).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function renameStage({ db }: Tx, id: Id, name: string): Promise<void> {
  await db.updateTable('pipeline_stage').set({ name }).where('id', '=', id).execute();
}

/** Gives the stages their places, in the order of the IDs. */
export async function placeStages({ db }: Tx, ids: readonly Id[]): Promise<void> {
  for (const [at, id] of ids.entries())
    await db
      .updateTable('pipeline_stage')
      .set({ position: at + 1 })
      .where('id', '=', id)
      .execute();
}

export async function removeStage({ db }: Tx, id: Id): Promise<void> {
  await db.deleteFrom('pipeline_stage').where('id', '=', id).execute();
}

/** The opportunities of a stage, so many at most. */
export const opportunitiesIn = async ({ db }: Tx, stageId: Id, limit: number): Promise<Id[]> => {
  const rows = await db
    .selectFrom('opportunity')
    .select('id')
    .where('stage_id', '=', stageId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
};
