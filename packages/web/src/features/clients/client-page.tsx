import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Card, Group, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { ExternalLink } from '../../components/external-link.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { HistoryCard } from '../../components/history/record-history.tsx';
import { RecordBadge } from '../../components/links/record-badge.tsx';
import { SyncCard } from '../../components/links/sync-card.tsx';
import { RecordNotFound } from '../../components/not-found.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { RecordColumns } from '../../components/record-columns.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SyncRecordButton } from '../../components/sync-record-button.tsx';
import type { ClientQuery as Data } from '../../graphql/graphql.ts';
import { ClientAddress } from './client-address.tsx';
import { ClientContacts } from './client-contacts.tsx';
import { ClientOpportunities } from './client-opportunities.tsx';
import { ClientQuery } from './clients.graphql.ts';

export function ClientPage(): ReactElement {
  const { clientId: id } = useParams({ from: '/app/clients/$clientId' });
  const [result, askAgain] = useQuery({ query: ClientQuery, variables: { id }, requestPolicy: 'cache-and-network' });
  return (
    <QueryState result={result} onRetry={() => askAgain({ requestPolicy: 'network-only' })}>
      {({ client, syncSettings }) =>
        client ? (
          <ClientView
            key={id}
            client={client}
            mode={syncSettings?.mode}
            onChanged={() => askAgain({ requestPolicy: 'network-only' })}
          />
        ) : (
          <RecordNotFound thing={t`client`} back={{ to: '/clients', label: t`All clients` }} />
        )
      }
    </QueryState>
  );
}

type ViewProps = {
  client: NonNullable<Data['client']>;
  mode: NonNullable<Data['syncSettings']>['mode'] | undefined;
  onChanged: () => void;
};

function ClientView({ client, mode, onChanged }: ViewProps): ReactElement {
  return (
    <>
      <PageHeader
        title={client.name}
        back={{ to: '/clients', label: t`Clients` }}
        aside={<RecordBadge entity="COMPANY" localId={client.id} link={client.link} mode={mode} />}
        description={
          client.link && (
            <Group gap="md">
              {client.link.url && <ExternalLink href={client.link.url}>{t`View client in ConnectWise`}</ExternalLink>}
              <span>
                <Trans>
                  Last synced <RelativeTime at={client.link.lastSyncedAt} none={t`not yet`} />
                </Trans>
              </span>
            </Group>
          )
        }
        actions={
          <>
            <SyncRecordButton entity="COMPANY" localId={client.id} />
            <GuardedLinkButton
              needs="canEdit"
              variant="default"
              link={{ to: '/clients/$clientId/edit', params: { clientId: client.id } }}
              leftSection={<IconPencil size={16} aria-hidden />}
            >{t`Edit`}</GuardedLinkButton>
          </>
        }
      />
      <RecordColumns
        record={
          <>
            <Card>
              <Title order={2} mb="md">{t`Details`}</Title>
              <ClientAddress client={client} />
            </Card>
            <ClientContacts client={client} />
            <ClientOpportunities client={client} />
          </>
        }
        sync={
          <>
            <SyncCard entity="COMPANY" localId={client.id} name={client.name} />
            <HistoryCard entity="COMPANY" localId={client.id} onEvent={onChanged} />
          </>
        }
      />
    </>
  );
}
