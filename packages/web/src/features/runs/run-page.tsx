import { t } from '@lingui/core/macro';
import { Alert, Anchor, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { useQuery } from 'urql';
import { useSeconds } from '../../components/clock.ts';
import { inSentence } from '../../components/language/language.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, LinesSkeleton, QueryState } from '../../components/query-state.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { localTime } from '../../components/relative-time.tsx';
import { RunProgress } from '../../components/run-progress.tsx';
import { RunSummary, settingsOf, totalsOf } from '../../components/run-summary.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { entityWords, formatCount, formatDuration, runKindWords, runStateWords } from '../../components/sync-words.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { RunSummaryFragment } from '../../graphql/graphql.ts';
import { SyncRunQuery } from './runs.graphql.ts';
import { UndoCard } from './undo-card.tsx';

/** One run: what it did for each record type, and the way to its audit entries. */
export function RunPage(): ReactElement {
  const { runId } = useParams({ from: '/app/runs/$runId' });
  const [result, ask] = useQuery({ query: SyncRunQuery, variables: { id: runId } });
  const run = readFragment(RunSummary, result.data?.syncRun);
  const isRunning = run?.state === 'RUNNING';
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), 2000);
    return () => clearInterval(timer);
  }, [isRunning, ask]);
  return (
    <>
      <PageHeader
        title={run ? titleOf(run) : t`Run`}
        back={{ to: '/runs', label: t`Runs` }}
        aside={run && <StatusBadge tone={runStateWords[run.state].tone}>{runStateWords[run.state].label}</StatusBadge>}
        description={run && describe(run)}
      />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<LinesSkeleton />}
        isEmpty={() => !run}
        empty={
          <EmptyState title={t`There is no such run`}>{t`It may be older than the history that is kept.`}</EmptyState>
        }
      >
        {() => run && <RunDetails run={run} />}
      </QueryState>
    </>
  );
}

/** A push bears the name of its record. */
const titleOf = ({ kind, record }: RunSummaryFragment): string =>
  record ? `${runKindWords[kind]}: ${record.name}` : runKindWords[kind];

/** When it started, by which settings, which are kept for it also when they were changed since, and of which record. */
function describe({ startedAt, settingsRevision, record }: RunSummaryFragment): ReactElement {
  return (
    <>
      {t`Started ${localTime(startedAt)}`}
      {typeof settingsRevision === 'number' && (
        <>
          {', '}
          <Anchor inherit renderRoot={(props) => <Link to="/integrations/history" {...props} />}>
            {settingsOf(settingsRevision)}
          </Anchor>
        </>
      )}
      {record && (
        <>
          {', '}
          <RecordLink entity={record.entity} localId={record.localId}>
            {t`open ${inSentence(entityWords[record.entity].one)}`}
          </RecordLink>
        </>
      )}
    </>
  );
}

function RunDetails({ run }: { run: RunSummaryFragment }): ReactElement {
  const totals = totalsOf(run.entities);
  const now = useSeconds();
  const elapsedMs = (run.finishedAt ? Date.parse(run.finishedAt) : now) - Date.parse(run.startedAt);
  return (
    <Stack>
      {run.error && (
        <Alert color="red" title={t`The run stopped early`} role="alert">
          {run.error}
        </Alert>
      )}
      <Card>
        <SimpleGrid cols={{ base: 2, sm: 5 }}>
          <Figure label={run.finishedAt ? t`Took` : t`Running for`}>{formatDuration(Math.max(0, elapsedMs))}</Figure>
          <Figure label={t`Looked at`}>{formatCount(totals.processed)}</Figure>
          <Figure label={t`Rate`}>
            {run.ratePerSecond ? `${formatCount(Math.round(run.ratePerSecond))} / s` : '–'}
          </Figure>
          <Figure label={t`Linked`}>{formatCount(totals.linked)}</Figure>
          <Figure label={t`Failed`}>{formatCount(totals.failed)}</Figure>
        </SimpleGrid>
      </Card>
      <Card>
        <RunProgress run={run} />
      </Card>
      <Group>
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/audit" search={{ runId: run.id }} {...props} />}
        >{t`Audit entries of this run`}</Anchor>
        {totals.failed > 0 && (
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/audit" search={{ runId: run.id, status: 'ERROR' }} {...props} />}
          >{t`Only its errors`}</Anchor>
        )}
      </Group>
      {run.kind === 'INITIAL' && run.state !== 'RUNNING' && <UndoCard runId={run.id} />}
    </Stack>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fz="lg" fw={600} className="tabular">
        {children}
      </Text>
    </div>
  );
}
