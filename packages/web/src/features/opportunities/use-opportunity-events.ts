import { useEffect, useMemo, useRef, useState } from 'react';
import { useSubscription } from 'urql';
import { type PagedResult, usePagedQuery } from '../../components/use-paged-query.ts';
import type { OpportunityHistoryQuery as Data } from '../../graphql/graphql.ts';
import {
  OpportunityEventAddedSubscription,
  OpportunityHistoryQuery,
  opportunityHistoryVariables,
} from './opportunities.graphql.ts';

export type OpportunityEvent = Data['auditEvents']['items'][number];
export type OpportunityEvents = PagedResult<Data, OpportunityEvent>;

const historyPage = (data: Data) => data.auditEvents;
const settleMs = 250;

/**
 * What happened to an opportunity, newest first, live. The subscription starts where the list that was read ends, so
 * nothing is missed between the two; what arrives twice (after a reconnect) is shown once. `onEvent` is told once per burst.
 */
export function useOpportunityEvents(opportunityId: string, onEvent: () => void): OpportunityEvents {
  const filter = useMemo(() => ({ opportunityId }), [opportunityId]);
  const read = usePagedQuery({
    query: OpportunityHistoryQuery,
    variables: opportunityHistoryVariables(opportunityId),
    page: historyPage,
  });
  const [live, setLive] = useState<readonly OpportunityEvent[]>([]);
  const start = useFirst(read.data?.auditEvents.liveCursor);
  const told = useBurst(onEvent);

  useSubscription(
    { query: OpportunityEventAddedSubscription, variables: { filter, after: start }, pause: start === undefined },
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
