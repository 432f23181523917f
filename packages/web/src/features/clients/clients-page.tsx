import { t } from '@lingui/core/macro';
import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import { useAsk } from '../../components/ask-ahead.ts';
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
import { RelativeTime } from '../../components/relative-time.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { StandingFilter } from '../../components/standing-filter.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { useWindowedQuery } from '../../components/use-windowed-query.ts';
import { ValueFilter } from '../../components/value-filter.tsx';
import type { ClientsQuery as Data } from '../../graphql/graphql.ts';
import { ClientsQuery, clientsVariables } from './clients.graphql.ts';
import { type ClientsSearch, clientOrders, clientsFilter, clientsSearch } from './clients-search.ts';

type Row = Data['clients']['items'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    sortable: true,
    get header() {
      return t`Name`;
    },
    cell: (row) => row.name,
  },
  {
    key: 'place',
    sortable: true,
    get header() {
      return t`Place`;
    },
    cell: (row) => place(row),
    width: '20%',
  },
  {
    key: 'phone',
    sortable: true,
    get header() {
      return t`Phone`;
    },
    cell: (row) => row.phone,
    width: 150,
    hideBelow: 'medium',
  },
  {
    key: 'type',
    sortable: true,
    get header() {
      return t`Type`;
    },
    cell: (row) => row.type,
    width: 140,
    hideBelow: 'wide',
  },
  {
    key: 'status',
    sortable: true,
    get header() {
      return t`Status`;
    },
    cell: (row) => row.status,
    width: 120,
    hideBelow: 'medium',
  },
  {
    key: 'link',
    header: 'ConnectWise',
    cell: (row) => <SyncBadge link={row.link} standing={row.syncStanding} />,
    width: 130,
  },
  {
    key: 'changed',
    sortable: true,
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

const noFilters = {
  search: undefined,
  standing: undefined,
  type: undefined,
  status: undefined,
  created: undefined,
  changed: undefined,
};

export function ClientsPage(): ReactElement {
  const search = clientsSearch(useSearch({ from: '/app/clients' }));
  const navigate = useNavigate({ from: '/clients' });
  const ask = useAsk();
  const set = (change: Partial<ClientsSearch>) => {
    ask(ClientsQuery, clientsVariables({ ...search, ...change }));
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  return (
    <>
      <PageHeader title={t`Clients`} actions={<NewClient />} />
      <ListFilters
        always={
          <SearchField
            label={t`Search clients`}
            placeholder={t`Search by name, city or phone`}
            value={search.search ?? ''}
            onSearch={(text) => set({ search: text || undefined })}
          />
        }
        active={narrowingOf(search)}
      >
        <StandingFilter value={search.standing} onChange={(standing) => set({ standing })} />
        <ValueFilter
          field="CLIENT_TYPE"
          label={t`Type`}
          placeholder={t`Any type`}
          clearLabel={t`Clear type`}
          value={search.type}
          onChange={(type) => set({ type })}
        />
        <ValueFilter
          field="CLIENT_STATUS"
          label={t`Status`}
          placeholder={t`Any status`}
          clearLabel={t`Clear status`}
          value={search.status}
          onChange={(status) => set({ status })}
        />
        <PastDateFilter of="created" value={search.created} onChange={(created) => set({ created })} />
        <PastDateFilter of="changed" value={search.changed} onChange={(changed) => set({ changed })} />
      </ListFilters>
      <ListToolbar
        page="clients"
        search={search}
        read={clientsSearch}
        onOpen={(view) => void navigate({ search: view, replace: false })}
        filter={clientsFilter(search)}
      />
      <ClientTable search={search} onChange={set} />
    </>
  );
}

const narrowingOf = ({ standing, type, status, created, changed }: ClientsSearch): number =>
  [standing, type, status, created, changed].filter(Boolean).length;

type TableProps = { search: ClientsSearch; onChange: (change: Partial<ClientsSearch>) => void };

/** Apart from the filters above it, which are not rendered again when rows come. */
function ClientTable({ search, onChange }: TableProps): ReactElement {
  const list = useWindowedQuery({
    query: ClientsQuery,
    variables: clientsVariables(search),
    page: clientsPage,
    keepPrevious: true,
  });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => [...columns, pickColumn<Row>(picked, setPicked, (row) => row.name)], [picked]);
  return (
    <>
      {picked.size > 0 && (
        <BulkBar
          label={t`Selected clients`}
          count={picked.size}
          chosen={[...picked].map((localId) => ({ entity: 'COMPANY', localId }))}
          list="clients"
          filter={{ ids: [...picked] }}
          onDone={() => setPicked(new Set())}
        />
      )}
      <RecordList
        thing={t`client`}
        things={t`clients`}
        list={list}
        columns={shown}
        rowLink={rowLink}
        {...listSort(clientOrders, search, onChange)}
        isFiltered={Boolean(search.search) || narrowingOf(search) > 0}
        onClear={() => onChange(noFilters)}
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
