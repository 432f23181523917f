import { oneOf, searchOf, text } from '../../../components/url-search.ts';
/** Which records of a preview are shown, in the URL. Unknown values are dropped, never an error. */
export const previewSearch = searchOf({
  entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'),
  operation: oneOf('CREATE', 'UPDATE', 'LINK', 'SKIP', 'NEEDS_PERSON'),
  text: text,
  /** The record whose details are open. */
  record: text,
});

export type PreviewSearch = ReturnType<typeof previewSearch>;
