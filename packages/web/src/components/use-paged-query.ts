import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type AnyVariables, type CombinedError, stringifyVariables, useClient, useQuery } from 'urql';
import { useSameWhile } from './use-same-while.ts';

type PageInfo = { endCursor?: string | null | undefined; hasNextPage: boolean };
type Page<TItem> = { items: readonly TItem[]; pageInfo: PageInfo; totalCount?: number };

type Options<TData, TVariables extends AnyVariables, TItem> = {
  query: TypedDocumentNode<TData, TVariables>;
  /** Without `after`: the hook sets it. */
  variables: Omit<TVariables, 'after'>;
  /** Where the page lies in the answer. */
  page: (data: TData) => Page<TItem>;
  pause?: boolean;
  /** Shows the rows of the variables before until those of the new ones are there, also when these cannot be loaded. */
  keepPrevious?: boolean;
};

export type PagedResult<TData, TItem> = {
  /** The first page's answer, for fields beside the list. */
  data: TData | undefined;
  items: readonly TItem[];
  totalCount: number | undefined;
  fetching: boolean;
  error: CombinedError | undefined;
  /** What is shown belongs to the variables before. */
  isPrevious: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  moreError: CombinedError | undefined;
  loadMore: () => void;
  retry: () => void;
};

type More<TItem> = {
  key: string;
  items: readonly TItem[];
  pageInfo: PageInfo | null;
  loading: boolean;
  error: CombinedError | undefined;
};

/**
 * A list that grows by cursor. The first page is a live query (a mutation that touches it asks again); further pages are
 * appended on demand and dropped when the variables or the end of the first page change. Rows seen twice are shown once.
 */
export function usePagedQuery<TData, TVariables extends AnyVariables, TItem extends { id: string }>(
  options: Options<TData, TVariables, TItem>,
): PagedResult<TData, TItem> {
  const { query, page, pause = false, keepPrevious = false } = options;
  const client = useClient();
  const variablesKey = stringifyVariables(options.variables);
  const variables = useSameWhile(variablesKey, options.variables as TVariables);
  const [first, askAgain] = useQuery({ query, variables, pause, requestPolicy: 'cache-and-network' });

  // While new variables load, urql still hands out the old answer; it is not shown as the new one.
  const isCurrent = !first.operation || stringifyVariables(first.operation.variables ?? {}) === variablesKey;
  const answered = isCurrent ? (first.data ?? undefined) : undefined;
  const [last, setLast] = useState(answered);
  if (answered !== undefined && answered !== last) setLast(answered);
  const isPrevious = keepPrevious && answered === undefined && last !== undefined;
  const data = isPrevious ? last : answered;
  const firstPage = data ? page(data) : undefined;
  const key = `${variablesKey}|${firstPage?.pageInfo.endCursor ?? ''}`;

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
      .query(query, { ...variables, after: endCursor } as TVariables, { requestPolicy: 'network-only' })
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
    fetching: first.fetching || (!isCurrent && !first.error),
    error: isCurrent ? first.error : undefined,
    isPrevious,
    hasMore,
    loadingMore: more.loading,
    moreError: more.error,
    loadMore,
    retry: () => askAgain({ requestPolicy: 'network-only' }),
  };
}

function distinct<TItem extends { id: string }>(items: readonly TItem[]): readonly TItem[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(item.id) && seen.add(item.id));
}
