import { flag, oneOf, searchOf, text } from '../../components/url-search.ts';
import type { IssueState } from '../../graphql/graphql.ts';

/** The issues page's state in the URL; without `state` the open ones are shown. `PARKED`: open, and put aside by somebody. */
export const issuesSearch = searchOf({
  state: oneOf('PARKED', 'RESOLVED', 'DISMISSED'),
  entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY', 'TAX_CODE', 'DOCUMENT'),
  code: text,
  direction: oneOf('IN', 'OUT'),
  text: text,
  /** Only of records that ConnectWise has, as the overview counts them. */
  there: flag,
});

export type IssuesSearch = ReturnType<typeof issuesSearch>;

/** What the server is asked: for parked ones and the other open ones it is the same state. */
export function issuesFilter({ state, entity, code, text, there }: IssuesSearch) {
  const isOpen = state === undefined || state === 'PARKED';
  const asked: IssueState = isOpen ? 'OPEN' : state;
  return { state: asked, parked: isOpen ? state === 'PARKED' : undefined, entity, code, text, there };
}

export const issuesVariables = (search: IssuesSearch) => ({
  first: 100,
  ...issuesFilter(search),
  direction: search.direction,
});
