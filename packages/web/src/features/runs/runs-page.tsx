import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { IconTimeline } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { KeptFor } from '../../components/kept-for.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { RunSummary, totalsOf } from '../../components/run-summary.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatCount, formatDuration, runKindWords, runStateWords } from '../../components/sync-words.ts';
import { useAgainWhile } from '../../components/use-again-while.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { RunSummaryFragment, SyncRunsQuery as RunsData } from '../../graphql/graphql.ts';
import { runsVariables, SyncRunsQuery } from './runs.graphql.ts';

const pageOf = ({ syncRuns }: RunsData) => ({
  items: readFragment(RunSummary, syncRuns.items),
  pageInfo: syncRuns.pageInfo,
});

const count = (pick: (totals: ReturnType<typeof totalsOf>) => number) => (run: RunSummaryFragment) =>
  formatCount(pick(totalsOf(run.entities)));

const columns: Column<RunSummaryFragment>[] = [
  {
    key: 'kind',
    get header() {
      return t`Run`;
    },
    cell: (run) => (run.record ? `${runKindWords[run.kind]}: ${run.record.name}` : runKindWords[run.kind]),
  },
  {
    key: 'started',
    get header() {
      return t`Started`;
    },
    cell: (run) => <RelativeTime at={run.startedAt} />,
  },
  {
    key: 'state',
    get header() {
      return t`State`;
    },
    cell: (run) => <StatusBadge tone={runStateWords[run.state].tone}>{runStateWords[run.state].label}</StatusBadge>,
  },
  {
    key: 'took',
    get header() {
      return t`Took`;
    },
    width: 80,
    align: 'end',
    cell: tookOf,
  },
  {
    key: 'processed',
    get header() {
      return t`Looked at`;
    },
    width: 80,
    align: 'end',
    hideBelow: 'medium',
    cell: count((totals) => totals.processed),
  },
  {
    key: 'created',
    get header() {
      return t`Created`;
    },
    width: 80,
    align: 'end',
    cell: count((totals) => totals.created),
  },
  {
    key: 'updated',
    get header() {
      return t`Updated`;
    },
    width: 80,
    align: 'end',
    hideBelow: 'medium',
    cell: count((totals) => totals.updated),
  },
  {
    key: 'linked',
    get header() {
      return t`Linked`;
    },
    width: 80,
    align: 'end',
    hideBelow: 'medium',
    cell: count((totals) => totals.linked),
  },
  {
    key: 'unchanged',
    get header() {
      return t`Unchanged`;
    },
    width: 80,
    align: 'end',
    hideBelow: 'medium',
    cell: count((totals) => totals.unchanged),
  },
  {
    key: 'skipped',
    get header() {
      return t`Skipped`;
    },
    width: 80,
    align: 'end',
    hideBelow: 'medium',
    cell: count((totals) => totals.skipped),
  },
  {
    key: 'failed',
    get header() {
      return t`Failed`;
    },
    width: 80,
    align: 'end',
    cell: count((totals) => totals.failed),
  },
];

const rowLink = ({ id }: { id: string }): LinkProps => ({ to: '/runs/$runId', params: { runId: id } });

/** Every run of the sync, newest first. */
export function RunsPage(): ReactElement {
  const list = usePagedQuery({ query: SyncRunsQuery, variables: runsVariables, page: pageOf });
  const isRunning = list.items.some((run) => run.state === 'RUNNING');
  useAgainWhile(isRunning, list.retry, 3000);
  return (
    <>
      <PageHeader
        title={t`Runs`}
        description={
          <Trans>
            Each time records were read from ConnectWise or sent to it.
            <KeptFor kind="runsDays" />
          </Trans>
        }
      />
      <QueryState
        result={list}
        onRetry={list.retry}
        skeleton={<TableSkeleton />}
        isEmpty={() => list.items.length === 0}
        empty={
          <EmptyState
            title={t`No run yet`}
            icon={<IconTimeline size={24} aria-hidden />}
          >{t`Runs appear here once the first sync has started under Integrations.`}</EmptyState>
        }
      >
        {() => (
          <DataTable
            label={t`Runs`}
            columns={columns}
            rows={list.items}
            rowKey={(run) => run.id}
            rowLink={rowLink}
            hasMore={list.hasMore}
            loadingMore={list.loadingMore}
            moreError={list.moreError}
            onLoadMore={list.loadMore}
          />
        )}
      </QueryState>
    </>
  );
}

function tookOf({ startedAt, finishedAt }: RunSummaryFragment): string {
  return finishedAt ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt)) : '–';
}
