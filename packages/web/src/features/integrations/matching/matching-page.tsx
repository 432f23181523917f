import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { EmptyState, QueryState } from '../../../components/query-state.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { useAgainWhile } from '../../../components/use-again-while.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { MatchRunFieldsFragment, MatchSummaryFieldsFragment } from '../../../graphql/graphql.ts';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { CompareButton } from './compare-button.tsx';
import { DecisionsFile } from './decisions-file.tsx';
import { MatchCounts } from './match-counts.tsx';
import { MatchProgress } from './match-progress.tsx';
import { MatchRunFields, MatchSummaryFields, MatchSummaryQuery } from './matching.graphql.ts';
import type { MatchingSearch } from './matching-search.ts';
import { Review } from './review.tsx';
import { StaleComparison } from './stale-comparison.tsx';
import { ThresholdCard } from './threshold-card.tsx';
import { UnmatchedRecords } from './unmatched-records.tsx';

/** Finds the records that are on both sides already, and lets people decide where the program cannot. */
export function MatchingPage(): ReactElement {
  const [position, setPosition] = useState<number | null>(null);
  const threshold = useSettled(position);
  const [result, ask] = useQuery({
    query: MatchSummaryQuery,
    variables: { threshold },
    requestPolicy: 'cache-and-network',
  });
  const summary = readFragment(MatchSummaryFields, result.data?.matchSummary);
  const run = readFragment(MatchRunFields, summary?.run);
  const isRunning = run?.state === 'RUNNING';
  useAgainWhile(isRunning, () => ask({ requestPolicy: 'network-only' }));
  return (
    <SetupLayout step="MATCHING">
      <StepHeader
        title={t`Match existing`}
        actions={
          run && !isRunning && summary?.changedSince.length === 0 ? (
            <CompareButton word={t`Compare again`} isAgain />
          ) : null
        }
      >
        <Trans>
          Records that are on both sides are linked instead of doubled. What waits for a person is skipped until then.
          {run?.finishedAt && run.state === 'DONE' && (
            <Trans>
              {' '}
              Compared <RelativeTime at={run.finishedAt} />.
            </Trans>
          )}
        </Trans>
      </StepHeader>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={
          <Stack>
            <Skeleton h={180} />
            <Skeleton h={140} />
            <Skeleton h={320} />
          </Stack>
        }
      >
        {() =>
          summary && (
            <Matching
              summary={summary}
              run={run ?? null}
              threshold={position ?? summary.savedThreshold}
              isStale={result.fetching || result.stale}
              onThreshold={setPosition}
            />
          )
        }
      </QueryState>
    </SetupLayout>
  );
}

type Props = {
  summary: MatchSummaryFieldsFragment;
  run: MatchRunFieldsFragment | null;
  threshold: number;
  isStale: boolean;
  onThreshold: (threshold: number) => void;
};

function Matching({ summary, run, threshold, isStale, onThreshold }: Props): ReactElement {
  const search = useSearch({ from: '/app/integrations/setup/matching' });
  const navigate = useNavigate({ from: '/integrations/setup/matching' });
  const set = (change: Partial<MatchingSearch>): void => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  if (!run) return <NeverCompared />;
  if (run.state === 'RUNNING') return <MatchProgress run={run} />;
  return (
    <Stack>
      {run.state === 'FAILED' && <Failed error={run.error ?? null} />}
      <StaleComparison changedSince={summary.changedSince} />
      <MatchCounts entities={summary.entities} />
      <ThresholdCard summary={summary} threshold={threshold} isStale={isStale} onChange={onThreshold} />
      {search.alone ? (
        <UnmatchedRecords list={search.alone} summary={summary} search={search} onSearch={set} />
      ) : (
        <Review summary={summary} search={search} onSearch={set} />
      )}
      <DecisionsFile />
    </Stack>
  );
}

function NeverCompared(): ReactElement {
  return (
    <EmptyState
      title={t`Not compared yet`}
      icon={<IconArrowsDiff size={24} aria-hidden />}
      action={<CompareButton word={t`Compare the records`} />}
    >{t`The clients, contacts and products of the CRM are compared with those of ConnectWise by name, ID, website, phone, e-mail and address. Nothing is linked or changed by it.`}</EmptyState>
  );
}

function Failed({ error }: { error: string | null }): ReactElement {
  return (
    <EmptyState
      title={t`The comparison did not finish`}
      icon={<IconArrowsDiff size={24} aria-hidden />}
      action={<CompareButton word={t`Compare again`} isAgain />}
    >
      <Text size="sm" role="alert">
        <Trans>{error ?? t`It was stopped.`} What was found before is shown below.</Trans>
      </Text>
    </EmptyState>
  );
}

const SETTLE_MS = 250;

/** The value once it has not changed for a moment, so that a slider asks the server at its stops only. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
