import { Anchor, Card, Group, SimpleGrid } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { customFieldFacts } from '../../components/custom-fields.tsx';
import { ExternalLink } from '../../components/external-link.tsx';
import { Facts } from '../../components/facts.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { RecordNotFound } from '../../components/not-found.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { SyncRecordButton } from '../../components/sync-record-button.tsx';
import type { ContactQuery as Data } from '../../graphql/graphql.ts';
import { SyncCard } from '../links/sync-card.tsx';
import { contactName } from './contact-name.ts';
import { ContactQuery } from './contacts.graphql.ts';

export function ContactPage(): ReactElement {
  const { contactId: id } = useParams({ from: '/app/contacts/$contactId' });
  const [result, askAgain] = useQuery({ query: ContactQuery, variables: { id } });
  return (
    <QueryState result={result} onRetry={() => askAgain({ requestPolicy: 'network-only' })}>
      {({ contact }) =>
        contact ? (
          <ContactView contact={contact} />
        ) : (
          <RecordNotFound thing="contact" back={{ to: '/contacts', label: 'All contacts' }} />
        )
      }
    </QueryState>
  );
}

function ContactView({ contact }: { contact: NonNullable<Data['contact']> }): ReactElement {
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
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
        <Card maw={760}>
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
      </SimpleGrid>
    </>
  );
}
