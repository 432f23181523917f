import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Box, Card, Group, List, SimpleGrid, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useQuery } from 'urql';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { HowLong, NextTime, RelativeTime } from '../../components/relative-time.tsx';
import type { Tone } from '../../components/status-badge.tsx';
import { asSentence, formatCount } from '../../components/sync-words.ts';
import { TroubleLine } from '../../components/trouble-line.tsx';
import type { HealthFieldsFragment } from '../../graphql/graphql.ts';
import { HealthAction } from './health-action.tsx';
import { CallbackStateQuery } from './overview.graphql.ts';

const colors: Record<Exclude<Tone, 'quiet'>, string> = {
  ok: 'teal',
  working: 'harbor',
  attention: 'yellow',
  stopped: 'red',
};

const colorOf = (tone: string): string => Object.entries(colors).find(([known]) => known === tone)?.[1] ?? 'gray';

type Props = {
  health: HealthFieldsFragment;
  /** Nothing has been heard for a while, so that what was heard last may be wrong by now. */
  isStale: boolean;
  /** Linked records with edits that the settings do not send. */
  heldEdits: number;
};

/** One sentence for how everything is, what to do about it, and the figures that one asks next. */
export function HealthCard({ health, isStale, heldEdits }: Props): ReactElement {
  return (
    <Card style={{ borderLeft: `4px solid var(--mantine-color-${isStale ? 'gray' : colorOf(health.tone)}-6)` }}>
      {isStale ? <NotKnown /> : <Standing health={health} />}
      {!isStale && heldEdits > 0 && (
        <Text size="sm" mt={4}>
          <Anchor inherit renderRoot={(props) => <Link to="/links" search={{ differs: 'HELD_EDIT' }} {...props} />}>
            {plural(heldEdits, {
              one: '# record has edits that the sync mode or the direction of a field does not send.',
              other: '# records have edits that the sync mode or the direction of a field does not send.',
            })}
          </Anchor>
        </Text>
      )}
      <Text size="xs" c="dimmed">
        <EnglishOnly />
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 5 }} mt="md">
        <Figure label={t`Last poll`}>
          <RelativeTime at={health.lastPullAt} none={t`never`} />
        </Figure>
        <Figure label={t`Next poll`}>
          <NextTime at={health.nextPullAt} none={t`not planned`} />
        </Figure>
        <Figure label={t`Waiting to be pushed`}>
          {health.pendingPushes > 0 ? (
            <Anchor inherit renderRoot={(props) => <Link to="/pushes" {...props} />}>
              {formatCount(health.pendingPushes)}
            </Anchor>
          ) : (
            '0'
          )}
        </Figure>
        <Figure label={t`Oldest pending push`}>
          <RelativeTime at={health.oldestPushAt} none="–" />
        </Figure>
        <Figure label={t`Open issues`}>
          {health.openIssues > 0 ? (
            <Anchor inherit renderRoot={(props) => <Link to="/issues" {...props} />}>
              {formatCount(health.openIssues)}
            </Anchor>
          ) : (
            '0'
          )}
        </Figure>
      </SimpleGrid>
      {health.connection && health.tone !== 'stopped' && (
        <Group gap={6} mt="md">
          <Text size="xs" c="dimmed">
            <HowOften host={health.connection.host} />
          </Text>
        </Group>
      )}
    </Card>
  );
}

/** While its callbacks work, ConnectWise tells of changes by itself, and the poll is a check. */
function HowOften({ host }: { host: string }): ReactElement {
  const [{ data }] = useQuery({ query: CallbackStateQuery });
  return data?.callbacks?.state === 'ACTIVE' ? (
    <Trans>
      ConnectWise at {host}. It tells of changes at once, and is asked every 15 minutes to check. What the sync mode
      sends goes out at once.
    </Trans>
  ) : (
    <Trans>ConnectWise at {host}. It is asked every 15 minutes. What the sync mode sends goes out at once.</Trans>
  );
}

function Standing({ health }: { health: HealthFieldsFragment }): ReactElement {
  const [first, ...others] = health.troubles;
  // While a first sync runs, lesser troubles are not the sentence, but they are told.
  const isFirstTold = first !== undefined && first.sentence === health.sentence;
  const also = isFirstTold ? others : health.troubles;
  const code = isFirstTold ? first.code : health.openIssues > 0 ? 'open_issues' : null;
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Text fz="lg" fw={600} role="status" style={{ flex: '1 1 18rem' }}>
          {asSentence(health.sentence)}
        </Text>
        <HealthAction code={code} />
      </Group>
      {(health.remedy || (isFirstTold && first.since)) && (
        <Text size="sm" c="dimmed" mt={4}>
          {health.remedy}
          {isFirstTold && first.since && (
            <Trans>
              {' '}
              For <HowLong at={first.since} />.
            </Trans>
          )}
        </Text>
      )}
      {also.length > 0 && (
        <List size="sm" mt="xs" aria-label={t`Also wrong`}>
          {also.map((trouble) => (
            <List.Item key={trouble.code}>
              <TroubleLine trouble={trouble} />
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}

function NotKnown(): ReactElement {
  return (
    <>
      <Text fz="lg" fw={600} role="status">{t`How the sync stands is not known just now.`}</Text>
      <Text
        size="sm"
        c="dimmed"
        mt={4}
      >{t`Causeway does not answer. The figures are those of its last answer. This page asks again by itself.`}</Text>
    </>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <Box>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600} component="div" className="tabular">
        {children}
      </Text>
    </Box>
  );
}
