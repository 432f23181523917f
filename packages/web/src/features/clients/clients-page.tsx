import { t } from '@lingui/core/macro';
import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Column } from '../../components/data-table.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState } from '../../components/query-state.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import type { ClientsQuery as Data } from '../../graphql/graphql.ts';
import { ClientsQuery, clientsVariables } from './clients.graphql.ts';

type Row = Data['clients']['items'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    get header() {
      return t`Name`;
    },
    cell: (row) => row.name,
  },
  {
    key: 'place',
    get header() {
      return t`Place`;
    },
    cell: (row) => place(row),
    width: '20%',
  },
  {
    key: 'phone',
    get header() {
      return t`Phone`;
    },
    cell: (row) => row.phone,
    width: 150,
    hideBelow: 'medium',
  },
  {
    key: 'type',
    get header() {
      return t`Type`;
    },
    cell: (row) => row.type,
    width: 140,
    hideBelow: 'wide',
  },
  {
    key: 'status',
    get header() {
      return t`Status`;
    },
    cell: (row) => row.status,
    width: 120,
    hideBelow: 'medium',
  },
  { key: 'link', header: 'ConnectWise', cell: (row) => <SyncBadge link={row.link} />, width: 130 },
  {
    key: 'updated',
    get header() {
      return t`Changed`;
    },
    cell: (row) => <RelativeTime at={row.updatedAt} />,
    width: 120,
    hideBelow: 'card',
  },
];

const place = (row: Row): string => [row.city, row.region].filter(Boolean).join(', ');
const clientsPage = (data: Data) => data.clients;

const rowLink = ({ id }: { id: string }): LinkProps => ({ to: '/clients/$clientId', params: { clientId: id } });

export function ClientsPage(): ReactElement {
  const { search } = useSearch({ from: '/app/clients' });
  const navigate = useNavigate({ from: '/clients' });
  const find = (text: string) => void navigate({ search: { search: text || undefined }, replace: true });
  const list = usePagedQuery({
    query: ClientsQuery,
    variables: clientsVariables({ search }),
    page: clientsPage,
  });
  return (
    <>
      <PageHeader title={t`Clients`} actions={<NewClient />} />
      <ListFilters
        always={
          <SearchField
            label={t`Search clients`}
            placeholder={t`Search by name, city or phone`}
            value={search ?? ''}
            onSearch={find}
          />
        }
      ></ListFilters>
      <RecordList
        thing={t`client`}
        things={t`clients`}
        list={list}
        columns={columns}
        rowLink={rowLink}
        isFiltered={Boolean(search)}
        onClear={() => find('')}
        empty={
          <EmptyState
            title={t`No clients yet`}
            icon={<IconBuilding size={24} aria-hidden />}
            action={<NewClient />}
          >{t`Companies of ConnectWise arrive here with the first sync. You can also add a client yourself.`}</EmptyState>
        }
      />
    </>
  );
}

function NewClient(): ReactElement {
  return (
    <GuardedLinkButton
      needs="canEdit"
      link={{ to: '/clients/new' }}
      leftSection={<IconPlus size={16} aria-hidden />}
    >{t`New client`}</GuardedLinkButton>
  );
}
