import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AnyVariables, CombinedError } from 'urql';
import { distinct, type FirstPage, type ListOptions, type PageInfo, useFirstPage } from './use-first-page.ts';

export type PagedResult<TData, TItem> = Pick<
  FirstPage<TData, unknown, TItem>,
  'data' | 'fetching' | 'error' | 'isPrevious' | 'retry'
> & {
  items: readonly TItem[];
  totalCount: number | undefined;
  hasMore: boolean;
  loadingMore: boolean;
  moreError: CombinedError | undefined;
  loadMore: () => void;
};

type More<TItem> = {
  key: string;
  items: readonly TItem[];
  pageInfo: PageInfo | null;
  loading: boolean;
  error: CombinedError | undefined;
};

/** Whoever goes beyond the first page goes on: as much at a time as the API gives. */
const furtherPage = (variables: AnyVariables): { first?: number } =>
  variables && 'first' in variables ? { first: 200 } : {};

/**
 * A list that grows by cursor. The first page is a live query (a mutation that touches it asks again); further pages are
 * appended on demand and dropped when the variables or the end of the first page change. Rows seen twice are shown once.
 */
export function usePagedQuery<TData, TVariables extends AnyVariables, TItem extends { id: string }>(
  options: ListOptions<TData, TVariables, TItem>,
): PagedResult<TData, TItem> {
  const { query, page } = options;
  const { client, variables, key, page: firstPage, data, fetching, error, isPrevious, retry } = useFirstPage(options);

  const nothing: More<TItem> = { key, items: [], pageInfo: null, loading: false, error: undefined };
  const [kept, setMore] = useState<More<TItem>>(nothing);
  const more = kept.key === key ? kept : nothing;
  const now = useRef({ more, key });
  useEffect(() => {
    now.current = { more, key };
  });

  const pageInfo = more.pageInfo ?? firstPage?.pageInfo;
  const hasMore = !isPrevious && (pageInfo?.hasNextPage ?? false);
  const endCursor = pageInfo?.endCursor;

  const loadMore = useCallback(() => {
    const before = now.current;
    if (before.more.loading || !hasMore || !endCursor) return;
    const loading = { ...before.more, loading: true, error: undefined };
    now.current = { ...before, more: loading };
    setMore(loading);
    void client
      .query(query, { ...variables, ...furtherPage(variables), after: endCursor } as TVariables, {
        requestPolicy: 'network-only',
      })
      .toPromise()
      .then((answer) => {
        if (now.current.key !== before.key) return;
        const next = answer.data ? page(answer.data) : null;
        setMore({
          key: before.key,
          items: next ? [...before.more.items, ...next.items] : before.more.items,
          pageInfo: next ? next.pageInfo : before.more.pageInfo,
          loading: false,
          error: answer.error,
        });
      });
  }, [client, query, variables, page, hasMore, endCursor]);

  const items = useMemo(() => distinct([...(firstPage?.items ?? []), ...more.items]), [firstPage?.items, more.items]);

  return {
    data,
    items,
    totalCount: firstPage?.totalCount,
    fetching,
    error,
    isPrevious,
    hasMore,
    loadingMore: more.loading,
    moreError: more.error,
    loadMore,
    retry,
  };
}
