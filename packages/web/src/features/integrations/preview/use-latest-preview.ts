import { useEffect } from 'react';
import { type CombinedError, useQuery, useSubscription } from 'urql';
import { useLiveState } from '../../../components/live-status.ts';
import { useLatest } from '../../../components/use-latest.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { PreviewSummaryFragment } from '../../../graphql/graphql.ts';
import { LatestPreviewChanged, LatestPreviewQuery, latestPreviewContext, PreviewSummary } from './preview.graphql.ts';

export type LatestPreview = {
  /** `preview: null`: there is none yet. Undefined while nothing is known. */
  data: { preview: PreviewSummaryFragment | null } | undefined;
  error: CombinedError | undefined;
  fetching: boolean;
  reload: () => void;
};

const pollEveryMs = 2_000;

/** The newest preview: pushed as it comes further; asked every two seconds while it is made and the live connection is down. */
export function useLatestPreview(): LatestPreview {
  const [{ data, error, fetching }, ask] = useQuery({
    query: LatestPreviewQuery,
    context: latestPreviewContext,
    requestPolicy: 'cache-and-network',
  });
  const [{ data: pushed }] = useSubscription({ query: LatestPreviewChanged });
  const asked = readFragment(PreviewSummary, data?.latestPreview);
  const heard = readFragment(PreviewSummary, pushed?.latestPreviewChanged);
  const preview = useLatest(asked, heard) ?? null;
  const isLive = useLiveState() === 'live';
  const isRunning = preview?.state === 'RUNNING';
  useEffect(() => {
    if (isLive || !isRunning) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), pollEveryMs);
    return () => clearInterval(timer);
  }, [isLive, isRunning, ask]);
  return {
    data: data || preview ? { preview } : undefined,
    error,
    fetching,
    reload: () => ask({ requestPolicy: 'network-only' }),
  };
}
