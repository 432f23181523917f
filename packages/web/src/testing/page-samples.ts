/** Pages of lists, as the server answers them. Each test changes what it is about. */

export const emptyPage = {
  items: [],
  pageInfo: { endCursor: null, hasNextPage: false },
  totalCount: 0,
  liveCursor: 'live-0',
};

export const pageOf = (items: readonly object[], endCursor: string | null = null): object => ({
  items,
  pageInfo: { endCursor, hasNextPage: endCursor !== null },
  totalCount: items.length,
  liveCursor: `live-${items.length}`,
});
