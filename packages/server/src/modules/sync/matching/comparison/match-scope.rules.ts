import type { Direction } from '@causeway/shared/vocabulary';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import { filtersFor } from '../../../integration/filters/filters.rules.ts';
import type { FilterSettings } from '../../../integration/filters/inactive-companies.rules.ts';
import { incomingFilters } from '../../../integration/filters/pull-filters.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { compareAgain, filtersOf } from '../../messages/match.messages.ts';
import { syncOf } from '../../registry.ts';
import { comparedRecords } from './compared-records.ts';

/** Filters of one kind of record in one direction that are others than those of a comparison. */
export interface ChangedFilters {
  entity: PulledEntity;
  direction: Direction;
}

/** What a comparison that went by one set of rules would have to be done again for under another. */
export function changedFilters(then: FilterSettings, now: FilterSettings, lists: ReferenceLists): ChangedFilters[] {
  const keys = (entity: PulledEntity, settings: FilterSettings): Record<Direction, string> => ({
    in: incomingFilters(settings, lists, entity).key,
    out: filtersFor(entity, 'out', settings.filters).key,
  });
  return comparedRecords().flatMap(({ entity }) => {
    const [before, after] = [keys(entity, then), keys(entity, now)];
    return (['in', 'out'] as const).flatMap((direction) =>
      before[direction] === after[direction] ? [] : [{ entity, direction }],
    );
  });
}

/** Whether pairs may be there that should not be: only filters of what comes in decide about that. */
const areDoubtful = (changed: readonly ChangedFilters[]): boolean =>
  changed.some(({ direction }) => direction === 'in');

/** "the filters of companies from ConnectWise" */
export const changeWords = ({ entity, direction }: ChangedFilters): string =>
  filtersOf(syncOf(entity).words[direction === 'in' ? 'many' : 'manyLocal'], direction);

/** Why nothing can be linked by the last comparison; null when its pairs still hold. */
export const linkRefusal = (changed: readonly ChangedFilters[]): string | null =>
  areDoubtful(changed) ? compareAgain(changed.map(changeWords).join(', ')) : null;
