import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
    <Card component="section" aria-label={t`Start`}>
      <Group gap="sm" mb={4}>
        <IconCircleCheck size={22} color="var(--mantine-color-teal-6)" aria-hidden />
        <Title order={3}>{t`The sync is on`}</Title>
      </Group>
      <Text size="sm" c="dimmed">
        <Trans>
          Started <RelativeTime at={startedAt} />. ConnectWise is asked every 15 minutes
          {health?.nextPullAt && (
            <Trans>
              , next <RelativeTime at={health.nextPullAt} />
            </Trans>
          )}
          .
        </Trans>
      </Text>
      {last?.kind === 'INITIAL' && last.state === 'DONE' && (
        <Text size="sm" mt="sm">
          {doneSentence(last)}
        </Text>
      )}
      <Group gap="lg" mt="sm">
        {issues > 0 && (
          <Anchor size="sm" fw={500} renderRoot={(props) => <Link to="/issues" {...props} />}>
            {plural(issues, { one: '# needs attention', other: '# need attention' })}
          </Anchor>
        )}
        <Anchor size="sm" renderRoot={(props) => <Link to="/overview" {...props} />}>{t`Go to the overview`}</Anchor>
      </Group>
    </Card>
  );
}

/** "The first sync looked at 10,000 records in 12 s: 9,000 created, …" */
function doneSentence(run: RunSummaryFragment): string {
  const { processed, created, linked, updated, skipped, failed } = totalsOf(run.entities);
  const took = run.finishedAt ? t`in ${formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}` : '';
  const parts = [
    [created, t`created`],
    [linked, t`linked`],
    [updated, t`updated`],
    [skipped, t`skipped`],
    [failed, plural(failed, { one: 'needs a person', other: 'need a person' })],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`);
  const records = plural(processed, { one: '# record', other: '# records' });
  const looked = [records, took].filter(Boolean).join(' ');
  return t`The first sync looked at ${looked}: ${told.join(', ') || t`nothing was new`}.`;
}
