import { useEffect, useMemo, useRef, useState } from 'react';
import { useSubscription } from 'urql';
import type { RecordHistoryQuery as Data } from '../../graphql/graphql.ts';
import { type PagedResult, usePagedQuery } from '../use-paged-query.ts';
import {
  type HistoryOf,
  RecordEventAddedSubscription,
  RecordHistoryQuery,
  recordHistoryVariables,
} from './record-history.graphql.ts';

export type RecordEvent = Data['auditEvents']['items'][number];
export type RecordEvents = PagedResult<Data, RecordEvent>;

const historyPage = (data: Data) => data.auditEvents;
const settleMs = 250;

/**
 * What happened to a record, newest first, live; a page of another record mounts it anew (`key`). The subscription starts where the list that was read ends, so
 * nothing is missed between the two; what arrives twice (after a reconnect) is shown once. `onEvent` is told once per burst.
 */
export function useRecordEvents(of: HistoryOf, onEvent: () => void): RecordEvents {
  const [filter] = useState(of);
  const read = usePagedQuery({
    query: RecordHistoryQuery,
    variables: recordHistoryVariables(filter),
    page: historyPage,
  });
  const [live, setLive] = useState<readonly RecordEvent[]>([]);
  const start = useFirst(read.data?.auditEvents.liveCursor);
  const told = useBurst(onEvent);

  useSubscription(
    { query: RecordEventAddedSubscription, variables: { filter, after: start }, pause: start === undefined },
    (_, data) => {
      const event = data.auditEventAdded;
      setLive((before) => (before.some((one) => one.id === event.id) ? before : [event, ...before]));
      told();
      return data;
    },
  );

  const items = useMemo(() => {
    const seen = new Set(read.items.map((event) => event.id));
    return [...live.filter((event) => !seen.has(event.id)), ...read.items];
  }, [live, read.items]);
  return { ...read, items };
}

/** The first value that was there; later ones do not move it, or the subscription would start over. */
function useFirst(cursor: string | undefined): string | undefined {
  const [first, setFirst] = useState(cursor);
  useEffect(() => {
    if (cursor !== undefined) setFirst((before) => before ?? cursor);
  }, [cursor]);
  return first;
}

/** Calls `act` once when calls have stopped for a moment. */
function useBurst(act: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, settleMs);
  };
}
