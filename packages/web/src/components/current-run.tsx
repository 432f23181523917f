import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Card, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import type { RunSummaryFragment } from '../graphql/graphql.ts';
import { useSeconds } from './clock.ts';
import { RunProgress } from './run-progress.tsx';
import { secondsLeft, settingsOf } from './run-summary.ts';
import { formatCount, formatDuration, runKindWords } from './sync-words.ts';
import { useOnChange } from './use-on-change.ts';

type Props = {
  run: RunSummaryFragment;
  /** Nobody works on it just now. */
  isWaiting?: boolean;
  /** What can be done with it: pause, cancel. */
  actions?: ReactNode;
};

/** The run that goes on now: counts, elapsed time, rate, and the time left once it can be told honestly. */
export function CurrentRun({ run, isWaiting = false, actions }: Props): ReactElement {
  const now = useSeconds();
  const rates = useRates(run);
  const left = secondsLeft({ entities: run.entities, rates });
  const elapsedMs = Math.max(0, now - Date.parse(run.startedAt));
  const elapsed = formatDuration(Math.floor(elapsedMs / 1000) * 1000);
  return (
    <Card>
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={2}>
          {runKindWords[run.kind]} {isWaiting ? t`is waiting` : t`in progress`}
        </Title>
        <Group gap="lg" style={{ rowGap: 2 }}>
          <Fact label={isWaiting ? t`Asked for` : t`Running for`}>{isWaiting ? t`${elapsed} ago` : elapsed}</Fact>
          {run.ratePerSecond && !isWaiting ? (
            <Fact label={t`Rate`}>
              <Trans>{formatCount(Math.round(run.ratePerSecond))} records / s</Trans>
            </Fact>
          ) : null}
          {left !== null && !isWaiting && (
            <Fact label={t`About`}>
              <Trans>{formatDuration(Math.max(1, Math.round(left)) * 1000)} left</Trans>
            </Fact>
          )}
        </Group>
      </Group>
      <RunProgress run={run} />
      <Text size="sm" c="dimmed" mt="sm" truncate mih="1.55em">
        {run.currentRecord && (isWaiting ? t`Stopped at ${run.currentRecord}` : t`Now at ${run.currentRecord}`)}
      </Text>
      <Group justify="space-between" mt="xs" gap="sm">
        <Text size="sm" c="dimmed">
          <Anchor
            inherit
            renderRoot={(props) => <Link to="/runs/$runId" params={{ runId: run.id }} {...props} />}
          >{t`Details of this run`}</Anchor>
          {typeof run.settingsRevision === 'number' && ` · ${settingsOf(run.settingsRevision)}`}
        </Text>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactElement {
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
  useOnChange(id, () => setRates([]));
  useEffect(() => {
    const rate = run.ratePerSecond;
    if (rate) setRates((before) => [...before.slice(-9), rate]);
  }, [run]);
  return ratePerSecond ? rates : [];
}
