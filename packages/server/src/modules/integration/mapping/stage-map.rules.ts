import { comesInFrom, type MappedStage, otherFields } from '@causeway/shared/mapping/stage-mapping';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';

/** One row of the editor: what a CRM stage shall be mapped to. Null or left out: not mapped, the default is used. */
export interface StageMapInput {
  stageId: Id;
  remoteStageId?: string | null;
  remoteStatusId?: string | null;
  /** What comes in at the stage too. */
  otherRemoteStageIds?: readonly string[] | null | undefined;
  otherRemoteStatusIds?: readonly string[] | null | undefined;
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

/** An option stands at one CRM stage: one that another row has, saved or in the same input, is refused (requirements R26, R27). */
function columnProblems(
  current: readonly MappedStage[],
  inputs: readonly StageMapInput[],
  lists: ReferenceLists,
  column: Column,
): Problem[] {
  const given = new Set(inputs.map((input) => input.stageId));
  const holders = new Map(
    current.flatMap((s) =>
      given.has(s.id) ? [] : comesInFrom(s, column.field).map((option): [string, string] => [option, s.name]),
    ),
  );
  return inputs.flatMap((input, index): Problem[] => {
    const before = current.find((s) => s.id === input.stageId);
    const own = before?.name ?? 'this stage';
    const sent = input[column.field];
    const others = input[otherFields[column.field]] ?? [];
    const at = (field: string) => `stageMap.${index}.${field}`;
    const judge = (option: string, field: string): Problem[] => {
      const problem = optionProblem(
        { option, before, lists, holder: holders.get(option), own },
        column,
        field === column.field,
      );
      if (!problem) holders.set(option, own);
      return problem ? [{ ...problem, field: at(field) }] : [];
    };
    if (others.length > 0 && !sent)
      return [
        {
          code: 'none_is_sent',
          field: at(column.field),
          message: `Choose the ConnectWise ${column.word} that is sent for "${own}": the others of the row only come in.`,
        },
      ];
    return [
      ...(sent ? judge(sent, column.field) : []),
      ...others.flatMap((option) => judge(option, otherFields[column.field])),
    ];
  });
}

interface Choice {
  option: string;
  before: MappedStage | undefined;
  lists: ReferenceLists;
  /** The stage that has it. */
  holder: string | undefined;
  own: string;
}

/** What is never sent may be inactive: old opportunities still have it. */
function optionProblem(
  { option, before, lists, holder, own }: Choice,
  { field, kind, word }: Column,
  isSent: boolean,
): Omit<Problem, 'field'> | null {
  const found = findReference(lists[kind], option);
  if (!found)
    return {
      code: 'unknown_option',
      message: `ConnectWise has no ${word} with ID ${option}. Refresh the lists and choose again.`,
    };
  if (isSent && !found.isActive && before?.[field] !== option)
    return {
      code: 'inactive_option',
      message: `The ConnectWise ${word} "${found.label}" is inactive there. Choose another.`,
    };
  if (holder)
    return {
      code: 'mapping_taken',
      message: `ConnectWise ${word} "${found.label}" is mapped to "${holder}" already. Free it there, or choose another for "${own}".`,
    };
  return null;
}
