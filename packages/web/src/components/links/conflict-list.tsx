import { msg, plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type {
  ConflictFieldsFragment,
  ConflictState,
  ConflictsQueryVariables,
  ConflictsQuery as Data,
  Owner,
} from '../../graphql/graphql.ts';
import { GuardedButton } from '../guarded-button.tsx';
import { words } from '../language/language.ts';
import { told } from '../notify.ts';
import { EmptyState, QueryState, TableSkeleton } from '../query-state.tsx';
import { RecordLink } from '../record-link.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { StatusBadge, type Tone } from '../status-badge.tsx';
import { entityWords } from '../sync-words.ts';
import { usePagedQuery } from '../use-paged-query.ts';
import { ConflictFields, ConflictsQuery, SettleConflictMutation } from './conflicts.graphql.ts';
import { touched } from './links.graphql.ts';

const pageOf = ({ conflicts }: Data) => ({
  items: readFragment(ConflictFields, conflicts.items),
  pageInfo: conflicts.pageInfo,
  totalCount: conflicts.totalCount,
});

export const conflictStateWords: Record<ConflictState, { label: string; tone: Tone }> = words({
  OPEN: { label: msg`To be decided`, tone: 'attention' },
  KEPT: { label: msg`Decided by rule`, tone: 'quiet' },
  RESTORED: { label: msg`Restored`, tone: 'ok' },
  SETTLED: { label: msg`Decided`, tone: 'ok' },
});

type ListProps = { variables: Omit<ConflictsQueryVariables, 'after'>; onClear: () => void };

/** Every field that both sides had changed, with both values, and one click to let the other one stand. */
export function ConflictList({ variables, onClear }: ListProps): ReactElement {
  const list = usePagedQuery({ query: ConflictsQuery, variables, page: pageOf, keepPrevious: true });
  return (
    <QueryState
      result={list}
      onRetry={list.retry}
      skeleton={<TableSkeleton rows={5} />}
      isEmpty={() => list.items.length === 0 && !list.isPrevious}
      empty={
        variables.filter ? (
          <EmptyState
            title={t`No conflict matches`}
            action={<Button variant="default" mt="xs" onClick={onClear}>{t`Clear filters`}</Button>}
          >{t`Take a filter away to see the others.`}</EmptyState>
        ) : (
          <EmptyState
            title={t`No field was changed on both sides`}
            icon={<IconArrowsLeftRight size={24} aria-hidden />}
          >{t`When two people edit the same field, one here and one in ConnectWise, both values are listed here, and you can restore the one that was overwritten.`}</EmptyState>
        )
      }
    >
      {() => (
        <Stack gap="sm">
          <Text size="xs" c="dimmed">
            {plural(list.totalCount ?? list.items.length, { one: '# conflict', other: '# conflicts' })}
          </Text>
          <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t`Conflicts`}>
            {list.items.map((conflict) => (
              <li key={conflict.id}>
                <Conflict conflict={conflict} />
              </li>
            ))}
          </Stack>
          <Group justify="flex-end">
            {list.hasMore && (
              <Button
                variant="default"
                size="xs"
                loading={list.loadingMore}
                onClick={list.loadMore}
              >{t`Load more`}</Button>
            )}
          </Group>
        </Stack>
      )}
    </QueryState>
  );
}

/** The conflicts of one record; nothing where there are none. */
export function RecordConflicts({ localId }: { localId: string }): ReactElement | null {
  const [{ data }] = useQuery({ query: ConflictsQuery, variables: { first: 5, filter: { localId } } });
  const items = data ? readFragment(ConflictFields, data.conflicts.items) : [];
  if (items.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t`Conflicts of this record`}>
      <Text fw={600} size="sm">{t`Changed on both sides`}</Text>
      {items.map((conflict) => (
        <Conflict key={conflict.id} conflict={conflict} />
      ))}
    </Stack>
  );
}

function Conflict({ conflict }: { conflict: ConflictFieldsFragment }): ReactElement {
  const { entity, localId, name, label, state, why, decidedBy, decidedAt } = conflict;
  const isDissolved = state === 'SETTLED' && !decidedBy;
  const words = isDissolved ? { label: t`Over`, tone: 'quiet' as const } : conflictStateWords[state];
  return (
    <Card padding="md">
      <Group justify="space-between" mb={6} gap="xs">
        <Text size="sm">
          <Trans>
            <Text component="span" fw={600} inherit>
              {label}
            </Text>{' '}
            of{' '}
            <RecordLink entity={entity} localId={localId}>
              {name}
            </RecordLink>{' '}
            <Text component="span" size="xs" c="dimmed">
              {entityWords[entity].one}, <RelativeTime at={conflict.at} />
            </Text>
          </Trans>
        </Text>
        <StatusBadge tone={words.tone}>{words.label}</StatusBadge>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Side
          conflict={conflict}
          side="CRM"
          title={t`In the CRM`}
          value={conflict.crmValue}
          by={conflict.crmBy}
          at={conflict.crmAt}
        />
        <Side
          conflict={conflict}
          side="CONNECTWISE"
          title={t`In ConnectWise`}
          value={conflict.connectwiseValue}
          by={conflict.connectwiseBy}
          at={conflict.connectwiseAt}
        />
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt={8}>
        {why} {conflict.baseValue ? t`Both had agreed on "${conflict.baseValue}" before.` : ''}
        {decidedBy && decidedAt ? (
          <>
            {' '}
            {state === 'RESTORED' ? t`The other value was restored by ${decidedBy},` : t`Decided by ${decidedBy},`}{' '}
            <RelativeTime at={decidedAt} />.
          </>
        ) : state === 'OPEN' ? (
          t` Each side keeps its value until then.`
        ) : (
          ''
        )}
      </Text>
    </Card>
  );
}

type SideProps = {
  conflict: ConflictFieldsFragment;
  side: Owner;
  title: string;
  value: string | null | undefined;
  by: string | null | undefined;
  at: string | null | undefined;
};

function Side({ conflict, side, title, value, by, at }: SideProps): ReactElement {
  const [{ fetching }, settle] = useMutation(SettleConflictMutation);
  const { id, state, winner, label, name } = conflict;
  const isDecided = state === 'KEPT' || conflict.decidedBy !== null;
  const lost = isDecided && winner !== side;
  const place = side === 'CRM' ? t`the CRM` : 'ConnectWise';
  const choose = async (): Promise<void> => {
    const { data, error } = await settle(
      { id, winner: side, seen: state },
      { additionalTypenames: [...touched, 'SyncConflict', 'SyncConflictPage'] },
    );
    told(error, data?.settleConflict.problems, data?.settleConflict.note ?? t`Done.`);
  };
  return (
    <div>
      <Text size="xs" c="dimmed">
        {winner === side && isDecided ? t`${title} (kept)` : title}
      </Text>
      <Text size="sm" fs={value ? undefined : 'italic'} style={{ overflowWrap: 'anywhere' }}>
        {value ?? t`empty`}
      </Text>
      <Text size="xs" c="dimmed">
        {by ?? t`Not known by whom`}
        {at && (
          <>
            , <RelativeTime at={at} />
          </>
        )}
      </Text>
      {(lost || state === 'OPEN') && (
        <GuardedButton
          needs="canRetry"
          size="compact-sm"
          variant="default"
          mt={6}
          loading={fetching}
          onClick={() => void choose()}
          aria-label={
            lost
              ? t`Restore this value: the ${label} of ${name} in ${place}`
              : t`Keep this value: the ${label} of ${name} in ${place}`
          }
        >
          {lost ? t`Restore this value` : t`Keep this value`}
        </GuardedButton>
      )}
    </div>
  );
}
