import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { type FilterSource, filterFields } from '@causeway/shared/forms/configuration/filters';
import { type ReferenceKind, referenceKinds } from '@causeway/shared/vocabulary';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';
import type { PulledEntity } from '../../links/link.ts';
import { type EntityFilters, filtersFor, type OptionLabels } from './filters.rules.ts';

/** The lists of ConnectWise that rules choose from. */
export const filterLists: readonly ReferenceKind[] = [
  ...new Set(filterFields.flatMap(({ sources }) => [sources.in, sources.out].filter(isReferenceKind))),
];

const made = new WeakMap<object, Map<PulledEntity, EntityFilters>>();

/** What a run excludes; made once for all of its pages. */
export function pullFilters(
  { configuration, lists }: { configuration: Pick<Configuration, 'filters'>; lists?: ReferenceLists },
  entity: PulledEntity,
): EntityFilters {
  const { filters } = configuration;
  const known = made.get(filters) ?? new Map<PulledEntity, EntityFilters>();
  made.set(filters, known);
  const found = known.get(entity) ?? filtersFor(entity, 'in', filters, labelsFrom(lists ?? {}));
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
