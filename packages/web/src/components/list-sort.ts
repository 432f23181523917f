export type Sort = { key: string; descending: boolean };

type Search<TOrder extends string> = { sort?: TOrder | undefined; desc?: boolean | undefined };

const byName: Sort = { key: 'name', descending: false };

/** The order of a list by its columns, kept in the address: the key of a column is the server's word for it in lower case. Without a word it is `usual`. */
export function listSort<TOrder extends string>(
  orders: readonly TOrder[],
  { sort, desc }: Search<TOrder>,
  set: (change: Search<TOrder>) => void,
  usual = byName,
): { sort: Sort; onSort: (sort: Sort) => void } {
  return {
    sort: { key: (sort ?? usual.key).toLowerCase(), descending: desc ?? (sort === undefined && usual.descending) },
    onSort: ({ key, descending }) => {
      const isUsual = key === usual.key && descending === usual.descending;
      set({
        sort: isUsual ? undefined : orders.find((one) => one === key.toUpperCase()),
        desc: (!isUsual && descending) || undefined,
      });
    },
  };
}
