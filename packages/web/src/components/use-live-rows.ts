import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnyVariables, stringifyVariables, useClient } from 'urql';
import { type LiveRows, noLiveRows, receive, release } from './live-rows.ts';
import { useEvent } from './use-on-change.ts';

type Options<TData, TVariables extends AnyVariables, TRow> = {
  subscription: TypedDocumentNode<TData, TVariables>;
  /** Another value starts another stream, without the rows of the one before. */
  variables: Omit<TVariables, 'after'>;
  /** The row in one message; a function that stays the same. */
  rowOf: (data: TData) => TRow;
  /** The list's `liveCursor`: the stream begins where the list ends. `undefined` while the list loads. */
  after: string | null | undefined;
  isPaused?: boolean;
  /** Asks for the list anew, when too much happened meanwhile. */
  reload?: () => void;
};

type Live<TRow> = {
  rows: readonly TRow[];
  /** How many rows wait, "23" or "500+"; null when none does. */
  heldCount: string | null;
  show: () => void;
};

const flushEveryMs = 250;

/** New rows of a list as they are committed, in bundles, so that a busy sync does not redraw the page for every row. */
export function useLiveRows<TData, TVariables extends AnyVariables, TRow extends { id: string }>(
  options: Options<TData, TVariables, TRow>,
): Live<TRow> {
  const { subscription, variables, rowOf, after, isPaused = false, reload } = options;
  const client = useClient();
  const [rows, setRows] = useState<LiveRows<TRow>>(noLiveRows);
  const variablesKey = stringifyVariables(variables);
  const isReady = after !== undefined;
  const paused = useRef(isPaused);
  useEffect(() => {
    paused.current = isPaused;
  });

  // `after` counts only when the stream begins.
  const open = useEvent((source: typeof client, _variablesKey: string) => {
    const arrived: TRow[] = [];
    const begin = { ...variables, after: after ?? null } as unknown as TVariables;
    const stream = source.subscription(subscription, begin).subscribe(({ data }) => {
      if (data) arrived.push(rowOf(data));
    });
    const timer = setInterval(() => {
      if (arrived.length === 0) return;
      const bundle = arrived.splice(0);
      setRows((before) => receive(before, bundle, isAtTop() && !paused.current));
    }, flushEveryMs);
    return () => {
      stream.unsubscribe();
      clearInterval(timer);
    };
  });
  useEffect(() => {
    setRows(noLiveRows);
    if (isReady) return open(client, variablesKey);
  }, [client, variablesKey, isReady, open]);

  // Where the page stands is asked only when rows wait: the answer makes the browser lay out the page.
  const settle = useCallback(() => {
    setRows((before) =>
      before.held.length === 0 || before.overflowed || paused.current || !isAtTop() ? before : release(before),
    );
  }, []);
  useEffect(() => {
    window.addEventListener('scroll', settle, { passive: true });
    return () => window.removeEventListener('scroll', settle);
  }, [settle]);
  useEffect(() => {
    if (!isPaused) settle();
  }, [isPaused, settle]);

  const { overflowed } = rows;
  const show = useCallback(() => {
    window.scrollTo({ top: 0 });
    if (overflowed) reload?.();
    setRows((before) => (before.overflowed ? noLiveRows : release(before)));
  }, [overflowed, reload]);

  const heldCount = rows.held.length === 0 ? null : `${rows.held.length}${rows.overflowed ? '+' : ''}`;
  return { rows: rows.shown, heldCount, show };
}

const isAtTop = (): boolean => window.scrollY < 48;
