import { momentsOf, pastDays } from '../../components/date-range.ts';
import { standings } from '../../components/standings.ts';
import { flag, oneOf, searchOf, text } from '../../components/url-search.ts';
import type { ClientOrder } from '../../graphql/graphql.ts';

export const clientOrders = ['PLACE', 'PHONE', 'TYPE', 'STATUS', 'CHANGED'] as const satisfies readonly ClientOrder[];

/** The list of clients in the address. */
export const clientsSearch = searchOf({
  search: text,
  standing: oneOf(...standings),
  created: pastDays,
  changed: pastDays,
  type: text,
  status: text,
  sort: oneOf(...clientOrders),
  desc: flag,
});

export type ClientsSearch = ReturnType<typeof clientsSearch>;

/** What the server is asked; also by the export. */
export const clientsFilter = ({ search, standing, type, status, created, changed, sort, desc }: ClientsSearch) => ({
  search: search ?? null,
  standing: standing ?? null,
  type: type ?? null,
  status: status ?? null,
  created: momentsOf(created),
  changed: momentsOf(changed),
  orderBy: sort ?? null,
  descending: desc ?? false,
});
