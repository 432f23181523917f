import { t } from '@lingui/core/macro';
import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { LinkActionInput } from '../../graphql/graphql.ts';
import { StatusBadge } from '../status-badge.tsx';
import { LinkButtons } from './link-buttons.tsx';
import { LinkChanges } from './link-changes.tsx';
import { LinkFacts } from './link-facts.tsx';
import { LinkFields, RecordStandingQuery } from './links.graphql.ts';
import { RecordIssues } from './record-issues.tsx';
import { WhyKept } from './why-kept.tsx';

type Props = { entity: LinkActionInput['entity']; localId: string; name: string };

/** How a record stands to ConnectWise, on its own page, with the same actions as the page of links. */
export function SyncCard({ entity, localId, name }: Props): ReactElement | null {
  const [{ data }] = useQuery({
    query: RecordStandingQuery,
    variables: { entity, localId },
    requestPolicy: 'cache-and-network',
  });
  if (!data) return null;
  const { link: found, neverSynced } = data.recordStanding;
  const link = found ? readFragment(LinkFields, found) : null;
  return (
    <Card component="section" aria-label="ConnectWise">
      <Group justify="space-between" mb="md">
        <Title order={2}>ConnectWise</Title>
        {link && (
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/links" search={{ link: link.id }} {...props} />}
          >{t`Compare field by field`}</Anchor>
        )}
      </Group>
      <Stack gap="md">
        <RecordIssues localId={localId} />
        {link ? (
          <>
            <LinkFacts link={link} />
            <WhyKept link={link} />
          </>
        ) : (
          <div>
            <StatusBadge tone="quiet">{neverSynced ? t`Never synced` : t`Not linked`}</StatusBadge>
            <Text size="sm" c="dimmed" mt={4}>
              {neverSynced
                ? `${neverSynced.by}: ${neverSynced.reason}`
                : t`No record of ConnectWise is known to be this one.`}
            </Text>
          </div>
        )}
        <LinkButtons
          entity={entity}
          localId={localId}
          name={name}
          state={link ? link.state : neverSynced ? 'NEVER' : null}
          isLinked={link !== null}
          isHere
        />
        <LinkChanges entity={entity} localId={localId} />
      </Stack>
    </Card>
  );
}
