import { opportunityMappingSchema } from '@causeway/shared/forms/configuration/opportunity-mapping';
import { ambiguousOutcomes } from '@causeway/shared/mapping/required-mapping.rules';
import type { Problem } from '../../../platform/errors.ts';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';
import { fieldProblem } from '../mapping/cw-status.rules.ts';
import { type OptionUse, section } from '../setup/section.ts';

const outcomes = { won: 'wonStatusId', lost: 'lostStatusId' } as const;

/** How the status of an opportunity is kept beside the stage map. */
export const opportunityMapping = section({
  key: 'opportunityMapping',
  step: 'mapping',
  // GraphQL gives fields that were left out as undefined, and null where nothing may be null; both say nothing. Empty text: not chosen.
  merge: (before, { statusSource, wonStatusId, lostStatusId, closedStatusWins }) =>
    opportunityMappingSchema.parse({
      statusSource: statusSource ?? before.statusSource,
      wonStatusId: wonStatusId === undefined ? before.wonStatusId : wonStatusId || null,
      lostStatusId: lostStatusId === undefined ? before.lostStatusId : lostStatusId || null,
      closedStatusWins: closedStatusWins ?? before.closedStatusWins,
    }),
  problems: ({ next: { opportunityMapping: next }, facts }) => {
    const clash =
      next.statusSource === 'custom_field'
        ? fieldProblem(facts.crmFields.filter((field) => field.entity === 'opportunity' && !field.isRetired))
        : null;
    return [
      ...(clash ? [clash] : []),
      ...outcomeProblems('won', next.wonStatusId, facts.lists),
      ...outcomeProblems('lost', next.lostStatusId, facts.lists),
    ];
  },
  uses: ({ opportunityMapping: { statusSource, ...chosen } }) =>
    (['won', 'lost'] as const).flatMap((kind): OptionUse[] => {
      const remoteId = chosen[outcomes[kind]];
      if (remoteId === null) return [];
      const use = { field: `opportunityMapping.${outcomes[kind]}`, usedBy: `status of what is ${kind}` };
      return [{ kind: 'status', remoteId, ...use, isIdle: statusSource === 'map' }];
    }),
  words: {
    statusSource: 'Statuses come from',
    wonStatusId: 'Status of what is won',
    lostStatusId: 'Status of what is lost',
    closedStatusWins: 'A closed status overrides the stage',
  },
  values: { map: 'the status map', custom_field: 'the field CW Status' },
  missing: ({ opportunityMapping: next }, { lists }) =>
    next.statusSource === 'map'
      ? []
      : ambiguousOutcomes(lists.status ?? [])
          .filter((kind) => next[outcomes[kind]] === null)
          .map((kind) => ({
            code: 'required',
            field: `opportunityMapping.${outcomes[kind]}`,
            message: `ConnectWise marks several statuses as ${kind}. Choose the one that an opportunity gets when it is ${kind} here.`,
          })),
});

function outcomeProblems(kind: 'won' | 'lost', statusId: string | null, lists: ReferenceLists): Problem[] {
  if (statusId === null) return [];
  const field = `opportunityMapping.${outcomes[kind]}`;
  const status = findReference(lists.status, statusId);
  if (!status)
    return [
      {
        code: 'unknown_option',
        field,
        message: `ConnectWise has no status with ID ${statusId}. Refresh the lists and choose again.`,
      },
    ];
  if (!status.isActive)
    return [
      {
        code: 'inactive_option',
        field,
        message: `The status "${status.label}" is inactive in ConnectWise. Choose another.`,
      },
    ];
  if (status.flags[kind === 'won' ? 'wonFlag' : 'lostFlag']) return [];
  return [
    {
      code: `not_${kind}_status`,
      field,
      message: `ConnectWise does not mark the status "${status.label}" as ${kind}. Choose one that it does.`,
    },
  ];
}
