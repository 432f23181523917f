import { Anchor, Box, Card, Group, SimpleGrid, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { RelativeTime } from '../../components/relative-time.tsx';
import type { Tone } from '../../components/status-badge.tsx';
import { formatCount } from '../../components/sync-words.ts';
import type { HealthFieldsFragment } from '../../graphql/graphql.ts';

const colors: Record<Exclude<Tone, 'quiet'>, string> = {
  ok: 'teal',
  working: 'harbor',
  attention: 'yellow',
  stopped: 'red',
};

const colorOf = (tone: string): string => Object.entries(colors).find(([known]) => known === tone)?.[1] ?? 'gray';

/** One sentence for how everything is, and the four figures one asks next. */
export function HealthCard({ health }: { health: HealthFieldsFragment }): ReactElement {
  return (
    <Card style={{ borderLeft: `4px solid var(--mantine-color-${colorOf(health.tone)}-6)` }}>
      <Text fz="lg" fw={600} role="status">
        {sentenceOf(health)}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 4 }} mt="md">
        <Figure label="Last poll">
          <RelativeTime at={health.lastPullAt} none="never" />
        </Figure>
        <Figure label="Next poll">
          <RelativeTime at={health.nextPullAt} none="not planned" />
        </Figure>
        <Figure label="Waiting to be pushed">{formatCount(health.pendingPushes)}</Figure>
        <Figure label="Open issues">
          {health.openIssues > 0 ? (
            <Anchor inherit renderRoot={(props) => <Link to="/issues" {...props} />}>
              {formatCount(health.openIssues)}
            </Anchor>
          ) : (
            '0'
          )}
        </Figure>
      </SimpleGrid>
      {health.connection && (
        <Group gap={6} mt="md">
          <Text size="xs" c="dimmed">
            ConnectWise at {health.connection.host}. It is asked every 15 minutes; what the sync mode sends goes out at
            once.
          </Text>
        </Group>
      )}
    </Card>
  );
}

/** The cause of a missing or failing connection stands in the banner above; here stands what follows from it. */
function sentenceOf({ connection, sentence }: HealthFieldsFragment): string {
  if (!connection) return 'Nothing is synced yet.';
  return connection.state === 'ERROR' ? 'Nothing is synced until the connection works again.' : sentence;
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
