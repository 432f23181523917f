import { t } from '@lingui/core/macro';
import { Skeleton, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery, useSubscription } from 'urql';
import { QueryState } from '../../../components/query-state.tsx';
import { RunSummary } from '../../../components/run-summary.ts';
import { useLatest } from '../../../components/use-latest.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { StartPageQuery as StartData, StartHealthFragment } from '../../../graphql/graphql.ts';
import { useLatestPreview } from '../preview/use-latest-preview.ts';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { useStepsAgain } from '../setup/use-steps-again.ts';
import { FirstSync } from './first-sync.tsx';
import { NoWorker } from './no-worker.tsx';
import { PreviewCard } from './preview-card.tsx';
import { StartHealth, StartHealthChanged, StartPageQuery, StartSettings } from './start.graphql.ts';
import { StartCard } from './start-card.tsx';
import { StartProblems } from './start-problems.tsx';
import { StartSummary } from './start-summary.tsx';
import { SyncIsOn } from './sync-is-on.tsx';

/** The last step: everything at a glance, then the first sync, followed to its end. */
export function StartPage(): ReactElement {
  const [result, ask] = useQuery({ query: StartPageQuery, requestPolicy: 'cache-and-network' });
  const [{ data: pushed }] = useSubscription({ query: StartHealthChanged });
  const asked = readFragment(StartHealth, result.data?.integrationHealth);
  const health = useLatest(asked, readFragment(StartHealth, pushed?.integrationHealthChanged));
  const run = readFragment(RunSummary, health?.currentRun);
  useStepsAgain(health ? `${run?.id ?? ''} ${health.connection?.state}` : null);
  return (
    <SetupLayout step="START">
      <StepHeader title={t`Start`} />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<Skeleton h={320} />}
      >
        {(data) => (
          <Stack>
            <FirstSync health={health ?? null} />
            {run?.kind === 'INITIAL' ? null : <BeforeOrAfter data={data} health={health ?? null} />}
          </Stack>
        )}
      </QueryState>
    </SetupLayout>
  );
}

type Props = { data: StartData; health: StartHealthFragment | null };

/** While no first sync runs: what would start, or that the sync is on. */
function BeforeOrAfter({ data, health }: Props): ReactElement {
  const settings = readFragment(StartSettings, data.syncSettings);
  const preview = useLatestPreview();
  if (settings?.startedAt) return <SyncIsOn startedAt={settings.startedAt} health={health} />;
  const steps = data.setupSteps;
  const missing = steps.reduce((sum, step) => sum + step.problems.length, 0);
  return (
    <>
      {settings && <StartSummary settings={settings} lists={data} />}
      <StartProblems
        problems={steps.flatMap((one) => one.problems.map((problem) => ({ ...problem, step: one.step })))}
      />
      <QueryState result={preview} onRetry={preview.reload} skeleton={<Skeleton h={220} />}>
        {({ preview: newest }) => (
          <Stack>
            <PreviewCard preview={newest} />
            <NoWorker health={health} />
            <StartCard preview={newest} missing={missing} />
          </Stack>
        )}
      </QueryState>
    </>
  );
}
