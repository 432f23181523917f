import { t } from '@lingui/core/macro';
import { Skeleton, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { memo, type ReactElement, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { statusWords } from '../../components/sync-words.ts';
import { barsOf, planOf } from '../../components/time-chart/bars.ts';
import { type ChartPart, TimeChart } from '../../components/time-chart/time-chart.tsx';
import { useMaxBars } from '../../components/time-chart/use-max-bars.ts';
import { useAgainWhile } from '../../components/use-again-while.ts';
import { graphql } from '../../graphql/gql.ts';
import type {
  AuditFilter,
  AuditHistogramQuery as AuditHistogramData,
  AuditStatus,
  StatisticsBucket,
  StatisticsFilter,
} from '../../graphql/graphql.ts';
import type { AuditSearch } from './audit-search.ts';
import { countedBy, histogramRange } from './histogram-range.ts';

/** One statement over what was counted already, whatever the number of entries. */
const AuditHistogramQuery = graphql(`
  query AuditHistogram($from: DateTime!, $to: DateTime, $bucket: StatisticsBucket!, $filter: StatisticsFilter) {
    syncStatistics(from: $from, to: $to, bucket: $bucket, groupBy: [STATUS], filter: $filter) {
      buckets
      series {
        status
        counts
        total
      }
    }
  }
`);

const HEIGHT = 72;
/** With legend and axis. */
const ROOM = 132;

/** How often the bars catch up with entries that arrive: seldom, so that they do not jump. */
const CATCH_UP_MS = 10_000;

/** What is wrong stands at the bottom, where it can be compared. */
const statuses = ['ERROR', 'SKIPPED', 'INFO', 'SUCCESS'] as const satisfies readonly AuditStatus[];
const colors: Record<AuditStatus, string> = {
  ERROR: 'var(--mantine-color-red-6)',
  SKIPPED: 'var(--mantine-color-gray-6)',
  INFO: 'var(--mantine-color-harbor-4)',
  SUCCESS: 'var(--mantine-color-teal-7)',
};

type Props = {
  search: AuditSearch;
  filter: AuditFilter;
  /** Another one when entries have come. */
  newest: string | undefined;
  isPaused: boolean;
};

/** How many entries there were over the filtered time, by status. A bar or several of them narrow the time, a status the list. */
export function AuditHistogram({ filter, ...rest }: Props): ReactElement {
  const counted = useMemo(() => countedBy(filter), [filter]);
  if (counted) return <Counted filter={filter} counted={counted} {...rest} />;
  return (
    <Text
      size="xs"
      c="dimmed"
      mb="xs"
    >{t`No chart: entries are not counted by text, record, run or person. Take that filter away to see one.`}</Text>
  );
}

function Counted({
  search,
  filter,
  counted,
  newest,
  isPaused,
}: Props & { counted: StatisticsFilter }): ReactElement | null {
  const [opened] = useState(() => Date.now());
  const range = histogramRange(filter, Math.max(opened, filter.from ? Date.parse(filter.from) : 0));
  const { bucket, stepMs } = planOf(range.from, range.to, opened, useMaxBars());
  const [{ data, stale, error }, ask] = useQuery({
    query: AuditHistogramQuery,
    variables: {
      from: new Date(range.from).toISOString(),
      to: range.isOpen ? null : new Date(range.to).toISOString(),
      bucket,
      filter: counted,
    },
  });
  const [seen, setSeen] = useState(newest);
  useAgainWhile(
    range.isOpen && !isPaused && seen !== newest,
    () => {
      setSeen(newest);
      ask({ requestPolicy: 'network-only' });
    },
    CATCH_UP_MS,
  );
  if (error) return null;
  if (!data) return <Skeleton h={ROOM} mb="sm" />;
  return <Drawn search={search} found={data.syncStatistics} bucket={bucket} stepMs={stepMs} isStale={stale} />;
}

type DrawnProps = {
  search: AuditSearch;
  found: AuditHistogramData['syncStatistics'];
  bucket: StatisticsBucket;
  stepMs: number;
  isStale: boolean;
};

/** Drawn anew when its figures change, not when rows come. */
const Drawn = memo(function Drawn({ search, found, bucket, stepMs, isStale }: DrawnProps): ReactElement {
  const navigate = useNavigate({ from: '/audit' });
  const { status: only, statuses: some } = search;
  const chosen: readonly AuditStatus[] = only ? [only] : (some ?? []);
  const seriesOf = (status: AuditStatus) => found.series.find((one) => one.status === status);
  const none = found.buckets.map(() => 0);
  const lines = statuses.map((status) =>
    chosen.length === 0 || chosen.includes(status) ? (seriesOf(status)?.counts ?? none) : none,
  );
  const parts: ChartPart[] = statuses.map((status) => ({
    key: status,
    label: statusWords[status].label,
    color: colors[status],
  }));
  const set = (change: Partial<AuditSearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: false, resetScroll: false });
  const toggle = (key: string): void => {
    const next = statuses.filter((status) => (status === key) !== chosen.includes(status));
    set({ status: undefined, statuses: next.length > 0 && next.length < statuses.length ? next : undefined });
  };
  return (
    <div style={{ opacity: isStale ? 0.6 : 1, marginBottom: 'var(--mantine-spacing-sm)' }}>
      <TimeChart
        label={t`Entries over time`}
        parts={parts}
        bars={barsOf(found.buckets, lines, { bucket, stepMs })}
        stepMs={stepMs}
        height={HEIGHT}
        target={{ onPick: (from, to) => set({ range: undefined, from, to }) }}
        facets={{ chosen, onToggle: toggle, totals: statuses.map((status) => seriesOf(status)?.total ?? 0) }}
      />
    </div>
  );
});
