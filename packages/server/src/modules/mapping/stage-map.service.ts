import type { Tx } from '../../platform/database/database.ts';
import type { Problem } from '../../platform/errors.ts';
import { ProblemsError } from '../../platform/errors.ts';
import type { Id } from '../../platform/ids.ts';
import { diffFields, type FieldChange } from '../audit/diff.ts';
import type { ReferenceLists } from '../connection/reference-lists.ts';
import type { MappedStage } from './stage.rules.ts';
import { type StageMapInput, stageMapProblems } from './stage-map.rules.ts';

/** The stage and status maps of a connection: one row of `mapping` a pair, one-to-one by its unique keys. */
export class StageMapService {
  /** All CRM stages in pipeline order, each with what it is mapped to. */
  rows(tx: Tx, connectionId: Id): Promise<MappedStage[]> {
    return tx.query<MappedStage>(
      `select s.id, s.name, s.kind, s.position, g.remote_key as "remoteStageId", u.remote_key as "remoteStatusId"
       from pipeline_stage s
       left join mapping g on g.connection_id = $1 and g.kind = 'stage' and g.local_key = s.id::text
       left join mapping u on u.connection_id = $1 and u.kind = 'status' and u.local_key = s.id::text
       order by s.position, s.id`,
      [connectionId],
    );
  }

  /** What is wrong with a new map: unknown stages, options that ConnectWise does not have, options taken twice. */
  async problems(
    tx: Tx,
    connectionId: Id,
    inputs: readonly StageMapInput[],
    lists: ReferenceLists,
  ): Promise<Problem[]> {
    return stageMapProblems(await this.rows(tx, connectionId), inputs, lists);
  }

  /** Sets the pairs of the given stages; stages that are not named keep theirs. Answers what changed, by stage name. */
  async save(tx: Tx, connectionId: Id, inputs: readonly StageMapInput[]): Promise<FieldChange[]> {
    const before = await this.rows(tx, connectionId);
    await this.replace(tx, connectionId, 'stage', inputs, (input) => input.remoteStageId);
    await this.replace(tx, connectionId, 'status', inputs, (input) => input.remoteStatusId);
    const after = await this.rows(tx, connectionId);
    return diffFields(flatten(before), flatten(after));
  }

  /** Freed options are deleted first, so that two rows can swap theirs in one save. */
  private async replace(
    tx: Tx,
    connectionId: Id,
    kind: 'stage' | 'status',
    inputs: readonly StageMapInput[],
    pick: (input: StageMapInput) => string | null | undefined,
  ): Promise<void> {
    await tx.query(`delete from mapping where connection_id = $1 and kind = $2 and local_key = any($3::text[])`, [
      connectionId,
      kind,
      inputs.map((input) => input.stageId),
    ]);
    const chosen = inputs.filter((input) => pick(input));
    await tx
      .query(
        `insert into mapping (connection_id, kind, local_key, remote_key)
         select $1, $2, n.local_key, n.remote_key from unnest($3::text[], $4::text[]) as n(local_key, remote_key)`,
        [connectionId, kind, chosen.map((input) => input.stageId), chosen.map((input) => pick(input))],
      )
      .catch(explainTaken);
  }
}

/** Two saves at once can still meet at the unique key; the second one is told, kindly. */
function explainTaken(error: unknown): never {
  if ((error as { code?: string }).code !== '23505') throw error;
  throw new ProblemsError([
    {
      code: 'mapping_taken',
      field: 'stageMap',
      message: 'Someone else has just mapped one of these options to another stage. Reload the page and try again.',
    },
  ]);
}

const flatten = (rows: readonly MappedStage[]): Record<string, unknown> =>
  Object.fromEntries(
    rows.flatMap((row) => [
      [`stageMap.${row.name}.stage`, row.remoteStageId],
      [`stageMap.${row.name}.status`, row.remoteStatusId],
    ]),
  );
