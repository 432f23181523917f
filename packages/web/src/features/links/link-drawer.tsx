import { Anchor, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { ComparedFields } from '../../components/links/compared-fields.tsx';
import { RecordConflicts } from '../../components/links/conflict-list.tsx';
import { LinkButtons } from '../../components/links/link-buttons.tsx';
import { LinkChanges } from '../../components/links/link-changes.tsx';
import { LinkFacts } from '../../components/links/link-facts.tsx';
import { EntityLinkQuery, LinkComparisonQuery, LinkFields } from '../../components/links/links.graphql.ts';
import { EmptyState, QueryState } from '../../components/query-state.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { SyncRecordButton } from '../../components/sync-record-button.tsx';
import { entityWords } from '../../components/sync-words.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { LinkFieldsFragment } from '../../graphql/graphql.ts';

type Props = { id: string | undefined; onClose: () => void };

/** One pair in full: how it stands, both records field by field, and everything that can be done about it. */
export function LinkDrawer({ id, onClose }: Props): ReactElement {
  const [result, ask] = useQuery({
    query: EntityLinkQuery,
    variables: { id: id ?? '' },
    pause: !id,
    requestPolicy: 'cache-and-network',
  });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="xl"
      title="Link"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        isEmpty={(data) => !data.entityLink}
        empty={
          <EmptyState title="This link is gone">
            The record was unlinked, or linked to another one meanwhile.
          </EmptyState>
        }
      >
        {({ entityLink }) => entityLink && <LinkView link={readFragment(LinkFields, entityLink)} />}
      </QueryState>
    </Drawer>
  );
}

function LinkView({ link }: { link: LinkFieldsFragment }): ReactElement {
  const { entity, localId, state } = link;
  const name = link.localName ?? link.remoteName ?? `${entityWords[entity].one} ${link.remoteId}`;
  return (
    <Stack gap="lg">
      <div>
        <Text size="sm" c="dimmed">
          {entityWords[entity].one}
        </Text>
        <Title order={2}>
          <RecordLink entity={entity} localId={link.localName ? localId : null}>
            {name}
          </RecordLink>
        </Title>
      </div>
      <Group gap="xs">
        {state === 'LINKED' && link.localName && (
          <SyncRecordButton entity={entity} localId={localId} size="compact-sm" />
        )}
        <LinkButtons
          entity={entity}
          localId={localId}
          name={name}
          state={state}
          isLinked
          isHere={link.localName !== null}
        />
      </Group>
      <LinkFacts link={link} />
      <Comparison linkId={link.id} />
      <RecordConflicts localId={localId} />
      <LinkChanges entity={entity} localId={localId} />
      <Anchor size="sm" renderRoot={(props) => <Link to="/audit" search={{ localId }} {...props} />}>
        All audit entries of this record
      </Anchor>
    </Stack>
  );
}

function Comparison({ linkId }: { linkId: string }): ReactElement {
  const [result, ask] = useQuery({
    query: LinkComparisonQuery,
    variables: { linkId },
    requestPolicy: 'network-only',
  });
  return (
    <section>
      <Title order={3} mb="xs">
        Field by field
      </Title>
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ linkComparison: { fields, problems, isGoneThere } }) => {
          if (problems.length > 0) return <Text size="sm">{problems.map(({ message }) => message).join(' ')}</Text>;
          if (isGoneThere)
            return <Text size="sm">ConnectWise does not have the record any more; nothing can be compared.</Text>;
          const differing = fields.filter((one) => one.differs).length;
          return (
            <>
              <Text size="sm" c="dimmed" mb="xs">
                {differing === 0
                  ? 'Both records are the same, as ConnectWise answered just now.'
                  : `${differing} ${differing === 1 ? 'field differs' : 'fields differ'}, as ConnectWise answered just now.`}
              </Text>
              <ComparedFields fields={fields} showBase />
            </>
          );
        }}
      </QueryState>
    </section>
  );
}
