import { type FilteredEntity, type FilterSource, filterFields } from '@causeway/shared/forms/configuration/filters';
import { type ReferenceKind, referenceKinds } from '@causeway/shared/vocabulary';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';
import type { PulledEntity } from '../../links/link.ts';
import { type EntityFilters, filtersFor, type OptionLabels } from './filters.rules.ts';
import { excludedStatuses, type FilterSettings } from './inactive-companies.rules.ts';

/** The lists of ConnectWise that rules choose from. */
export const filterLists: readonly ReferenceKind[] = [
  ...new Set(filterFields.flatMap(({ sources }) => [sources.in, sources.out].filter(isReferenceKind))),
];

/** What the settings exclude of a kind of record that comes in. */
export const incomingFilters = (
  configuration: FilterSettings,
  lists: ReferenceLists,
  entity: FilteredEntity,
  labels: OptionLabels = labelsFrom(lists),
): EntityFilters => filtersFor(entity, 'in', configuration.filters, labels, excludedStatuses(configuration, lists));

const made = new WeakMap<FilterSettings, Map<PulledEntity, EntityFilters>>();

/** What a run excludes; made once for all of its pages. */
export function pullFilters(
  { configuration, lists }: { configuration: FilterSettings; lists?: ReferenceLists },
  entity: PulledEntity,
): EntityFilters {
  const known = made.get(configuration) ?? new Map<PulledEntity, EntityFilters>();
  made.set(configuration, known);
  const found = known.get(entity) ?? incomingFilters(configuration, lists ?? {}, entity);
  known.set(entity, found);
  return found;
}

export interface CrmNames {
  /** Of the CRM's own stages, by ID. */
  stages?: ReadonlyMap<string, string>;
}

/** Names options by ConnectWise's lists, as last read. */
export const labelsFrom =
  (lists: ReferenceLists, { stages }: CrmNames = {}): OptionLabels =>
  (field, direction, value) => {
    const source: FilterSource | null | undefined = field.sources[direction];
    if (!source || source === 'product_class') return value;
    if (source === 'pipeline_stage') return stages?.get(value) ?? `#${value}`;
    return findReference(lists[source], value)?.label ?? `#${value}`;
  };

function isReferenceKind(source: FilterSource | null | undefined): source is ReferenceKind {
  return referenceKinds.some((kind) => kind === source);
}
