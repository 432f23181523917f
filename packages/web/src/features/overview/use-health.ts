import { useEffect } from 'react';
import { type CombinedError, useQuery, useSubscription } from 'urql';
import { useLiveState } from '../../components/live-status.ts';
import { useLatest } from '../../components/use-latest.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { HealthFieldsFragment } from '../../graphql/graphql.ts';
import { HealthChanged, HealthFields, OverviewQuery } from './overview.graphql.ts';

export type Health = {
  data: { health: HealthFieldsFragment; isStarted: boolean } | undefined;
  error: CombinedError | undefined;
  fetching: boolean;
  /** False while the live connection is down and the figures come from asking every few seconds. */
  isLive: boolean;
  reload: () => void;
};

const pollEveryMs = 5_000;

/** The figures of the overview: pushed when they change; asked every 5 s while the live connection is down. */
export function useHealth(): Health {
  const [{ data, error, fetching }, ask] = useQuery({ query: OverviewQuery });
  const [{ data: pushed }] = useSubscription({ query: HealthChanged });
  const asked = readFragment(HealthFields, data?.integrationHealth);
  const heard = readFragment(HealthFields, pushed?.integrationHealthChanged);
  const latest = useLatest(asked, heard);
  const isLive = useLiveState() === 'live';
  useEffect(() => {
    if (isLive) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), pollEveryMs);
    return () => clearInterval(timer);
  }, [isLive, ask]);
  return {
    data: latest ? { health: latest, isStarted: Boolean(data?.syncSettings?.startedAt) } : undefined,
    error,
    fetching,
    isLive,
    reload: () => ask({ requestPolicy: 'network-only' }),
  };
}
