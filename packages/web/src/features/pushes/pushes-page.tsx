import { t } from '@lingui/core/macro';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Select } from '../../components/select.tsx';
import { entityWords } from '../../components/sync-words.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import type { WaitingPushesQuery as Data } from '../../graphql/graphql.ts';
import { WaitingPushesQuery, waitingVariables } from './pushes.graphql.ts';

type Row = Data['waitingPushes']['items'][number];

const LOOK_AGAIN_MS = 5_000;

const columns: Column<Row>[] = [
  {
    key: 'name',
    get header() {
      return t`Record`;
    },
    width: '28%',
    cell: (row) => (
      <RecordLink entity={row.entity} localId={row.localId}>
        {row.name ?? entityWords[row.entity].one}
      </RecordLink>
    ),
  },
  {
    key: 'entity',
    get header() {
      return t`Type`;
    },
    width: 126,
    cell: (row) => entityWords[row.entity].one,
  },
  {
    key: 'since',
    get header() {
      return t`Waiting since`;
    },
    width: 130,
    cell: (row) => <RelativeTime at={row.requestedAt} />,
  },
  {
    key: 'attempts',
    get header() {
      return t`Attempts`;
    },
    width: 90,
    align: 'end',
    cell: (row) => row.attempts,
  },
  {
    key: 'next',
    get header() {
      return t`Next attempt`;
    },
    width: 130,
    cell: (row) => nextAttempt(row),
  },
  {
    key: 'error',
    get header() {
      return t`Why it waits`;
    },
    cell: (row) => row.error ?? t`It waits for its turn.`,
  },
];

/** One that is due and was not picked up is held back by something else, such as a connection that is paused. */
function nextAttempt({ isRunning, nextAttemptAt }: Row): ReactNode {
  if (isRunning) return t`Under way`;
  return new Date(nextAttemptAt) <= new Date() ? t`As soon as the sync continues` : <RelativeTime at={nextAttemptAt} />;
}

const entities = (['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'] as const).map((value) => ({
  value,
  get label() {
    return entityWords[value].many;
  },
}));

const pageOf = ({ waitingPushes }: Data) => waitingPushes;

/** What is not in ConnectWise yet, the longest-waiting first. */
export function PushesPage(): ReactElement {
  const { entity } = useSearch({ from: '/app/pushes' });
  const navigate = useNavigate({ from: '/pushes' });
  const list = usePagedQuery({ query: WaitingPushesQuery, variables: waitingVariables(entity), page: pageOf });
  const { retry } = list;
  useEffect(() => {
    const timer = setInterval(retry, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <>
      <PageHeader
        title={t`Waiting to be pushed`}
        back={{ to: '/overview', label: t`Overview` }}
        description={
          <>
            {t`Changes of the CRM that are not in ConnectWise yet, the longest-waiting first. Each goes out by itself; what needs a person is an issue.`}
            <EnglishOnly />
          </>
        }
      />
      <ListFilters
        always={
          <Select
            aria-label={t`Record type`}
            placeholder={t`Record type`}
            data={entities}
            value={entity ?? null}
            onChange={(picked) =>
              void navigate({
                search: { entity: entities.find(({ value }) => value === picked)?.value },
                replace: true,
              })
            }
            clearable
            clearButtonProps={{ 'aria-label': t`Clear record type` }}
            w={190}
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
            title={t`Nothing waits`}
            icon={<IconCircleCheck size={24} aria-hidden />}
          >{t`Every change that the sync mode sends has gone out, or is an issue that waits for a person.`}</EmptyState>
        }
      >
        {() => (
          <DataTable
            label={t`Waiting to be pushed`}
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
