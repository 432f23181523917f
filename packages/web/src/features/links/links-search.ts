import { oneOf, searchOf, text } from '../../components/url-search.ts';
import type { EntityLinkFilter } from '../../graphql/graphql.ts';

/** What a link can show; the worst first. */
export const linkStates = ['FAILING', 'PENDING', 'BROKEN', 'PAUSED', 'NEVER', 'LINKED'] as const;

/** The links page's state in the URL. */
export const linksSearch = searchOf({
  tab: oneOf('changes', 'conflicts'),
  entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'),
  state: oneOf(...linkStates),
  differs: oneOf('ANY', 'HELD_EDIT', 'BY_CHOICE', 'NONE'),
  text,
  /** The record of the CRM whose link alone is shown. */
  record: text,
  /** The link that is open beside the list. */
  link: text,
});

export type LinksSearch = ReturnType<typeof linksSearch>;

export const linksVariables = ({ entity, state, differs, record, text: words }: LinksSearch) => {
  const filter: EntityLinkFilter = {
    entity: entity ?? null,
    // A broken link stays in that list with its issue; the others show an issue or a push that waits before their state.
    states: state === 'BROKEN' ? [state] : null,
    standing: state && state !== 'BROKEN' ? state : null,
    localId: record ?? null,
    difference: differs ?? null,
    text: words ?? null,
  };
  return { first: 50, filter };
};
