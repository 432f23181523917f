import type { OpportunityMapping } from '../forms/configuration/opportunity-mapping.ts';
import type { StatusSource } from '../vocabulary.ts';
import { flaggedStatuses, type MappedStage, type RemoteOption } from './stage-mapping.ts';

type Column = 'remoteStageId' | 'remoteStatusId';

/**
 * What "mapped" means for won and lost (requirement R32): that which carries the outcome across. With the status map it is the status, as
 * the default is an open one and would swallow the win; with the custom field it is the stage, the only map there is.
 */
const decisive: Readonly<Record<StatusSource, { column: Column; word: string }>> = {
  map: { column: 'remoteStatusId', word: 'status' },
  custom_field: { column: 'remoteStageId', word: 'stage' },
};

export interface MissingMapping {
  /** The row in pipeline order; null when the pipeline has no such stage at all. */
  index: number | null;
  column: Column;
  kind: 'won' | 'lost';
  message: string;
}

/** Which rows still have to be mapped before the sync can start: one won and one lost stage each; further ones follow it. */
export function missingMappings(
  stages: readonly MappedStage[],
  { statusSource }: Pick<OpportunityMapping, 'statusSource'>,
): MissingMapping[] {
  const { column, word } = decisive[statusSource];
  return (['won', 'lost'] as const).flatMap((kind): MissingMapping[] => {
    const own = stages.filter((s) => s.kind === kind);
    const [first] = own;
    if (!first)
      return [{ index: null, column, kind, message: `Your pipeline has no ${kind} stage. Add one, then map it.` }];
    if (own.some((s) => s[column])) return [];
    const message = `Map stage "${first.name}" to a ConnectWise ${word}: what is ${kind} here has to be ${kind} there.`;
    return [{ index: stages.indexOf(first), column, kind, message }];
  });
}

/** Whether the outcome hangs on this row: a won or lost stage, unless another of its kind carries it. */
export function isRequired(
  stage: MappedStage,
  stages: readonly MappedStage[],
  { statusSource }: Pick<OpportunityMapping, 'statusSource'>,
): boolean {
  const { column } = decisive[statusSource];
  return stage.kind !== 'open' && !stages.some((s) => s.id !== stage.id && s.kind === stage.kind && s[column]);
}

/** The outcomes for which ConnectWise marks several statuses, so that somebody has to say which one is set (reading A11). */
export const ambiguousOutcomes = (statuses: readonly RemoteOption[]): ('won' | 'lost')[] =>
  (['won', 'lost'] as const).filter((kind) => flaggedStatuses(statuses, kind).length > 1);
