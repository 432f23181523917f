import { t } from '@lingui/core/macro';
import { Group, Text } from '@mantine/core';
import { IconAddressBook, IconPlus } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { CellLink } from '../../components/cell-link.tsx';
import { ClientPicker } from '../../components/client-picker.tsx';
import type { Column } from '../../components/data-table.tsx';
import { PastDateFilter } from '../../components/date-filter.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { listSort } from '../../components/list-sort.ts';
import { ListToolbar } from '../../components/list-toolbar.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { pickColumn } from '../../components/picked.tsx';
import { EmptyState } from '../../components/query-state.tsx';
import { BulkBar } from '../../components/record-bulk-bar.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { StandingFilter } from '../../components/standing-filter.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { Tag } from '../../components/tag.tsx';
import { useWindowedQuery } from '../../components/use-windowed-query.ts';
import type { ContactsQuery as Data } from '../../graphql/graphql.ts';
import { contactName } from './contact-name.ts';
import { ContactClientQuery, ContactsQuery, contactsVariables } from './contacts.graphql.ts';
import { type ContactsSearch, contactOrders, contactsFilter, contactsSearch } from './contacts-search.ts';

type Row = Data['contacts']['items'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    sortable: true,
    get header() {
      return t`Name`;
    },
    cell: (row) => <Name contact={row} />,
  },
  {
    key: 'client',
    sortable: true,
    get header() {
      return t`Client`;
    },
    cell: (row) => <ClientLink client={row.client} />,
    width: '17%',
  },
  {
    key: 'title',
    sortable: true,
    get header() {
      return t`Job title`;
    },
    cell: (row) => row.title,
    width: 130,
    hideBelow: 'wide',
  },
  {
    key: 'email',
    sortable: true,
    get header() {
      return t`E-mail`;
    },
    cell: (row) => <Email address={row.email} />,
    width: '31%',
    hideBelow: 'medium',
    onCard: true,
  },
  {
    key: 'phone',
    sortable: true,
    get header() {
      return t`Phone`;
    },
    cell: (row) => row.phone,
    width: 116,
    hideBelow: 'medium',
  },
  {
    key: 'link',
    header: 'ConnectWise',
    cell: (row) => <SyncBadge link={row.link} standing={row.syncStanding} />,
    width: 112,
  },
];

const contactsPage = (data: Data) => data.contacts;

const rowLink = ({ id }: { id: string }): LinkProps => ({ to: '/contacts/$contactId', params: { contactId: id } });

export function ContactsPage(): ReactElement {
  const asked = contactsSearch(useSearch({ from: '/app/contacts' }));
  const { search, client, standing, created, changed } = asked;
  const navigate = useNavigate({ from: '/contacts' });
  const [{ data: chosen }] = useQuery({ query: ContactClientQuery, variables: { id: client ?? '' }, pause: !client });
  const list = useWindowedQuery({
    query: ContactsQuery,
    variables: contactsVariables(asked),
    page: contactsPage,
    keepPrevious: true,
  });
  const filter = (next: Partial<ContactsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => [...columns, pickColumn<Row>(picked, setPicked, contactName)], [picked]);
  return (
    <>
      <PageHeader title={t`Contacts`} actions={<NewContact client={client} />} />
      <ListFilters
        always={
          <SearchField
            label={t`Search contacts`}
            placeholder={t`Search by name or e-mail`}
            value={search ?? ''}
            onSearch={(text) => filter({ search: text || undefined })}
          />
        }
        active={[client, standing, created, changed].filter(Boolean).length}
      >
        <ClientPicker
          label={t`Client`}
          hideLabel
          placeholder={t`All clients`}
          value={client ? { id: client, label: chosen?.client?.name ?? t`Client` } : null}
          onChange={(choice) => filter({ client: choice?.id })}
        />
        <StandingFilter value={standing} onChange={(picked) => filter({ standing: picked })} />
        <PastDateFilter of="created" value={created} onChange={(days) => filter({ created: days })} />
        <PastDateFilter of="changed" value={changed} onChange={(days) => filter({ changed: days })} />
      </ListFilters>
      <ListToolbar
        page="contacts"
        search={asked}
        read={contactsSearch}
        onOpen={(view) => void navigate({ search: view, replace: false })}
        filter={contactsFilter(asked)}
      />
      {picked.size > 0 && (
        <BulkBar
          label={t`Selected contacts`}
          count={picked.size}
          chosen={[...picked].map((localId) => ({ entity: 'CONTACT', localId }))}
          list="contacts"
          filter={{ ids: [...picked] }}
          onDone={() => setPicked(new Set())}
        />
      )}
      <RecordList
        thing={t`contact`}
        things={t`contacts`}
        list={list}
        columns={shown}
        rowLink={rowLink}
        {...listSort(contactOrders, asked, filter)}
        isFiltered={[search, client, standing, created, changed].some(Boolean)}
        onClear={() =>
          filter({
            search: undefined,
            client: undefined,
            standing: undefined,
            created: undefined,
            changed: undefined,
          })
        }
        empty={
          <EmptyState
            title={t`No contacts yet`}
            icon={<IconAddressBook size={24} aria-hidden />}
            action={<NewContact />}
          >{t`Contacts of ConnectWise arrive here with the first sync. You can also add a contact yourself.`}</EmptyState>
        }
      />
    </>
  );
}

function Name({ contact }: { contact: Row }): ReactElement {
  return (
    <Group gap="4px 8px" component="span">
      <span>{contactName(contact)}</span>
      {contact.isPrimary && <Tag>{t`Primary`}</Tag>}
      {!contact.isActive && <Tag quiet>{t`Inactive`}</Tag>}
    </Group>
  );
}

/** Whole, since a cut address is no address; it breaks before the @ where one line is too short. */
function Email({ address }: { address: string | null | undefined }): ReactElement | null {
  if (!address) return null;
  const [mailbox, host] = address.split(/(?=@)/);
  return (
    <span>
      {mailbox}
      <wbr />
      {host}
    </span>
  );
}

function ClientLink({ client }: { client: Row['client'] }): ReactElement {
  return (
    <Text size="sm" component="span">
      <CellLink link={{ to: '/clients/$clientId', params: { clientId: client.id } }}>{client.name}</CellLink>
    </Text>
  );
}

function NewContact({ client }: { client?: string | undefined }): ReactElement {
  return (
    <GuardedLinkButton
      needs="canEdit"
      link={{ to: '/contacts/new', search: { client } }}
      leftSection={<IconPlus size={16} aria-hidden />}
    >{t`New contact`}</GuardedLinkButton>
  );
}
