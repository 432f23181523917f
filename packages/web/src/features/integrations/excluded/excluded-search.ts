import { oneOf, searchOf, text } from '../../../components/url-search.ts';
/** The page's state in the URL; malformed values are dropped. */
export const excludedSearch = searchOf({
  entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'),
  /** ID of a filter rule: `company.in.type`. */
  rule: text,
  text: text,
});

export type ExcludedSearch = ReturnType<typeof excludedSearch>;
