import { msg, plural, t } from '@lingui/core/macro';
import { SegmentedControl, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useMemo } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { words } from '../../components/language/language.ts';
import { SyncModeQuery } from '../../components/links/links.graphql.ts';
import { ListFilters } from '../../components/list-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { entityWords } from '../../components/sync-words.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import type { NotSentRecordsQuery as Data, SyncMode } from '../../graphql/graphql.ts';
import { NotSentRecordsQuery, notSentKinds, notSentVariables } from './pushes.graphql.ts';

type Row = Data['notSentRecords']['items'][number];

const clientColumn: Column<Row> = {
  key: 'client',
  get header() {
    return t`Client`;
  },
  width: '34%',
  cell: (row) =>
    row.clientName && (
      <RecordLink entity="COMPANY" localId={row.clientId}>
        {row.clientName}
      </RecordLink>
    ),
};

/** How far the sync mode says it; why a single record stays, its page says. */
const byMode: Record<SyncMode, string> = words({
  PULL_NEW_PUSH_WON: msg`By the sync mode, these go out with the next opportunity that is won and needs them.`,
  REAL_TIME: msg`The sync mode sends new records at once. These are older than it, or a filter keeps them here: one of them goes out once it is edited, or with an opportunity that needs it.`,
  PULL_ONLY: msg`By the sync mode, nothing is sent to ConnectWise.`,
  PUSH_WON_ONLY: msg`By the sync mode, these go out with the next opportunity that is won and needs them.`,
});

const columnsOf = (entity: Row['entity']): Column<Row>[] => [
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
  ...(entity === 'CONTACT' || entity === 'OPPORTUNITY' ? [clientColumn] : []),
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
  const [{ data }] = useQuery({ query: SyncModeQuery });
  const mode = data?.syncSettings?.mode;
  const columns = useMemo(() => columnsOf(entity), [entity]);
  const total = list.totalCount ?? list.items.length;
  return (
    <>
      <PageHeader
        title={t`Not sent`}
        back={{ to: '/overview', label: t`Overview` }}
        description={t`Records of the CRM that are not in ConnectWise, and that nothing sends at present. The page of a record says what it waits for.`}
      />
      <ListFilters
        always={
          <SegmentedControl
            aria-label={t`Record type`}
            value={entity}
            onChange={(picked) =>
              void navigate({ search: { entity: notSentKinds.find((kind) => kind === picked) }, replace: true })
            }
            data={notSentKinds.map((value) => ({ value, label: entityWords[value].many }))}
          />
        }
      />
      {mode && list.items.length > 0 && (
        <Text size="sm" mb="sm">
          {byMode[mode]}
        </Text>
      )}
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
            countText={plural(total, { one: '# record', other: '# records' })}
          />
        )}
      </QueryState>
    </>
  );
}
