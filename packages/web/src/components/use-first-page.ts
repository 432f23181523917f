import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { type AnyVariables, type Client, type CombinedError, stringifyVariables, useClient, useQuery } from 'urql';
import { useSameWhile } from './use-same-while.ts';

export type PageInfo = { endCursor?: string | null | undefined; hasNextPage: boolean };
export type Page<TItem> = { items: readonly TItem[]; pageInfo: PageInfo; totalCount?: number };

export type ListOptions<TData, TVariables extends AnyVariables, TItem> = {
  query: TypedDocumentNode<TData, TVariables>;
  /** Without the place in the list: the hook sets it. */
  variables: Omit<TVariables, 'after' | 'offset'>;
  /** Where the page lies in the answer; a function that stays the same. */
  page: (data: TData) => Page<TItem>;
  pause?: boolean;
  /** Shows the rows of the variables before until those of the new ones are there, also when these cannot be loaded. */
  keepPrevious?: boolean;
};

export type FirstPage<TData, TVariables, TItem> = {
  client: Client;
  variables: TVariables;
  /** Another one when what further pages followed upon is gone. */
  key: string;
  page: Page<TItem> | undefined;
  /** The first page's answer, for fields beside the list. */
  data: TData | undefined;
  fetching: boolean;
  error: CombinedError | undefined;
  /** What is shown belongs to the variables before. */
  isPrevious: boolean;
  retry: () => void;
};

/** The first page of a list, a live query: a mutation that touches it asks again. */
export function useFirstPage<TData, TVariables extends AnyVariables, TItem>(
  options: ListOptions<TData, TVariables, TItem>,
): FirstPage<TData, TVariables, TItem> {
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
  return {
    client,
    variables,
    key: `${variablesKey}|${firstPage?.pageInfo.endCursor ?? ''}`,
    page: firstPage,
    data,
    fetching: first.fetching || (!isCurrent && !first.error),
    error: isCurrent ? first.error : undefined,
    isPrevious,
    retry: () => askAgain({ requestPolicy: 'network-only' }),
  };
}

export function distinct<TItem extends { id: string }>(items: readonly TItem[]): readonly TItem[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(item.id) && seen.add(item.id));
}
