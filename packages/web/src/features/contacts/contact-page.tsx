import { Anchor, Card, Group, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { customFieldFacts } from '../../components/custom-fields.tsx';
import { ExternalLink } from '../../components/external-link.tsx';
import { Facts } from '../../components/facts.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { HistoryCard } from '../../components/history/record-history.tsx';
import { SyncCard } from '../../components/links/sync-card.tsx';
import { RecordNotFound } from '../../components/not-found.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { SyncRecordButton } from '../../components/sync-record-button.tsx';
import type { ContactQuery as Data } from '../../graphql/graphql.ts';
import { contactName } from './contact-name.ts';
import { ContactQuery } from './contacts.graphql.ts';

export function ContactPage(): ReactElement {
  const { contactId: id } = useParams({ from: '/app/contacts/$contactId' });
  const [result, askAgain] = useQuery({ query: ContactQuery, variables: { id } });
  return (
    <QueryState result={result} onRetry={() => askAgain({ requestPolicy: 'network-only' })}>
      {({ contact }) =>
        contact ? (
          <ContactView key={id} contact={contact} onChanged={() => askAgain({ requestPolicy: 'network-only' })} />
        ) : (
          <RecordNotFound thing="contact" back={{ to: '/contacts', label: 'All contacts' }} />
        )
      }
    </QueryState>
  );
}

type ViewProps = { contact: NonNullable<Data['contact']>; onChanged: () => void };

function ContactView({ contact, onChanged }: ViewProps): ReactElement {
  const { client, link } = contact;
  return (
    <>
      <PageHeader
        title={contactName(contact)}
        back={{ to: '/contacts', label: 'Contacts' }}
        aside={<SyncBadge link={link} />}
        description={
          link && (
            <Group gap="md">
              {link.url && <ExternalLink href={link.url}>View contact in ConnectWise</ExternalLink>}
              <span>
                Last synced <RelativeTime at={link.lastSyncedAt} none="not yet" />
              </span>
            </Group>
          )
        }
        actions={
          <>
            <SyncRecordButton entity="CONTACT" localId={contact.id} />
            <GuardedLinkButton
              needs="canEdit"
              variant="default"
              link={{ to: '/contacts/$contactId/edit', params: { contactId: contact.id } }}
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              Edit
            </GuardedLinkButton>
          </>
        }
      />
      <Stack gap="lg" maw={760}>
        <Card>
          <Facts
            facts={[
              {
                label: 'Client',
                value: (
                  <Anchor
                    inherit
                    renderRoot={(props) => <Link to="/clients/$clientId" params={{ clientId: client.id }} {...props} />}
                  >
                    {client.name}
                  </Anchor>
                ),
              },
              { label: 'Job title', value: contact.title },
              {
                label: 'E-mail',
                value: contact.email && (
                  <Anchor inherit href={`mailto:${contact.email}`}>
                    {contact.email}
                  </Anchor>
                ),
              },
              { label: 'Phone', value: contact.phone },
              { label: 'Extension', value: contact.phoneExtension },
              { label: 'Mobile', value: contact.mobile },
              { label: 'Primary contact', value: contact.isPrimary ? 'Yes' : 'No' },
              { label: 'Active', value: contact.isActive ? 'Yes' : 'No' },
              ...customFieldFacts(contact.customFields),
              { label: 'Changed', value: <RelativeTime at={contact.updatedAt} /> },
              { label: 'Added', value: <RelativeTime at={contact.createdAt} /> },
            ]}
          />
        </Card>
        <SyncCard entity="CONTACT" localId={contact.id} name={contactName(contact)} />
        <HistoryCard localId={contact.id} onEvent={onChanged} />
      </Stack>
    </>
  );
}
