import { momentsOf, pastDays } from '../../components/date-range.ts';
import { flag, oneOf, searchOf, text } from '../../components/url-search.ts';
import type { ConflictOrder, EntityLinkFilter } from '../../graphql/graphql.ts';

/** What a link can show; the worst first. */
export const linkStates = ['FAILING', 'PENDING', 'BROKEN', 'PAUSED', 'NEVER', 'LINKED'] as const;

/** Conflicts are found newest first, unless another order is chosen. */
const conflictOrders = ['FOUND', 'NAME', 'DECIDED'] as const satisfies readonly ConflictOrder[];

/** The links page's state in the URL. */
export const linksSearch = searchOf({
  tab: oneOf('changes', 'conflicts'),
  entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'),
  state: oneOf(...linkStates),
  differs: oneOf('ANY', 'HELD_EDIT', 'BY_CHOICE', 'NONE'),
  linked: pastDays,
  synced: pastDays,
  text,
  /** The record of the CRM whose link alone is shown. */
  record: text,
  /** The link that is open beside the list. */
  link: text,
  /** Of the conflicts: which, and in what order; a kind of record is `entity`. */
  conflict: oneOf('OPEN', 'KEPT', 'RESTORED', 'SETTLED'),
  sort: oneOf(...conflictOrders),
  desc: flag,
});

export type LinksSearch = ReturnType<typeof linksSearch>;

/** How many of the filters that a telephone folds away narrow the list. */
export const foldedOf = ({ entity, state, differs, linked, synced }: LinksSearch): number =>
  [entity, state, differs, linked, synced].filter(Boolean).length;

export const linksVariables = ({ entity, state, differs, record, text: words, linked, synced }: LinksSearch) => {
  const [made, last] = [momentsOf(linked), momentsOf(synced)];
  const filter: EntityLinkFilter = {
    entity: entity ?? null,
    // A broken link stays in that list with its issue; the others show an issue or a push that waits before their state.
    states: state === 'BROKEN' ? [state] : null,
    standing: state && state !== 'BROKEN' ? state : null,
    localId: record ?? null,
    difference: differs ?? null,
    text: words ?? null,
    createdAfter: made?.from ?? null,
    createdBefore: made?.before ?? null,
    syncedAfter: last?.from ?? null,
    syncedBefore: last?.before ?? null,
  };
  return { first: 50, filter };
};

export const conflictsVariables = ({ entity, conflict, sort, desc }: LinksSearch) => ({
  first: 50,
  filter: entity || conflict ? { entity: entity ?? null, state: conflict ?? null } : null,
  orderBy: sort ?? null,
  descending: desc ?? false,
});
