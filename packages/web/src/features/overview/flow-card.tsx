import { t } from '@lingui/core/macro';
import { Card, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { formatCount, formatDuration } from '../../components/sync-words.ts';
import type { OverviewFiguresQuery } from '../../graphql/graphql.ts';

type Day = OverviewFiguresQuery['day'];

/** How long changes were on their way in the last 24 hours, and how much of ConnectWise's patience was used. */
export function FlowCard({ day }: { day: Day }): ReactElement {
  const calls = day.apiCalls.outcomes.reduce((sum, { total }) => sum + total, 0);
  const refused = day.apiCalls.outcomes
    .filter(({ outcome }) => outcome !== 'ok')
    .reduce((sum, { total }) => sum + total, 0);
  const busiest = Math.max(
    0,
    ...day.buckets.map((_, at) => day.apiCalls.outcomes.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)),
  );
  const { budgetPerBucket, budgetPerMinute } = day.apiCalls;
  const share = budgetPerBucket === 0 ? 0 : (busiest / budgetPerBucket) * 100;
  return (
    <Card>
      <Title order={2} mb="xs">{t`The last 24 hours`}</Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        <Lag label={t`From ConnectWise`} day={day} direction="IN" />
        <Lag label={t`To ConnectWise`} day={day} direction="OUT" />
        <Figure label={t`Requests to ConnectWise`} aside={t`${formatCount(refused)} of them failed`}>
          {formatCount(calls)}
        </Figure>
        <Figure
          label={t`Busiest hour`}
          aside={t`of ${formatCount(budgetPerBucket)} that may go out (${formatCount(budgetPerMinute)} a minute)`}
        >
          {formatCount(busiest)} <Small>{share < 1 ? t`below 1 %` : `${Math.round(share)} %`}</Small>
        </Figure>
      </SimpleGrid>
    </Card>
  );
}

function Lag({ label, day, direction }: { label: string; day: Day; direction: 'IN' | 'OUT' }): ReactElement {
  const lag = day.lag.find((one) => one.direction === direction);
  if (!lag || lag.overallP50Ms == null || lag.overallP95Ms == null)
    return (
      <Figure label={label} aside={t`no change has arrived`}>
        –
      </Figure>
    );
  return (
    <Figure label={t`${label}, on the way`} aside={t`19 of 20 within ${formatDuration(lag.overallP95Ms)} (p95)`}>
      {formatDuration(lag.overallP50Ms)} <Small>{t`half of them (p50)`}</Small>
    </Figure>
  );
}

function Small({ children }: { children: ReactNode }): ReactElement {
  return (
    <Text component="span" size="xs" c="dimmed" fw={400}>
      {children}
    </Text>
  );
}

function Figure({ label, aside, children }: { label: string; aside: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600} component="div" className="tabular">
        {children}
      </Text>
      <Text size="xs" c="dimmed">
        {aside}
      </Text>
    </div>
  );
}
