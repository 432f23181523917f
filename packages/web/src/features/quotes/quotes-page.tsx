import { t } from '@lingui/core/macro';
import { Anchor, Group } from '@mantine/core';
import { IconFileInvoice } from '@tabler/icons-react';
import { Link, type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { CellLink } from '../../components/cell-link.tsx';
import type { Column } from '../../components/data-table.tsx';
import { DocumentStateBadge } from '../../components/document-state-badge.tsx';
import { FileLink } from '../../components/file-link.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { listSort, type Sort } from '../../components/list-sort.ts';
import { Money } from '../../components/money.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState } from '../../components/query-state.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SavedViews } from '../../components/saved-views.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Select } from '../../components/select.tsx';
import { useWindowedQuery } from '../../components/use-windowed-query.ts';
import type { QuotesQuery as Data, DocumentState } from '../../graphql/graphql.ts';
import { QuotesQuery } from './quotes.graphql.ts';
import { type QuotesSearch, quoteOrders, quotesSearch, quotesVariables } from './quotes-search.ts';

type Row = Data['documents']['items'][number];

const columns: Column<Row>[] = [
  {
    key: 'title',
    sortable: true,
    get header() {
      return t`Title`;
    },
    cell: (row) => `${row.number ? `#${row.number} ` : ''}${row.title}`,
  },
  {
    key: 'opportunity',
    sortable: true,
    get header() {
      return t`Opportunity`;
    },
    cell: (row) => <OpportunityLink opportunity={row.opportunity} />,
    width: '17%',
  },
  {
    key: 'client',
    sortable: true,
    get header() {
      return t`Client`;
    },
    cell: (row) => row.opportunity.client.name,
    width: '14%',
    hideBelow: 'medium',
  },
  {
    key: 'state',
    sortable: true,
    get header() {
      return t`State`;
    },
    cell: (row) => <DocumentStateBadge state={row.state} />,
    width: 104,
  },
  {
    key: 'total',
    get header() {
      return t`Total`;
    },
    cell: (row) => <Money amount={row.total} />,
    width: 124,
    align: 'end',
  },
  {
    key: 'created',
    sortable: true,
    get header() {
      return t`Created`;
    },
    cell: (row) => <RelativeTime at={row.createdAt} />,
    width: 104,
    hideBelow: 'wide',
  },
  {
    key: 'changed',
    sortable: true,
    get header() {
      return t`Changed`;
    },
    cell: (row) => <RelativeTime at={row.updatedAt} />,
    width: 104,
    hideBelow: 'wide',
  },
  {
    key: 'pdf',
    get header() {
      return t`File`;
    },
    cell: (row) => <FileLink href={row.url}>{t`Open PDF`}</FileLink>,
    width: 112,
    hideBelow: 'medium',
  },
];

const states: { value: DocumentState; label: string }[] = [
  {
    value: 'DRAFT',
    get label() {
      return t`Draft`;
    },
  },
  {
    value: 'SENT',
    get label() {
      return t`Sent`;
    },
  },
  {
    value: 'ACCEPTED',
    get label() {
      return t`Accepted`;
    },
  },
  {
    value: 'DECLINED',
    get label() {
      return t`Declined`;
    },
  },
];

const stateOf = (value: string | null): DocumentState | undefined =>
  states.find((state) => state.value === value)?.value;

const quotesOf = ({ documents }: Data) => documents;
const newestFirst: Sort = { key: 'created', descending: true };

const rowLink = ({ id }: { id: string }): LinkProps => ({ to: '/quotes/$quoteId', params: { quoteId: id } });

export function QuotesPage(): ReactElement {
  const asked = quotesSearch(useSearch({ from: '/app/quotes' }));
  const { search, state } = asked;
  const navigate = useNavigate({ from: '/quotes' });
  const list = useWindowedQuery({
    query: QuotesQuery,
    variables: quotesVariables(asked),
    page: quotesOf,
    keepPrevious: true,
  });
  const filter = (next: Partial<QuotesSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  return (
    <>
      <PageHeader title={t`Quotes`} description={t`Start a new quote on the page of its opportunity.`} />
      <ListFilters
        always={
          <SearchField
            label={t`Search quotes`}
            placeholder={t`Search by title or number`}
            value={search ?? ''}
            onSearch={(text) => filter({ search: text || undefined })}
          />
        }
        active={state ? 1 : 0}
        after={
          <Group gap="xs" ml={{ base: 0, md: 'auto' }}>
            <SavedViews
              page="quotes"
              search={asked}
              read={quotesSearch}
              onOpen={(view) => void navigate({ search: view, replace: false })}
              keeps={t`Keeps the filters and the order.`}
            />
          </Group>
        }
      >
        <Select
          aria-label={t`State`}
          placeholder={t`All states`}
          clearable
          clearButtonProps={{ 'aria-label': t`Clear state` }}
          w={150}
          data={states}
          value={state ?? null}
          onChange={(value) => filter({ state: stateOf(value) })}
        />
      </ListFilters>
      <RecordList
        thing={t`quote`}
        things={t`quotes`}
        list={list}
        columns={columns}
        rowLink={rowLink}
        {...listSort(quoteOrders, asked, filter, newestFirst)}
        isFiltered={Boolean(search || state)}
        onClear={() => filter({ search: undefined, state: undefined })}
        empty={
          <EmptyState
            title={t`No quotes yet`}
            icon={<IconFileInvoice size={24} aria-hidden />}
            action={
              <Anchor renderRoot={(props) => <Link to="/opportunities" {...props} />}>{t`Go to opportunities`}</Anchor>
            }
          >
            {t`A quote belongs to an opportunity: open one and choose “New quote”.`}
          </EmptyState>
        }
      />
    </>
  );
}

function OpportunityLink({ opportunity }: { opportunity: Row['opportunity'] }): ReactElement {
  return (
    <CellLink link={{ to: '/opportunities/$opportunityId', params: { opportunityId: opportunity.id } }}>
      {opportunity.name}
    </CellLink>
  );
}
