import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { PastDateFilter } from '../../components/date-filter.tsx';
import { KeptFor } from '../../components/kept-for.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { listSort, type Sort } from '../../components/list-sort.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { RunSummary, totalsOf } from '../../components/run-summary.ts';
import { SavedViews } from '../../components/saved-views.tsx';
import { Select } from '../../components/select.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatCount, formatDuration, runKindWords, runStateWords } from '../../components/sync-words.ts';
import { useAgainWhile } from '../../components/use-again-while.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { RunSummaryFragment, SyncRunsQuery as RunsData } from '../../graphql/graphql.ts';
import { SyncRunsQuery } from './runs.graphql.ts';
import { type RunsSearch, runKinds, runOrders, runStates, runsSearch, runsVariables } from './runs-search.ts';

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
    sortable: true,
    get header() {
      return t`Started`;
    },
    width: 130,
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
    sortable: true,
    get header() {
      return t`Took`;
    },
    width: 80,
    align: 'end',
    cell: tookOf,
  },
  {
    key: 'processed',
    sortable: true,
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
    sortable: true,
    get header() {
      return t`Failed`;
    },
    width: 80,
    align: 'end',
    cell: count((totals) => totals.failed),
  },
];

const rowLink = ({ id }: { id: string }): LinkProps => ({ to: '/runs/$runId', params: { runId: id } });

const kinds = runKinds.map((value) => ({
  value,
  get label() {
    return runKindWords[value];
  },
}));
const states = runStates.map((value) => ({
  value,
  get label() {
    return runStateWords[value].label;
  },
}));

const newestFirst: Sort = { key: 'started', descending: true };
const noFilters = { kind: undefined, state: undefined, started: undefined };

/** Every run of the sync, newest first unless another order is chosen. */
export function RunsPage(): ReactElement {
  const search = runsSearch(useSearch({ from: '/app/runs' }));
  const { kind, state, started } = search;
  const navigate = useNavigate({ from: '/runs' });
  const set = (change: Partial<RunsSearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const list = usePagedQuery({
    query: SyncRunsQuery,
    variables: runsVariables(search),
    page: pageOf,
    keepPrevious: true,
  });
  const narrowing = [kind, state, started].filter(Boolean).length;
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
      <ListFilters
        active={narrowing}
        after={
          <Group gap="xs" ml={{ base: 0, md: 'auto' }}>
            <SavedViews
              page="runs"
              search={search}
              read={runsSearch}
              onOpen={(view) => void navigate({ search: view, replace: false })}
              keeps={t`Keeps the filters and the order.`}
            />
          </Group>
        }
      >
        <Select
          aria-label={t`Kind of run`}
          placeholder={t`Any kind`}
          data={kinds}
          value={kind ?? null}
          onChange={(picked) => set({ kind: runKinds.find((one) => one === picked) })}
          clearable
          clearButtonProps={{ 'aria-label': t`Clear kind of run` }}
          w={180}
        />
        <Select
          aria-label={t`State`}
          placeholder={t`Any state`}
          data={states}
          value={state ?? null}
          onChange={(picked) => set({ state: runStates.find((one) => one === picked) })}
          clearable
          clearButtonProps={{ 'aria-label': t`Clear state` }}
          w={150}
        />
        <PastDateFilter of="happened" value={started} onChange={(days) => set({ started: days })} />
      </ListFilters>
      <QueryState
        result={list}
        onRetry={list.retry}
        skeleton={<TableSkeleton />}
        isEmpty={() => list.items.length === 0 && !list.isPrevious}
        staleTitle={list.isPrevious ? t`These rows are those of the filters before` : undefined}
        empty={
          narrowing > 0 ? (
            <EmptyState
              title={t`No run matches`}
              action={<Button variant="default" mt="xs" onClick={() => set(noFilters)}>{t`Clear filters`}</Button>}
            >{t`Take a filter away to see the others.`}</EmptyState>
          ) : (
            <EmptyState
              title={t`No run yet`}
              icon={<IconTimeline size={24} aria-hidden />}
            >{t`Runs appear here once the first sync has started under Integrations.`}</EmptyState>
          )
        }
      >
        {() => (
          <DataTable
            label={t`Runs`}
            columns={columns}
            rows={list.items}
            rowKey={(run) => run.id}
            rowLink={rowLink}
            isStale={list.isPrevious}
            {...listSort(runOrders, search, set, newestFirst)}
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
