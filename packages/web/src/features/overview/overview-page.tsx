import { msg, t } from '@lingui/core/macro';
import { Button, Menu, Skeleton, Stack } from '@mantine/core';
import { IconChevronDown, IconRefresh } from '@tabler/icons-react';
import { lazy, type ReactElement, Suspense } from 'react';
import { useMutation } from 'urql';
import { CurrentRun } from '../../components/current-run.tsx';
import { DriftNotice } from '../../components/drift-notice.tsx';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { words } from '../../components/language/language.ts';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { RunSummary } from '../../components/run-summary.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useRefusal } from '../../components/viewer.ts';
import { WhenNear } from '../../components/when-near.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { EntityType } from '../../graphql/graphql.ts';
import { EntityCounts } from './entity-counts.tsx';
import { TallyFields } from './figures.graphql.ts';
import { FlowCard } from './flow-card.tsx';
import { HealthCard } from './health-card.tsx';
import { IssueCauses } from './issue-causes.tsx';
import { NextSteps } from './next-steps.tsx';
import { SyncNowMutation } from './overview.graphql.ts';
import { RecentActivity } from './recent-activity.tsx';
import { type Figures, useFigures } from './use-figures.ts';
import { useHealth } from './use-health.ts';

/** Its table and switch are a good part of the page, and it stands at the end. */
const ReconcileCard = lazy(async () => ({ default: (await import('./reconcile-card.tsx')).ReconcileCard }));

/** Further down as well, and with a question of its own. */
const ActivityChart = lazy(async () => ({ default: (await import('./activity-chart.tsx')).ActivityChart }));
const CHART_ROOM = 262;

/** How the sync is, at a glance: one sentence, the figures behind it, and what happens now. */
export function OverviewPage(): ReactElement {
  const result = useHealth();
  const { health, isStarted } = result.data ?? {};
  const run = readFragment(RunSummary, health?.currentRun);
  const changed = health ? JSON.stringify([health.entities, health.lastRun?.id, health.pendingPushes]) : null;
  const figures = useFigures(changed);
  return (
    <>
      <PageHeader
        title={t`Overview`}
        aside={
          result.data && !result.isLive && <StatusBadge tone="attention">{t`Live updates interrupted`}</StatusBadge>
        }
        actions={
          health && (
            <SyncNow
              blockedBecause={whyNoSync(health.connection?.state, isStarted, Boolean(run))}
              isTakenUp={!isHeldUp(health)}
            />
          )
        }
      />
      <QueryState result={result} onRetry={result.reload} skeleton={<OverviewSkeleton />}>
        {(data) => (
          <Stack gap="lg">
            {isNew(data.health) && !result.isStale ? (
              <NextSteps isConnected={data.health.connection !== null && data.health.connection !== undefined} />
            ) : (
              <HealthCard health={data.health} isStale={result.isStale} heldEdits={heldEditsOf(figures)} />
            )}
            <DriftNotice />
            {run && <CurrentRun run={run} isWaiting={result.isStale || isHeldUp(data.health)} />}
            <IssueCauses open={data.health.openIssues} />
            <EntityCounts figures={figures} />
            {data.isStarted && (
              <WhenNear minHeight={CHART_ROOM}>
                <Suspense fallback={<Skeleton h={CHART_ROOM} />}>
                  <ActivityChart changed={changed} />
                </Suspense>
              </WhenNear>
            )}
            {data.isStarted && figures.activity && <FlowCard day={figures.activity.day} />}
            {data.isStarted && (
              <WhenNear minHeight={320}>
                <Suspense fallback={<Skeleton h={320} />}>
                  <ReconcileCard />
                </Suspense>
              </WhenNear>
            )}
            <RecentActivity />
          </Stack>
        )}
      </QueryState>
    </>
  );
}

/** Nothing is wrong with a workspace that has not been set up yet: it needs a way on, not an alarm. */
const isNew = ({
  troubles: [worst],
  lastPullAt,
}: {
  troubles: readonly { code: string }[];
  lastPullAt?: string | null;
}): boolean => (worst?.code === 'not_connected' || worst?.code === 'not_started') && !lastPullAt;

/** Linked records of the CRM with edits that stay there. */
const heldEditsOf = ({ standings = [] }: Figures): number =>
  standings.reduce((sum, { here }) => sum + readFragment(TallyFields, here).heldEdits, 0);

/** Whether nobody works on a run that was asked for. */
const isHeldUp = ({ troubles }: { troubles: readonly { code: string; tone: string }[] }): boolean =>
  troubles.some(({ code, tone }) => tone === 'stopped' || code === 'run_not_picked_up' || code === 'run_held_up');

/** The reason why a sync cannot be asked for just now, or null. */
function whyNoSync(state: string | undefined, isStarted: boolean | undefined, isRunning: boolean): string | null {
  if (!state) return t`Connect ConnectWise first.`;
  if (!isStarted) return t`Start the first sync under Integrations.`;
  if (state === 'PAUSED') return t`The sync is paused. Resume it first.`;
  if (state === 'ERROR') return t`The connection is in error: nothing is synced until it works again.`;
  return isRunning ? t`A run is going on already.` : null;
}

const kinds: readonly { entity: EntityType; label: string }[] = words([
  { entity: 'COMPANY', label: msg`Clients only` },
  { entity: 'CONTACT', label: msg`Contacts only` },
  { entity: 'PRODUCT', label: msg`Products only` },
  { entity: 'OPPORTUNITY', label: msg`Opportunities only` },
]);

type SyncNowProps = {
  blockedBecause: string | null;
  /** Whether somebody is there to take it up. */
  isTakenUp: boolean;
};

function SyncNow({ blockedBecause, isTakenUp }: SyncNowProps): ReactElement {
  const [{ fetching }, syncNow] = useMutation(SyncNowMutation);
  const refusal = useRefusal('canRetry') ?? blockedBecause;
  const start = async (entity: EntityType | null = null): Promise<void> => {
    const { data, error } = await syncNow(entity ? { entity } : {});
    if (error) return notifyFailure(failureText(error));
    const [problem] = data?.syncNow.problems ?? [];
    if (problem) return notifyFailure(problem.message);
    notifyDone(
      isTakenUp
        ? t`ConnectWise is being asked for changes.`
        : t`The sync is queued. It starts once what holds it up is fixed.`,
    );
  };
  return (
    <Button.Group>
      <GuardedButton
        needs="canRetry"
        blockedBecause={blockedBecause}
        loading={fetching}
        leftSection={<IconRefresh size={16} />}
        onClick={() => void start()}
      >{t`Sync now`}</GuardedButton>
      {refusal === null && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button aria-label={t`Sync one kind of record`} px="xs" disabled={fetching}>
              <IconChevronDown size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {kinds.map(({ entity, label }) => (
              <Menu.Item key={entity} onClick={() => void start(entity)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
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
