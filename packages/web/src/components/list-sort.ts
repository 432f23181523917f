export type Sort = { key: string; descending: boolean };

type Search<TOrder extends string> = { sort?: TOrder | undefined; desc?: boolean | undefined };

/** The order of a list by its columns, kept in the address: the key of a column is the server's word for it in lower case. Without a word it is the name. */
export function listSort<TOrder extends string>(
  orders: readonly TOrder[],
  { sort, desc }: Search<TOrder>,
  set: (change: Search<TOrder>) => void,
): { sort: Sort; onSort: (sort: Sort) => void } {
  return {
    sort: { key: (sort ?? 'name').toLowerCase(), descending: desc ?? false },
    onSort: ({ key, descending }) =>
      set({ sort: orders.find((one) => one === key.toUpperCase()), desc: descending || undefined }),
  };
}
