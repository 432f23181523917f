import { t } from '@lingui/core/macro';
import { SegmentedControl } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { asSentence, entityWords } from '../../components/sync-words.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import type { NotSentRecordsQuery as Data } from '../../graphql/graphql.ts';
import { NotSentRecordsQuery, notSentKinds, notSentVariables } from './pushes.graphql.ts';

type Row = Data['notSentRecords']['items'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    get header() {
      return t`Record`;
    },
    cell: (row) => (
      <RecordLink entity={row.entity} localId={row.id}>
        {row.name ?? entityWords[row.entity].one}
      </RecordLink>
    ),
  },
  {
    key: 'changed',
    get header() {
      return t`Changed`;
    },
    width: 160,
    cell: (row) => <RelativeTime at={row.updatedAt} />,
  },
];

const pageOf = ({ notSentRecords }: Data) => notSentRecords;

/** The records that are in the CRM alone: what the overview's figure counts. */
export function NotSentPage(): ReactElement {
  const { entity = 'COMPANY' } = useSearch({ from: '/app/not-sent' });
  const navigate = useNavigate({ from: '/not-sent' });
  const list = usePagedQuery({ query: NotSentRecordsQuery, variables: notSentVariables(entity), page: pageOf });
  return (
    <>
      <PageHeader
        title={t`Not sent`}
        back={{ to: '/overview', label: t`Overview` }}
        description={t`Records of the CRM that are not in ConnectWise, and that nothing sends at present. The sync mode and the filters decide what goes out; the page of a record says what it waits for.`}
      />
      <ListFilters
        always={
          <SegmentedControl
            aria-label={t`Record type`}
            value={entity}
            onChange={(picked) =>
              void navigate({ search: { entity: notSentKinds.find((kind) => kind === picked) }, replace: true })
            }
            data={notSentKinds.map((value) => ({ value, label: asSentence(entityWords[value].many) }))}
          />
        }
      />
      <QueryState
        result={list}
        onRetry={list.retry}
        skeleton={<TableSkeleton />}
        isEmpty={() => list.items.length === 0}
        empty={
          <EmptyState
            title={t`Nothing is in the CRM alone`}
            icon={<IconCircleCheck size={24} aria-hidden />}
          >{t`Each of these records is linked, on its way, or an issue.`}</EmptyState>
        }
      >
        {() => (
          <DataTable
            label={t`Not sent`}
            columns={columns}
            rows={list.items}
            rowKey={(row) => row.id}
            hasMore={list.hasMore}
            loadingMore={list.loadingMore}
            moreError={list.moreError}
            onLoadMore={list.loadMore}
          />
        )}
      </QueryState>
    </>
  );
}
