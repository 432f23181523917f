import { momentsOf, pastDays } from '../../components/date-range.ts';
import { standings } from '../../components/standings.ts';
import { flag, oneOf, searchOf, text } from '../../components/url-search.ts';
import type { ContactOrder } from '../../graphql/graphql.ts';

export const contactOrders = ['CLIENT', 'TITLE', 'EMAIL', 'PHONE'] as const satisfies readonly ContactOrder[];

/** The list of contacts in the address. */
export const contactsSearch = searchOf({
  search: text,
  client: text,
  standing: oneOf(...standings),
  created: pastDays,
  changed: pastDays,
  sort: oneOf(...contactOrders),
  desc: flag,
});

export type ContactsSearch = ReturnType<typeof contactsSearch>;

/** What the server is asked; also by the export. */
export const contactsFilter = ({ search, client, standing, created, changed, sort, desc }: ContactsSearch) => ({
  search: search ?? null,
  clientId: client ?? null,
  standing: standing ?? null,
  created: momentsOf(created),
  changed: momentsOf(changed),
  orderBy: sort ?? null,
  descending: desc ?? false,
});
