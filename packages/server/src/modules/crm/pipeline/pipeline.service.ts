import type { StageKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { Origin } from '../../audit/origin.ts';
import {
  addStage,
  lockStages,
  opportunitiesIn,
  pipelineStages,
  placeStages,
  removeStage,
  renameStage,
} from './pipeline.queries.ts';
import type { PipelineStage } from './pipeline-stage.type.ts';

/** Who shapes the pipeline, for history and log. */
export interface Shaper {
  userId: Id | null;
  name: string;
  origin: Origin;
}

export interface PipelineDeps {
  audit: Pick<AuditLog, 'record'>;
  opportunities: { moveToStage(tx: Tx, id: Id, stage: PipelineStage, origin: Origin): Promise<void> };
  /** Called in the transaction before a stage goes; refuses with ProblemsError what cannot do without it. */
  onStageRetired(tx: Tx, stage: PipelineStage, by: Shaper): Promise<void>;
}

const MAX_NAME = 60;
const MAX_STAGES = 50;
/** So many are moved in one transaction; each is an edit with its own row in the log and, by the mode, its own push. */
const MAX_MOVED = 500;

/** The stages of the pipeline, as an administrator shapes them. What refers to a stage goes by its ID, so that renaming and reordering touch nothing else. */
export class PipelineService {
  constructor(private readonly deps: PipelineDeps) {}

  /** Behind the last of its kind. ProblemsError: required, too_long, name_taken, too_many. */
  async add(tx: Tx, { name, kind }: { name: string; kind: StageKind }, by: Shaper): Promise<PipelineStage[]> {
    const stages = await lockStages(tx);
    if (stages.length >= MAX_STAGES) refuse('too_many', `A pipeline has at most ${MAX_STAGES} stages.`);
    const called = this.nameOf(stages, name, null);
    const id = await addStage(tx, { name: called, kind, position: stages.length + 1 });
    const last = stages.findLastIndex((stage) => stage.kind === kind);
    const ids = stages.map((stage) => stage.id);
    ids.splice(last < 0 ? ids.length : last + 1, 0, id);
    await placeStages(tx, ids);
    return this.done(tx, by, `Pipeline stage "${called}" added.`);
  }

  /** ProblemsError: not_found, required, too_long, name_taken. */
  async rename(tx: Tx, { id, name }: { id: Id; name: string }, by: Shaper): Promise<PipelineStage[]> {
    const stages = await lockStages(tx);
    const stage = stageIn(stages, id);
    const called = this.nameOf(stages, name, stage.id);
    if (called === stage.name) return stages;
    await renameStage(tx, stage.id, called);
    return this.done(tx, by, `Pipeline stage "${stage.name}" renamed to "${called}".`);
  }

  /** All stages in their new order. ProblemsError: incomplete. */
  async reorder(tx: Tx, ids: readonly Id[], by: Shaper): Promise<PipelineStage[]> {
    const stages = await lockStages(tx);
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    if (wanted.length !== stages.length || stages.some(({ id }) => !wanted.includes(id)))
      refuse(
        'incomplete',
        'Name every stage of the pipeline once. Somebody may have changed it: reload the page.',
        'ids',
      );
    if (wanted.every((id, at) => stages[at]?.id === id)) return stages;
    await placeStages(tx, wanted);
    return this.done(tx, by, 'Pipeline stages put into another order.');
  }

  /**
   * Takes a stage away; its opportunities go to another one of the same kind, and its pair leaves the mapping. ProblemsError: not_found, last_of_kind,
   * has_opportunities, other_kind, too_many, and what the settings refuse.
   */
  async retire(tx: Tx, { id, moveTo }: { id: Id; moveTo: Id | null }, by: Shaper): Promise<PipelineStage[]> {
    const stages = await lockStages(tx);
    const stage = stageIn(stages, id);
    if (stages.filter(({ kind }) => kind === stage.kind).length === 1)
      refuse('last_of_kind', `"${stage.name}" is the only ${stage.kind} stage. Add another one first.`, 'id');
    const held = await opportunitiesIn(tx, stage.id, MAX_MOVED + 1);
    if (held.length > 0) await this.move(tx, { stage, held, target: moveTo && stageIn(stages, moveTo) }, by);
    await this.deps.onStageRetired(tx, stage, by);
    await removeStage(tx, stage.id);
    const rest = stages.flatMap((one) => (one.id === stage.id ? [] : [one.id]));
    await placeStages(tx, rest);
    return this.done(tx, by, `Pipeline stage "${stage.name}" retired.`);
  }

  private async move(
    tx: Tx,
    { stage, held, target }: { stage: PipelineStage; held: readonly Id[]; target: PipelineStage | null | '' },
    by: Shaper,
  ): Promise<void> {
    if (!target)
      return refuse('has_opportunities', `Opportunities are in "${stage.name}". Say which stage they go to.`, 'moveTo');
    if (target.id === stage.id || target.kind !== stage.kind)
      refuse('other_kind', `They can only go to another ${stage.kind} stage.`, 'moveTo');
    if (held.length > MAX_MOVED)
      refuse('too_many', `More than ${MAX_MOVED} opportunities are in "${stage.name}". Move some of them first.`);
    for (const id of held) await this.deps.opportunities.moveToStage(tx, id, target, by.origin);
  }

  private nameOf(stages: readonly PipelineStage[], name: string, self: Id | null): string {
    const called = name.trim();
    if (called === '') refuse('required', 'Give the stage a name.', 'name');
    if (called.length > MAX_NAME) refuse('too_long', `Keep the name below ${MAX_NAME} characters.`, 'name');
    const taken = stages.find((stage) => stage.id !== self && stage.name.toLowerCase() === called.toLowerCase());
    if (taken) refuse('name_taken', `There is a stage "${taken.name}" already. Choose another name.`, 'name');
    return called;
  }

  private async done(tx: Tx, by: Shaper, description: string): Promise<PipelineStage[]> {
    await this.deps.audit.record(tx, [
      { operation: 'setting', status: 'success', code: 'pipeline', actor: by.name, description },
    ]);
    return pipelineStages(tx);
  }
}

function stageIn(stages: readonly PipelineStage[], id: Id): PipelineStage {
  const stage = stages.find((one) => one.id === id.toLowerCase());
  return stage ?? refuse('not_found', 'This stage does not exist any more. Reload the page.', 'id');
}
