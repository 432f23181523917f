import { Anchor, Card, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useNow } from '../../components/relative-time.tsx';
import { RunProgress } from '../../components/run-progress.tsx';
import { secondsLeft } from '../../components/run-summary.ts';
import { formatCount, formatDuration, runKindWords } from '../../components/sync-words.ts';
import type { RunSummaryFragment } from '../../graphql/graphql.ts';

/** The run that goes on now: counts, elapsed time, rate, and the time left once it can be told honestly. */
export function CurrentRun({ run }: { run: RunSummaryFragment }): ReactElement {
  const now = useNow(1000);
  const rates = useRates(run);
  const left = secondsLeft({ entities: run.entities, rates });
  const elapsedMs = Math.max(0, now - Date.parse(run.startedAt));
  return (
    <Card>
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={2}>{runKindWords[run.kind]} in progress</Title>
        <Group gap="lg" style={{ rowGap: 2 }}>
          <Fact label="Running for">{formatDuration(Math.floor(elapsedMs / 1000) * 1000)}</Fact>
          {run.ratePerSecond ? (
            <Fact label="Rate">{formatCount(Math.round(run.ratePerSecond))} records / s</Fact>
          ) : null}
          {left !== null && <Fact label="About">{formatDuration(Math.max(1, Math.round(left)) * 1000)} left</Fact>}
        </Group>
      </Group>
      <RunProgress run={run} />
      <Anchor
        size="sm"
        mt="md"
        display="inline-block"
        renderRoot={(props) => <Link to="/runs/$runId" params={{ runId: run.id }} {...props} />}
      >
        Details of this run
      </Anchor>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }): ReactElement {
  return (
    <Text size="sm" className="tabular">
      <Text component="span" size="sm" c="dimmed">
        {label}{' '}
      </Text>
      {children}
    </Text>
  );
}

/** The rates that this run reported, one for each time it reported progress. */
function useRates(run: RunSummaryFragment): readonly number[] {
  const [rates, setRates] = useState<readonly number[]>([]);
  const { ratePerSecond, id } = run;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run begins anew
  useEffect(() => setRates([]), [id]);
  useEffect(() => {
    const rate = run.ratePerSecond;
    if (rate) setRates((before) => [...before.slice(-9), rate]);
  }, [run]);
  return ratePerSecond ? rates : [];
}
