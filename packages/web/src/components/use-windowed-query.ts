import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AnyVariables, CombinedError } from 'urql';
import { MAX_ROWS, missingPart, offsetOf, PART, type Parts, placed } from './list-parts.ts';
import { type FirstPage, type ListOptions, useFirstPage } from './use-first-page.ts';

export type WindowedResult<TData, TItem> = Pick<
  FirstPage<TData, unknown, TItem>,
  'data' | 'fetching' | 'error' | 'isPrevious' | 'retry'
> & {
  /** As many as there are; those that are not loaded are left open. */
  items: readonly (TItem | undefined)[];
  totalCount: number | undefined;
  /** What lies there is looked at. */
  show: (from: number, to: number) => void;
  moreError: CombinedError | undefined;
  loadMore: () => void;
};

type Loaded<TItem> = { key: string; parts: Parts<TItem>; error: CombinedError | undefined };

/** At most so many requests at once: who drags the list past thousands of rows gets those where they stop. */
const AT_ONCE = 2;

/**
 * A list whose length is known, of which the rows that are looked at are loaded: its end is one request away. What was loaded is dropped when
 * the variables, the first page or the length change.
 */
export function useWindowedQuery<TData, TVariables extends AnyVariables, TItem extends { id: string }>(
  options: ListOptions<TData, TVariables, TItem>,
): WindowedResult<TData, TItem> {
  const { query, page } = options;
  const {
    client,
    variables,
    key: firstKey,
    page: first,
    data,
    fetching,
    error,
    isPrevious,
    retry,
  } = useFirstPage(options);
  const count = first?.pageInfo.hasNextPage ? Math.min(first.totalCount ?? 0, MAX_ROWS) : (first?.items.length ?? 0);
  const key = `${firstKey}|${count}`;
  const [kept, keep] = useState<Loaded<TItem>>({ key, parts: new Map(), error: undefined });
  const loaded = useMemo(
    (): Loaded<TItem> => (kept.key === key ? kept : { key, parts: new Map(), error: undefined }),
    [kept, key],
  );
  const asked = useRef({ key, parts: new Set<number>(), running: 0, from: 0, to: 0 });

  const load = useCallback(() => {
    if (asked.current.key !== key)
      asked.current = { key, parts: new Set(), running: 0, from: asked.current.from, to: asked.current.to };
    const now = asked.current;
    const { from, to, parts } = now;
    while (now.running < AT_ONCE) {
      const part = missingPart(from, Math.min(to, count - 1), (each) => each === 0 || parts.has(each));
      if (part === undefined) return;
      parts.add(part);
      now.running++;
      const wanted = { ...variables, first: PART, offset: offsetOf(part, count) } as TVariables;
      void client
        .query(query, wanted, { requestPolicy: 'network-only' })
        .toPromise()
        .then((answer) => {
          now.running--;
          if (asked.current !== now) return;
          const items = answer.data ? page(answer.data).items : undefined;
          if (!items) parts.delete(part);
          keep((before) => {
            const known = new Map(before.key === key ? before.parts : []);
            return { key, parts: items ? known.set(part, items) : known, error: answer.error };
          });
          if (items) next.current();
        });
    }
  }, [client, query, variables, page, key, count]);
  const next = useRef(load);
  useEffect(() => {
    next.current = load;
  });

  const show = useCallback(
    (from: number, to: number) => {
      asked.current.from = from;
      asked.current.to = to;
      if (!isPrevious) load();
    },
    [load, isPrevious],
  );
  const firstItems = first?.items;
  const items = useMemo(
    () => placed(count, new Map([[0, firstItems ?? []], ...loaded.parts])),
    [count, firstItems, loaded.parts],
  );
  return {
    data,
    items,
    totalCount: first?.totalCount,
    fetching,
    error,
    isPrevious,
    show,
    moreError: loaded.error,
    loadMore: load,
    retry,
  };
}
