import type { Tx } from '../../../platform/database/database.ts';
import { ProblemsError } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Origin } from '../../audit/origin.ts';
import { refuseAll } from '../form.ts';
import { pipelineStages } from '../pipeline/pipeline.queries.ts';
import { holdRows } from '../record-rows.queries.ts';
import { missingReferences } from '../references.ts';
import { type Chosen, type Refused, refusalOf } from './opportunities-together.rules.ts';
import { opportunitiesById } from './opportunity.queries.ts';
import type { OpportunityService } from './opportunity.service.ts';
import type { Opportunity } from './opportunity.type.ts';
import { stageToReopen } from './stage-move.rules.ts';

/** What became of opportunities that were edited together. */
export interface EditedTogether {
  /** Those that have the value now, or had it already. */
  done: Id[];
  refused: Refused[];
}

/**
 * The same edit for opportunities that somebody chose from a list: each is an edit by `OpportunityService.update`, with its own version, row in the log
 * and word to who listens. One that may not be edited so is left with a sentence, and the others go through.
 */
export class OpportunitiesTogether {
  constructor(private readonly opportunities: Pick<OpportunityService, 'update'>) {}

  /** To an open stage; those that are won or lost are left. ProblemsError: not_found, stage_not_open. */
  async setStage(tx: Tx, chosen: readonly Chosen[], stageId: Id, origin: Origin): Promise<EditedTogether> {
    const stages = await pipelineStages(tx);
    const target = stageToReopen(stages, stageId);
    if (!target.ok) throw new ProblemsError([target.problem]);
    const kinds = new Map(stages.map(({ id, kind }) => [id, kind]));
    return this.edit(tx, chosen, { stageId: target.value.id }, origin, (row) => {
      const kind = kinds.get(row.stageId);
      return kind === 'won' || kind === 'lost' ? kind : null;
    });
  }

  /** To a person of the workspace, or to nobody. ProblemsError: not_found. */
  async setOwner(tx: Tx, chosen: readonly Chosen[], ownerId: Id | null, origin: Origin): Promise<EditedTogether> {
    refuseAll(await missingReferences(tx, [{ to: 'user', id: ownerId, field: 'ownerId' }]));
    return this.edit(tx, chosen, { ownerId: ownerId?.toLowerCase() ?? null }, origin, () => null);
  }

  private async edit(
    tx: Tx,
    chosen: readonly Chosen[],
    edit: Partial<Pick<Opportunity, 'stageId' | 'ownerId'>>,
    origin: Origin,
    closedAs: (row: Opportunity) => 'won' | 'lost' | null,
  ): Promise<EditedTogether> {
    const versions = new Map(chosen.map(({ id, version }) => [id.toLowerCase(), version ?? null]));
    const ids = [...versions.keys()];
    // Held before they are read: one that is won meanwhile must not be reopened.
    await holdRows(tx, 'opportunity', ids);
    const rows = await opportunitiesById(tx, ids);
    const done: Id[] = [];
    const refused: Refused[] = [];
    for (const id of ids) {
      const row = rows.get(id);
      const refusal = refusalOf({ id, version: versions.get(id) ?? null }, row, row ? closedAs(row) : null);
      if (refusal) refused.push(refusal);
      else {
        if (row && !has(row, edit)) await this.opportunities.update(tx, id, edit, origin);
        done.push(id);
      }
    }
    return { done, refused };
  }
}

const has = (row: Opportunity, edit: Partial<Pick<Opportunity, 'stageId' | 'ownerId'>>): boolean =>
  edit.stageId === undefined ? edit.ownerId === row.ownerId : edit.stageId === row.stageId;
