import { oneOf, searchOf, text } from '../../components/url-search.ts';
import type { EntityLinkFilter } from '../../graphql/graphql.ts';

/** The links page's state in the URL. */
export const linksSearch = searchOf({
  tab: oneOf('changes', 'conflicts'),
  entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'),
  state: oneOf('BROKEN', 'PAUSED', 'NEVER', 'LINKED'),
  differs: oneOf('ANY', 'HELD_EDIT', 'BY_CHOICE', 'NONE'),
  text,
  /** The link that is open beside the list. */
  link: text,
});

export type LinksSearch = ReturnType<typeof linksSearch>;

export const linksVariables = ({ entity, state, differs, text: words }: LinksSearch) => {
  const filter: EntityLinkFilter = {
    entity: entity ?? null,
    states: state ? [state] : null,
    difference: differs ?? null,
    text: words ?? null,
  };
  return { first: 50, filter };
};
