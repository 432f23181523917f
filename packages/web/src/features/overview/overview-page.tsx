import { Skeleton, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { CurrentRun } from '../../components/current-run.tsx';
import { DriftNotice } from '../../components/drift-notice.tsx';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { RunSummary } from '../../components/run-summary.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { EntityCounts } from './entity-counts.tsx';
import { HealthCard } from './health-card.tsx';
import { SyncNowMutation } from './overview.graphql.ts';
import { RecentActivity } from './recent-activity.tsx';
import { useHealth } from './use-health.ts';

/** How the sync is, at a glance: one sentence, the figures behind it, and what happens now. */
export function OverviewPage(): ReactElement {
  const result = useHealth();
  const { health, isStarted } = result.data ?? {};
  const run = readFragment(RunSummary, health?.currentRun);
  return (
    <>
      <PageHeader
        title="Overview"
        aside={result.data && !result.isLive && <StatusBadge tone="attention">Live updates interrupted</StatusBadge>}
        actions={health && <SyncNow blockedBecause={whyNoSync(health.connection?.state, isStarted, Boolean(run))} />}
      />
      <QueryState result={result} onRetry={result.reload} skeleton={<OverviewSkeleton />}>
        {(data) => (
          <Stack gap="lg">
            <ConnectionBanner connection={data.health.connection} isStarted={data.isStarted} />
            <DriftNotice />
            <HealthCard health={data.health} />
            {run && <CurrentRun run={run} />}
            {data.health.entities.length > 0 && <EntityCounts entities={data.health.entities} />}
            <RecentActivity />
          </Stack>
        )}
      </QueryState>
    </>
  );
}

/** The reason why a sync cannot be asked for just now, or null. */
function whyNoSync(state: string | undefined, isStarted: boolean | undefined, isRunning: boolean): string | null {
  if (!state) return 'Connect ConnectWise first.';
  if (!isStarted) return 'Start the first sync under Integrations.';
  if (state === 'PAUSED') return 'The sync is paused. Resume it first.';
  if (state === 'ERROR') return 'The connection is in error. Mend it first.';
  return isRunning ? 'A run is going on already.' : null;
}

function SyncNow({ blockedBecause }: { blockedBecause: string | null }): ReactElement {
  const [{ fetching }, syncNow] = useMutation(SyncNowMutation);
  const start = async (): Promise<void> => {
    const { data, error } = await syncNow({});
    if (error) return notifyFailure(failureText(error));
    const [problem] = data?.syncNow.problems ?? [];
    if (problem) return notifyFailure(problem.message);
    notifyDone('ConnectWise is being asked for changes.');
  };
  return (
    <GuardedButton
      needs="canRetry"
      blockedBecause={blockedBecause}
      loading={fetching}
      leftSection={<IconRefresh size={16} />}
      onClick={() => void start()}
    >
      Sync now
    </GuardedButton>
  );
}

function OverviewSkeleton(): ReactElement {
  return (
    <Stack gap="lg">
      <Skeleton h={124} />
      <Skeleton h={240} />
      <Skeleton h={280} />
    </Stack>
  );
}
