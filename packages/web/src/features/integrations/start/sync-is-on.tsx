import { counted } from '@causeway/shared/counted';
import { Anchor, Card, Group, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { RunSummary, totalsOf } from '../../../components/run-summary.ts';
import { formatCount, formatDuration } from '../../../components/sync-words.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { RunSummaryFragment, StartHealthFragment } from '../../../graphql/graphql.ts';

type Props = { startedAt: string; health: StartHealthFragment | null };

/** After the start: what the first sync did, what waits for a person, and when ConnectWise is asked next. */
export function SyncIsOn({ startedAt, health }: Props): ReactElement {
  const last = readFragment(RunSummary, health?.lastRun);
  const issues = health?.openIssues ?? 0;
  return (
    <Card component="section" aria-label="Start">
      <Group gap="sm" mb={4}>
        <IconCircleCheck size={22} color="var(--mantine-color-teal-6)" aria-hidden />
        <Title order={3}>The sync is on</Title>
      </Group>
      <Text size="sm" c="dimmed">
        Started <RelativeTime at={startedAt} />. ConnectWise is asked every 15 minutes
        {health?.nextPullAt && (
          <>
            , next <RelativeTime at={health.nextPullAt} />
          </>
        )}
        .
      </Text>
      {last?.kind === 'INITIAL' && last.state === 'DONE' && (
        <Text size="sm" mt="sm">
          {doneSentence(last)}
        </Text>
      )}
      <Group gap="lg" mt="sm">
        {issues > 0 && (
          <Anchor size="sm" fw={500} renderRoot={(props) => <Link to="/issues" {...props} />}>
            {issues === 1 ? '1 needs attention' : `${formatCount(issues)} need attention`}
          </Anchor>
        )}
        <Anchor size="sm" renderRoot={(props) => <Link to="/overview" {...props} />}>
          Go to the overview
        </Anchor>
      </Group>
    </Card>
  );
}

/** "The first sync looked at 10,000 records in 12 s: 9,000 created, …" */
function doneSentence(run: RunSummaryFragment): string {
  const { processed, created, linked, updated, skipped, failed } = totalsOf(run.entities);
  const took = run.finishedAt ? ` in ${formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}` : '';
  const parts = [
    [created, 'created'],
    [linked, 'linked'],
    [updated, 'updated'],
    [skipped, 'skipped'],
    [failed, failed === 1 ? 'needs a person' : 'need a person'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`);
  return `The first sync looked at ${counted(processed, 'record')}${took}: ${told.join(', ') || 'nothing was new'}.`;
}
