import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { ExternalLink } from '../../components/external-link.tsx';
import { useLiveState } from '../../components/live-status.ts';
import { EmptyState, QueryState } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { RowList } from '../../components/row-list.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { directionWords, statusWords } from '../../components/sync-words.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { ChangeList } from './change-list.tsx';
import { OpportunityEventFragment } from './opportunities.graphql.ts';
import type { OpportunityEvent, OpportunityEvents } from './use-opportunity-events.ts';

type Who = 'all' | 'sync' | 'people';

/** The History tab: sentences, newest first, that arrive by themselves. */
export function OpportunityHistory({ events }: { events: OpportunityEvents }): ReactElement {
  const [who, setWho] = useState<Who>('all');
  const live = useLiveState();
  const shown = events.items.filter((event) => who === 'all' || isSync(event) === (who === 'sync'));
  return (
    <QueryState
      result={{ data: events.data, error: events.error, fetching: events.fetching }}
      onRetry={events.retry}
      isEmpty={() => events.items.length === 0}
      empty={
        <EmptyState title="Nothing has happened yet" icon={<IconHistory size={24} aria-hidden />}>
          Changes by people and by the sync appear here by themselves.
        </EmptyState>
      }
    >
      {() => (
        <Stack gap="md">
          <Group justify="space-between">
            <SegmentedControl
              aria-label="Whose changes"
              size="xs"
              value={who}
              onChange={(next) => setWho(next === 'sync' || next === 'people' ? next : 'all')}
              data={[
                { value: 'all', label: 'All' },
                { value: 'sync', label: 'Sync' },
                { value: 'people', label: 'People' },
              ]}
            />
            {live === 'live' && <StatusBadge tone="ok">Live</StatusBadge>}
            {live === 'down' && <StatusBadge tone="attention">Not live: reconnecting</StatusBadge>}
          </Group>
          {shown.length === 0 ? (
            <Text size="sm" c="dimmed">
              {who === 'sync'
                ? 'The sync has not touched this opportunity yet.'
                : 'No person has changed this opportunity yet.'}
            </Text>
          ) : (
            <RowList label="What happened" isLive>
              {shown.map((event) => (
                <HistoryEntry key={event.id} event={event} />
              ))}
            </RowList>
          )}
          {events.hasMore && (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={events.loadingMore}
              onClick={events.loadMore}
              style={{ alignSelf: 'center' }}
            >
              Show older
            </Button>
          )}
        </Stack>
      )}
    </QueryState>
  );
}

const isSync = (event: OpportunityEvent): boolean => Boolean(readFragment(OpportunityEventFragment, event).direction);

function HistoryEntry({ event: masked }: { event: OpportunityEvent }): ReactElement {
  const event = readFragment(OpportunityEventFragment, masked);
  const { label, tone } = statusWords[event.status];
  const origin = [event.direction ? directionWords[event.direction] : null, event.actor].filter(Boolean).join(' · ');
  return (
    <Stack component="li" gap={4} px="md" py="sm">
      <Group justify="space-between" gap="xs" align="baseline" wrap="nowrap">
        <Text size="sm" style={{ flex: 1 }}>
          {event.description}
        </Text>
        <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
          <RelativeTime at={event.at} />
        </Text>
      </Group>
      <Group gap="md">
        {event.status !== 'INFO' && <StatusBadge tone={tone}>{label}</StatusBadge>}
        {origin && (
          <Text size="xs" c="dimmed">
            {origin}
            {event.attempt > 1 ? ` · attempt ${event.attempt}` : ''}
          </Text>
        )}
        {event.remoteUrl && (
          <ExternalLink href={event.remoteUrl} size="xs">
            View in ConnectWise
          </ExternalLink>
        )}
      </Group>
      <ChangeList changes={event.changes} />
    </Stack>
  );
}
