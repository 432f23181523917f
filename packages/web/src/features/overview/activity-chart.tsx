import { msg, t } from '@lingui/core/macro';
import { Card, Group, SegmentedControl, Skeleton, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { words } from '../../components/language/language.ts';
import { added, barsOf, planOf } from '../../components/time-chart/bars.ts';
import { TimeChart } from '../../components/time-chart/time-chart.tsx';
import { useMaxBars } from '../../components/time-chart/use-max-bars.ts';
import { useAgainWhile } from '../../components/use-again-while.ts';
import { graphql } from '../../graphql/gql.ts';
import { kindOf } from './activity-lines.ts';
import { activityRanges, overviewSearch } from './overview-search.ts';

const ActivityQuery = graphql(`
  query OverviewActivity($from: DateTime!, $bucket: StatisticsBucket!) {
    syncStatistics(from: $from, bucket: $bucket, groupBy: [OPERATION, STATUS]) {
      buckets
      series {
        operation
        status
        counts
      }
    }
  }
`);

const HOUR_MS = 3_600_000;
/** Whole hours before the one that runs, so that the question stays the same for an hour. */
const hoursOf = { '24h': 23, '7d': 7 * 24 - 1, '30d': 30 * 24 - 1 };

const HEIGHT = 120;

/** How often the bars catch up while the sync goes on: seldom, so that they do not jump. */
const CATCH_UP_MS = 5_000;

/** What is wrong stands at the bottom, where it can be compared. */
const kinds = ['failed', 'updated', 'created'] as const;
const parts = words([
  { key: 'failed', label: msg`Failed`, color: 'var(--mantine-color-red-6)' },
  { key: 'updated', label: msg`Updated`, color: 'var(--mantine-color-harbor-4)' },
  { key: 'created', label: msg`Created`, color: 'var(--mantine-color-teal-7)' },
]);

const choices = words([
  { value: '24h', label: msg`24 hours` },
  { value: '7d', label: msg`7 days` },
  { value: '30d', label: msg`30 days` },
]);

/** What the sync created and updated over a time, and what failed; each bar leads to the audit log of its time. */
export function ActivityChart({ changed }: { changed: string | null }): ReactElement {
  const { range = '24h' } = overviewSearch(useSearch({ from: '/app/overview' }));
  const navigate = useNavigate({ from: '/overview' });
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const from = hour - hoursOf[range] * HOUR_MS;
  const { stepMs } = planOf(from, hour + HOUR_MS, hour, useMaxBars());
  const step = Math.max(stepMs, HOUR_MS);
  const [{ data, error, stale }, ask] = useQuery({
    query: ActivityQuery,
    variables: { from: new Date(from).toISOString(), bucket: 'HOUR' },
  });
  const [seen, setSeen] = useState(changed);
  useAgainWhile(
    seen !== changed,
    () => {
      setSeen(changed);
      ask({ requestPolicy: 'network-only' });
    },
    CATCH_UP_MS,
  );
  const found = data?.syncStatistics;
  const bars = useMemo(() => {
    const none = found?.buckets.map(() => 0) ?? [];
    const lines = kinds.map((kind) =>
      (found?.series ?? []).filter((one) => kindOf(one) === kind).reduce((sum, { counts }) => added(sum, counts), none),
    );
    return barsOf(found?.buckets ?? [], lines, { bucket: 'HOUR', stepMs: step });
  }, [found, step]);
  return (
    <Card>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2}>{t`Activity`}</Title>
        <SegmentedControl
          size="xs"
          aria-label={t`Time of the chart`}
          data={choices}
          value={range}
          onChange={(picked) => {
            const next = activityRanges.find((one) => one === picked);
            void navigate({
              search: { range: next === '24h' ? undefined : next },
              replace: true,
              resetScroll: false,
            });
          }}
        />
      </Group>
      {error && !found && <Text size="sm">{failureText(error)}</Text>}
      {!error && !found && <Skeleton h={HEIGHT + 60} />}
      {found && (
        <div style={{ opacity: stale ? 0.6 : 1 }}>
          <TimeChart
            label={t`What the sync did over time`}
            parts={parts}
            bars={bars}
            stepMs={step}
            height={HEIGHT}
            target={{
              linkOf: ({ from: begin, to }) => ({ to: '/audit', search: { from: begin, to }, preload: false }),
            }}
          />
        </div>
      )}
    </Card>
  );
}
