import type { MappedStage } from '@causeway/shared/mapping/stage-mapping';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';

/** One row of the editor: what a CRM stage shall be mapped to. Null or left out: not mapped, the default is used. */
export interface StageMapInput {
  stageId: Id;
  remoteStageId?: string | null;
  remoteStatusId?: string | null;
}

/** Everything wrong with a new map at once, each problem at its field (`stageMap.1.remoteStageId`). */
export function stageMapProblems(
  current: readonly MappedStage[],
  inputs: readonly StageMapInput[],
  lists: ReferenceLists,
): Problem[] {
  return [
    ...unknownStages(current, inputs),
    ...columnProblems(current, inputs, lists, stageColumn),
    ...columnProblems(current, inputs, lists, statusColumn),
  ];
}

interface Column {
  field: 'remoteStageId' | 'remoteStatusId';
  kind: ReferenceKind;
  word: string;
}

const stageColumn: Column = { field: 'remoteStageId', kind: 'stage', word: 'stage' };
const statusColumn: Column = { field: 'remoteStatusId', kind: 'status', word: 'status' };

function unknownStages(current: readonly MappedStage[], inputs: readonly StageMapInput[]): Problem[] {
  const seen = new Set<Id>();
  return inputs.flatMap(({ stageId }, index): Problem[] => {
    const field = `stageMap.${index}.stageId`;
    if (seen.has(stageId))
      return [{ code: 'duplicate_row', field, message: 'This CRM stage stands in the map twice. Remove one row.' }];
    seen.add(stageId);
    if (current.some((s) => s.id === stageId)) return [];
    return [{ code: 'not_found', field, message: 'This CRM stage does not exist any more. Reload the page.' }];
  });
}

/** One-to-one: an option that another row has, saved or in the same input, is refused (requirements R26, R27). */
function columnProblems(
  current: readonly MappedStage[],
  inputs: readonly StageMapInput[],
  lists: ReferenceLists,
  { field, kind, word }: Column,
): Problem[] {
  const given = new Set(inputs.map((input) => input.stageId));
  const holders = new Map(
    current.flatMap((s): [string, string][] => (s[field] && !given.has(s.id) ? [[s[field], s.name]] : [])),
  );
  return inputs.flatMap((input, index): Problem[] => {
    const option = input[field];
    if (!option) return [];
    const at = `stageMap.${index}.${field}`;
    const found = findReference(lists[kind], option);
    if (!found)
      return [
        {
          code: 'unknown_option',
          field: at,
          message: `ConnectWise has no ${word} with ID ${option}. Refresh the lists and choose again.`,
        },
      ];
    const before = current.find((s) => s.id === input.stageId);
    if (!found.isActive && before?.[field] !== option)
      return [
        {
          code: 'inactive_option',
          field: at,
          message: `The ConnectWise ${word} "${found.label}" is inactive there. Choose another.`,
        },
      ];
    const holder = holders.get(option);
    const own = before?.name ?? 'this stage';
    if (holder)
      return [
        {
          code: 'mapping_taken',
          field: at,
          message: `ConnectWise ${word} "${found.label}" is mapped to "${holder}" already. Free it there, or choose another for "${own}".`,
        },
      ];
    holders.set(option, own);
    return [];
  });
}
