import { oneOf, searchOf, text } from '../../components/url-search.ts';
import type { IssueState } from '../../graphql/graphql.ts';
/** The issues page's state in the URL; without `state` the open ones are shown. */
export const issuesSearch = searchOf({
  state: oneOf('RESOLVED', 'DISMISSED'),
  entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY', 'TAX_CODE', 'DOCUMENT'),
  code: text,
});

export type IssuesSearch = ReturnType<typeof issuesSearch>;

export const issuesVariables = ({
  state = 'OPEN',
  entity,
  code,
}: { state?: IssueState | undefined } & Omit<IssuesSearch, 'state'>) => ({
  first: 100,
  state,
  entity,
  code,
});
