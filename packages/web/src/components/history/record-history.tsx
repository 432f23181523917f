import { t } from '@lingui/core/macro';
import { Button, Card, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { LinkActionInput } from '../../graphql/graphql.ts';
import { ExternalLink } from '../external-link.tsx';
import { EnglishOnly } from '../language/english-only.tsx';
import { useAskStandingAgain } from '../links/use-standing.ts';
import { useLiveState } from '../live-status.ts';
import { EmptyState, QueryState } from '../query-state.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { RowList } from '../row-list.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { directionWords, statusWords } from '../sync-words.ts';
import { ChangeList } from './change-list.tsx';
import { groupPushes, type HistoryGroup } from './history-groups.ts';
import { RecordEventFragment } from './record-history.graphql.ts';
import { type RecordEvent, type RecordEvents, useRecordEvents } from './use-record-events.ts';

type Who = 'all' | 'sync' | 'people';
type HistoryProps = { entity: LinkActionInput['entity']; localId: string; onEvent: () => void };

/** The history of one record as a card of its page. */
export function HistoryCard({ entity, localId, onEvent }: HistoryProps): ReactElement {
  const askStandingAgain = useAskStandingAgain();
  const events = useRecordEvents({ localId }, () => {
    askStandingAgain(entity, localId);
    onEvent();
  });
  return (
    <Card component="section" aria-label={t`History`}>
      <Title order={2} mb="md">{t`History`}</Title>
      <RecordHistory events={events} />
    </Card>
  );
}

/** What people and the sync did to a record: sentences, newest first, that arrive by themselves. */
export function RecordHistory({ events }: { events: RecordEvents }): ReactElement {
  const [who, setWho] = useState<Who>('all');
  const live = useLiveState();
  const shown = events.items.filter((event) => who === 'all' || isSync(event) === (who === 'sync'));
  return (
    <QueryState
      result={{ data: events.data, error: events.error, fetching: events.fetching }}
      onRetry={events.retry}
      isEmpty={() => events.items.length === 0}
      empty={
        <EmptyState
          title={t`Nothing has happened yet`}
          icon={<IconHistory size={24} aria-hidden />}
        >{t`Changes by people and by the sync appear here by themselves.`}</EmptyState>
      }
    >
      {() => (
        <Stack gap="md">
          <Group justify="space-between">
            <SegmentedControl
              aria-label={t`Whose changes`}
              size="xs"
              value={who}
              onChange={(next) => setWho(next === 'sync' || next === 'people' ? next : 'all')}
              data={[
                { value: 'all', label: t`All` },
                { value: 'sync', label: t`Sync` },
                { value: 'people', label: t`People` },
              ]}
            />
            <Text component="span" size="xs" c="dimmed" style={{ flex: 1 }}>
              <EnglishOnly />
            </Text>
            {live === 'live' && <StatusBadge tone="ok">{t`Live`}</StatusBadge>}
            {live === 'down' && <StatusBadge tone="attention">{t`Not live: reconnecting`}</StatusBadge>}
          </Group>
          {shown.length === 0 ? (
            <Text size="sm" c="dimmed">
              {who === 'sync'
                ? t`The sync has not touched this record yet.`
                : t`No person has changed this record yet.`}
            </Text>
          ) : (
            <RowList label={t`What happened`} isLive>
              {groupPushes(shown, stepOf).map((group) => (
                <HistoryEntry key={group.head.id} group={group} />
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
            >{t`Show older`}</Button>
          )}
        </Stack>
      )}
    </QueryState>
  );
}

const stepOf = (event: RecordEvent) => readFragment(RecordEventFragment, event);

const isSync = (event: RecordEvent): boolean => Boolean(stepOf(event).direction);

function HistoryEntry({ group: { head, steps } }: { group: HistoryGroup<RecordEvent> }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack component="li" gap={4} px="md" py="sm">
      <Happened event={head} />
      {steps.length > 0 && (
        <Button
          variant="subtle"
          size="compact-xs"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          style={{ alignSelf: 'flex-start' }}
        >
          {isOpen ? t`Hide the steps` : t`All ${steps.length} steps of this push`}
        </Button>
      )}
      {isOpen && (
        <Stack component="ul" gap="xs" pl="md" m={0} style={{ listStyle: 'none' }} aria-label={t`Steps`}>
          {steps.map((event) => (
            <Stack component="li" gap={4} key={event.id}>
              <Happened event={event} />
            </Stack>
          ))}
        </Stack>
      )}
    </Stack>
  );
}

function Happened({ event: masked }: { event: RecordEvent }): ReactElement {
  const event = stepOf(masked);
  const { label, tone } = statusWords[event.status];
  const origin = [event.direction ? directionWords[event.direction] : null, event.actor].filter(Boolean).join(' · ');
  return (
    <>
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
            {event.attempt > 1 ? t` · attempt ${event.attempt}` : ''}
          </Text>
        )}
        {event.remoteUrl && <ExternalLink href={event.remoteUrl} size="xs">{t`View in ConnectWise`}</ExternalLink>}
      </Group>
      <ChangeList changes={event.changes} />
    </>
  );
}
