import { msg, t } from '@lingui/core/macro';
import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import type { LinkActionsQuery as Data, EntityType, UndoBlock } from '../../graphql/graphql.ts';
import { GuardedButton } from '../guarded-button.tsx';
import { words } from '../language/language.ts';
import { EmptyState, QueryState } from '../query-state.tsx';
import { RecordLink } from '../record-link.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { entityWords } from '../sync-words.ts';
import { LinkActionsQuery } from './links.graphql.ts';
import { useLinkActions } from './use-link-actions.ts';

type Action = Data['linkActions']['items'][number];

/** What people did about the links of one record, each with the way back; nothing is shown where nothing was done. */
export function LinkChanges({ entity, localId }: { entity: EntityType; localId: string }): ReactElement | null {
  const [{ data }] = useQuery({
    query: LinkActionsQuery,
    variables: { first: 10, entity, localId },
    requestPolicy: 'cache-and-network',
  });
  const items = data?.linkActions.items ?? [];
  if (items.length === 0) return null;
  return (
    <section>
      <Title order={3} mb="xs">{t`Changes by people`}</Title>
      <Changes items={items} />
    </section>
  );
}

/** The newest changes of all links. */
export function AllLinkChanges(): ReactElement {
  const [result, ask] = useQuery({
    query: LinkActionsQuery,
    variables: { first: 100, entity: null, localId: null },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryState
      result={result}
      onRetry={() => ask({ requestPolicy: 'network-only' })}
      isEmpty={({ linkActions }) => linkActions.items.length === 0}
      empty={
        <EmptyState
          title={t`Nobody has changed a link yet`}
        >{t`Relinks, pauses and other changes are listed here. Each can be undone while nothing else has happened to the record.`}</EmptyState>
      }
    >
      {({ linkActions }) => <Changes items={linkActions.items} isNamed />}
    </QueryState>
  );
}

/** `isNamed`: beside those of other records, each with the way to its own. */
function Changes({ items, isNamed = false }: { items: readonly Action[]; isNamed?: boolean }): ReactElement {
  const { undo, isBusy } = useLinkActions();
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t`Changes of links`}>
      {items.map((one) => (
        <Group key={one.id} component="li" justify="space-between" align="flex-start" wrap="nowrap" gap="md">
          <div style={{ minWidth: 0 }}>
            {isNamed && (
              <Text size="sm" fw={500}>
                <RecordLink entity={one.entity} localId={one.localId}>
                  {one.name}
                </RecordLink>{' '}
                <Text component="span" size="xs" c="dimmed">
                  {entityWords[one.entity].one}
                </Text>
              </Text>
            )}
            <Text size="sm">{one.description}</Text>
            <Text size="xs" c="dimmed">
              {one.by}, <RelativeTime at={one.at} />
              {one.reason ? t`. Reason: ${one.reason}` : ''}
              {one.undoneAt ? undoneBy(one.undoneBy ?? t`somebody`) : ''}
            </Text>
          </div>
          {!one.undoneAt && (
            <GuardedButton
              needs="canRetry"
              size="compact-sm"
              variant="subtle"
              loading={isBusy}
              blockedBecause={one.undoBlock ? undoBlocks[one.undoBlock] : null}
              onClick={() => void undo(one.id)}
              style={{ flexShrink: 0 }}
              aria-label={t`Undo the change of ${one.name}`}
            >{t`Undo`}</GuardedButton>
          )}
        </Group>
      ))}
    </Stack>
  );
}

const undoBlocks: Record<UndoBlock, string> = words({
  LATER_CHANGE: msg`Undo the later change of this record first.`,
  LINK_CHANGED: msg`The link has changed since, so this cannot be undone.`,
});

const undoneBy = (who: string): string => t`. Undone by ${who}`;
