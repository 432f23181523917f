import { oneOf, searchOf, text } from '../../../components/url-search.ts';
/** What the review shows, in the URL; an issue leads to its record by `remoteId`. */
export const matchingSearch = searchOf({
  entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT'),
  bucket: oneOf('EXACT', 'PROBABLE', 'AMBIGUOUS', 'LATER', 'LINKED', 'REJECTED', 'CREATE'),
  /** A list of records of one side, instead of pairs. */
  alone: oneOf('ONLY_LOCAL', 'ONLY_REMOTE', 'HELD_REMOTE', 'EXCLUDED_LOCAL', 'EXCLUDED_REMOTE'),
  search: text,
  remoteId: text,
});

export type MatchingSearch = ReturnType<typeof matchingSearch>;
