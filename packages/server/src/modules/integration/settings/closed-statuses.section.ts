import { closedOutcomes } from '@causeway/shared/forms/configuration/closed-statuses';
import { kindOfStatus } from '@causeway/shared/mapping/stage-mapping';
import type { Problem } from '../../../platform/errors.ts';
import { findReference } from '../../connection/reference-lists.ts';
import { section } from '../setup/section.ts';

/** What closed statuses of ConnectWise mean for opportunities that come in, many statuses to one outcome. */
export const closedStatuses = section({
  key: 'closedStatuses',
  step: 'mapping',
  // Statuses that are not named keep theirs; null frees one.
  merge: (before, input) => {
    const given = new Set(input.map(({ statusId }) => statusId));
    const set = input.flatMap(({ statusId, outcome }) => (outcome ? [{ statusId, outcome }] : []));
    return [...before.filter(({ statusId }) => !given.has(statusId)), ...set];
  },
  problems: ({ input, next, facts }) =>
    (input ?? next.closedStatuses).flatMap(({ statusId, outcome }, index): Problem[] => {
      const field = `closedStatuses.${index}.statusId`;
      const status = findReference(facts.lists.status, statusId);
      if (!outcome) return [];
      if (!status)
        return [
          {
            code: 'unknown_option',
            field,
            message: `ConnectWise has no status with ID ${statusId}. Refresh the lists and choose again.`,
          },
        ];
      if (kindOfStatus(status) === 'open')
        return [
          {
            code: 'not_closed_status',
            field,
            message: `The status "${status.label}" is open in ConnectWise. Choose an outcome for closed statuses only.`,
          },
        ];
      return [];
    }),
  missing: () => [],
  uses: ({ closedStatuses: chosen }) =>
    chosen.map(({ statusId }, index) => ({
      kind: 'status',
      remoteId: statusId,
      field: `closedStatuses.${index}.statusId`,
      usedBy: 'outcome of a closed status',
      // A status that is inactive still stands at old opportunities.
      isIdle: true,
    })),
  words: { statusId: 'Closed status', outcome: 'Meaning of the closed status' },
  values: { [closedOutcomes[0]]: 'Won', [closedOutcomes[1]]: 'Lost', [closedOutcomes[2]]: 'Leave as it is' },
});
