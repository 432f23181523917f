import { plural, t } from '@lingui/core/macro';
import { Anchor, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { type ComparedField, ComparedFields } from '../../components/links/compared-fields.tsx';
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
import { type LinkedRecord, ReplacedLink } from './replaced-link.tsx';

type Props = { id: string | undefined; onClose: () => void; onReplaced: (id: string) => void };

/** One pair in full: how it stands, both records field by field, and everything that can be done about it. */
export function LinkDrawer({ id, onClose, onReplaced }: Props): ReactElement {
  const [result, ask] = useQuery({
    query: EntityLinkQuery,
    variables: { id: id ?? '' },
    pause: !id,
    requestPolicy: 'cache-and-network',
  });
  // Escape closes the dialog in front, not the drawer behind it as well.
  const [isAsking, setAsking] = useState(false);
  const record = useLastShown(id, result.data?.entityLink ? readFragment(LinkFields, result.data.entityLink) : null);
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      closeOnEscape={!isAsking}
      position="right"
      size="xl"
      title={t`Link`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        isEmpty={(data) => !data.entityLink}
        empty={
          record ? (
            <ReplacedLink record={record} onFound={onReplaced} onDialog={setAsking} />
          ) : (
            <EmptyState
              title={t`This link is gone`}
            >{t`The record was unlinked, or linked to another one meanwhile.`}</EmptyState>
          )
        }
      >
        {({ entityLink }) =>
          entityLink && <LinkView link={readFragment(LinkFields, entityLink)} onDialog={setAsking} />
        }
      </QueryState>
    </Drawer>
  );
}

/** The record of this link while it was there, for when an action takes the link away. */
function useLastShown(id: string | undefined, link: LinkFieldsFragment | null): LinkedRecord | null {
  const [shown, setShown] = useState<(LinkedRecord & { id: string }) | null>(null);
  if (link && link.id === id && shown?.id !== id)
    setShown({ id, entity: link.entity, localId: link.localId, name: nameOf(link) });
  return shown && shown.id === id ? shown : null;
}

const nameOf = ({ entity, localName, remoteName, remoteId }: LinkFieldsFragment): string =>
  localName ?? remoteName ?? `${entityWords[entity].one} ${remoteId}`;

type ViewProps = { link: LinkFieldsFragment; onDialog: (isOpen: boolean) => void };

function LinkView({ link, onDialog }: ViewProps): ReactElement {
  const { entity, localId, state } = link;
  const name = nameOf(link);
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
          onDialog={onDialog}
        />
      </Group>
      <LinkFacts link={link} />
      <Comparison link={link} />
      <RecordConflicts localId={localId} />
      <LinkChanges entity={entity} localId={localId} />
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/audit" search={{ localId }} {...props} />}
      >{t`All audit entries of this record`}</Anchor>
    </Stack>
  );
}

/** How many fields differ, and how many of them stay so. */
function standing(fields: readonly ComparedField[]): string {
  const differing = fields.filter((one) => one.differs);
  const staying = differing.filter((one) => one.stays).length;
  if (differing.length === 0) return t`All fields below are the same on both sides, as ConnectWise answered just now.`;
  const { length } = differing;
  const differ = plural(length, { one: '1 field differs', other: `${length} fields differ` });
  if (staying === 0) return t`${differ}, as ConnectWise answered just now.`;
  return staying < length
    ? t`${differ}, and ${staying} of them will stay so, as ConnectWise answered just now.`
    : t`${differ}, and nothing is sent or taken in, as ConnectWise answered just now.`;
}

/** What becomes of a field that differs for now. */
function whyOf({ state, standing }: LinkFieldsFragment): (field: ComparedField) => string {
  return ({ winner }) => {
    if (standing === 'FAILING') return t`Differs: an open issue holds it up`;
    if (state !== 'LINKED') return t`Differs: nothing passes while the link is not active`;
    if (standing === 'PENDING' && winner !== 'CONNECTWISE') return t`Differs: it is on its way to ConnectWise`;
    if (winner === 'CONNECTWISE') return t`Differs: it comes in with the next poll`;
    return winner === 'CRM' ? t`Differs: it goes out with the next sync of this record` : t`Differs: a person decides`;
  };
}

function Comparison({ link }: { link: LinkFieldsFragment }): ReactElement {
  const linkId = link.id;
  const [result, ask] = useQuery({
    query: LinkComparisonQuery,
    variables: { linkId },
    requestPolicy: 'network-only',
  });
  return (
    <section>
      <Title order={3} mb="xs">{t`Field by field`}</Title>
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ linkComparison: { fields, problems, isGoneThere } }) => {
          const trouble = problems.map(({ message }) => message).join(' ');
          if (trouble && fields.length === 0) return <Text size="sm">{trouble}</Text>;
          if (isGoneThere)
            return (
              <Text size="sm">{t`ConnectWise does not have the record any more, so nothing can be compared.`}</Text>
            );
          if (fields.length === 0)
            return <Text size="sm">{t`ConnectWise’s record cannot be read as it is. An issue says why.`}</Text>;
          return (
            <>
              {trouble && <Text size="sm">{trouble}</Text>}
              <Text size="sm" c="dimmed" mb="xs">
                {standing(fields)}
              </Text>
              <ComparedFields fields={fields} showBase why={whyOf(link)} />
            </>
          );
        }}
      </QueryState>
    </section>
  );
}
