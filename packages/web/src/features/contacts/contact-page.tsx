import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Card, Group, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { customFieldFacts } from '../../components/custom-fields.tsx';
import { ExternalLink } from '../../components/external-link.tsx';
import { Facts } from '../../components/facts.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { HistoryCard } from '../../components/history/record-history.tsx';
import { RecordBadge } from '../../components/links/record-badge.tsx';
import { SyncCard } from '../../components/links/sync-card.tsx';
import { RecordNotFound } from '../../components/not-found.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PhoneLink } from '../../components/phone-link.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { RecordColumns } from '../../components/record-columns.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
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
          <RecordNotFound thing={t`contact`} back={{ to: '/contacts', label: t`All contacts` }} />
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
        back={{ to: '/contacts', label: t`Contacts` }}
        aside={<RecordBadge entity="CONTACT" localId={contact.id} link={link} />}
        description={
          link && (
            <Group gap="md">
              {link.url && <ExternalLink href={link.url}>{t`View contact in ConnectWise`}</ExternalLink>}
              <span>
                <Trans>
                  Last synced <RelativeTime at={link.lastSyncedAt} none={t`not yet`} />
                </Trans>
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
            >{t`Edit`}</GuardedLinkButton>
          </>
        }
      />
      <RecordColumns
        record={
          <Card>
            <Title order={2} mb="md">{t`Details`}</Title>
            <Facts
              facts={[
                {
                  label: t`Client`,
                  value: (
                    <Anchor
                      inherit
                      renderRoot={(props) => (
                        <Link to="/clients/$clientId" params={{ clientId: client.id }} {...props} />
                      )}
                    >
                      {client.name}
                    </Anchor>
                  ),
                },
                { label: t`Job title`, value: contact.title },
                {
                  label: t`E-mail`,
                  value: contact.email && (
                    <Anchor inherit href={`mailto:${contact.email}`}>
                      {contact.email}
                    </Anchor>
                  ),
                },
                { label: t`Phone`, value: <PhoneLink number={contact.phone} /> },
                { label: t`Extension`, value: contact.phoneExtension },
                { label: t`Mobile`, value: <PhoneLink number={contact.mobile} /> },
                { label: t`Primary contact`, value: contact.isPrimary ? t`Yes` : t`No` },
                { label: t`Active`, value: contact.isActive ? t`Yes` : t`No` },
                ...customFieldFacts(contact.customFields),
                { label: t`Changed`, value: <RelativeTime at={contact.updatedAt} /> },
                { label: t`Added`, value: <RelativeTime at={contact.createdAt} /> },
              ]}
            />
          </Card>
        }
        sync={
          <>
            <SyncCard entity="CONTACT" localId={contact.id} name={contactName(contact)} />
            <HistoryCard entity="CONTACT" localId={contact.id} onEvent={onChanged} />
          </>
        }
      />
    </>
  );
}
