import { useEffect, useState } from 'react';
import { type CombinedError, useQuery, useSubscription } from 'urql';
import { useSeconds } from '../../components/clock.ts';
import { useLiveState } from '../../components/live-status.ts';
import { useLatest } from '../../components/use-latest.ts';
import { useOnChange } from '../../components/use-on-change.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { HealthFieldsFragment } from '../../graphql/graphql.ts';
import { HealthChanged, HealthFields, OverviewQuery } from './overview.graphql.ts';

export type Health = {
  data: { health: HealthFieldsFragment; isStarted: boolean } | undefined;
  error: CombinedError | undefined;
  fetching: boolean;
  /** False while the live connection is down and the figures come from asking every few seconds. */
  isLive: boolean;
  /** Nothing was heard for longer than the server is ever silent, or it says that it cannot tell. */
  isStale: boolean;
  reload: () => void;
};

const pollEveryMs = 5_000;
/** The server tells how things stand at least every 15 seconds. */
const staleAfterMs = 40_000;

/** The figures of the overview: pushed when they change and every 15 s; asked every 5 s while nothing comes. */
export function useHealth(): Health {
  const [{ data, error, fetching }, ask] = useQuery({ query: OverviewQuery });
  const [{ data: pushed, error: pushError }] = useSubscription({ query: HealthChanged });
  const asked = readFragment(HealthFields, data?.integrationHealth);
  const heard = readFragment(HealthFields, pushed?.integrationHealthChanged);
  const latest = useLatest(asked, heard);
  const isLive = useLiveState() === 'live';
  const isSilent = useIsSilent(latest);
  const asks = !isLive || isSilent || Boolean(error ?? pushError);
  useEffect(() => {
    if (!asks) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), pollEveryMs);
    return () => clearInterval(timer);
  }, [asks, ask]);
  return {
    data: latest ? { health: latest, isStarted: Boolean(data?.syncSettings?.startedAt) } : undefined,
    error,
    fetching,
    isLive,
    isStale: isSilent || Boolean(error),
    reload: () => ask({ requestPolicy: 'network-only' }),
  };
}

/** Whether nothing new has come for longer than the server is ever silent: a frozen server keeps its socket open and says nothing. */
function useIsSilent(latest: HealthFieldsFragment | undefined): boolean {
  const [heardAt, setHeardAt] = useState(() => Date.now());
  useOnChange(latest, () => setHeardAt(Date.now()));
  return useSeconds() - heardAt > staleAfterMs;
}
