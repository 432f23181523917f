import { t } from '@lingui/core/macro';
import { IconFocus2 } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import { CellLink } from '../../components/cell-link.tsx';
import type { Column } from '../../components/data-table.tsx';
import { Day } from '../../components/day.tsx';
import { listSort } from '../../components/list-sort.ts';
import { pickColumn } from '../../components/picked.tsx';
import { EmptyState } from '../../components/query-state.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { StageBadge } from '../../components/stage-badge.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { useWindowedQuery } from '../../components/use-windowed-query.ts';
import { Worth } from '../../components/worth.tsx';
import type { ChosenOpportunityInput, OpportunitiesQuery as Data } from '../../graphql/graphql.ts';
import { OpportunitiesQuery, opportunitiesVariables } from './opportunities.graphql.ts';
import { OpportunitiesBulkBar } from './opportunities-bulk-bar.tsx';
import { foldedFilters, type OpportunitiesSearch, opportunityOrders } from './opportunities-search.ts';
import { PushBadge } from './push-badge.tsx';

type Row = Data['opportunities']['items'][number];

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
    key: 'client',
    sortable: true,
    get header() {
      return t`Client`;
    },
    cell: (row) => <ClientLink client={row.client} />,
    width: '19%',
  },
  {
    key: 'stage',
    sortable: true,
    get header() {
      return t`Stage`;
    },
    cell: (row) => <StageBadge stage={row.stage} />,
    width: 124,
  },
  {
    key: 'value',
    sortable: true,
    get header() {
      return t`Amount`;
    },
    cell: (row) => row.amount && <Worth opportunity={row} />,
    width: 136,
    align: 'end',
  },
  {
    key: 'close_date',
    sortable: true,
    get header() {
      return t`Expected close`;
    },
    cell: (row) => <Day day={row.expectedCloseDate} />,
    width: 146,
    hideBelow: 'medium',
  },
  {
    key: 'owner',
    sortable: true,
    get header() {
      return t`Owner`;
    },
    cell: (row) => row.owner?.name,
    width: 116,
    hideBelow: 'wide',
  },
  {
    key: 'link',
    header: 'ConnectWise',
    cell: (row) =>
      row.push && row.syncStanding !== 'FAILING' ? (
        <PushBadge push={row.push} link={row.link} />
      ) : (
        <SyncBadge link={row.link} standing={row.syncStanding} />
      ),
    width: 140,
    hideBelow: 'medium',
    onCard: true,
  },
];

const opportunitiesPage = (data: Data) => data.opportunities;

type Props = { search: OpportunitiesSearch; onChange: (change: Partial<OpportunitiesSearch>) => void };

const rowLink = ({ id }: { id: string }): LinkProps => ({
  to: '/opportunities/$opportunityId',
  params: { opportunityId: id },
});

const noFilters = {
  search: undefined,
  stage: undefined,
  kind: undefined,
  client: undefined,
  owner: undefined,
  standing: undefined,
  step: undefined,
  closes: undefined,
  closesFrom: undefined,
  closesTo: undefined,
};

export function OpportunityTable({ search, onChange }: Props): ReactElement {
  const list = useWindowedQuery({
    query: OpportunitiesQuery,
    variables: opportunitiesVariables(search),
    page: opportunitiesPage,
    keepPrevious: true,
  });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => [...columns, pickColumn<Row>(picked, setPicked, (row) => row.name)], [picked]);
  return (
    <>
      {picked.size > 0 && (
        <OpportunitiesBulkBar chosen={chosenOf(picked, list.items)} onDone={() => setPicked(new Set())} />
      )}
      <RecordList
        thing={t`opportunity`}
        things={t`opportunities`}
        list={list}
        columns={shown}
        rowLink={rowLink}
        {...listSort(opportunityOrders, search, onChange)}
        isFiltered={foldedFilters(search) > 0 || [search.search, search.stage, search.kind].some(Boolean)}
        onClear={() => onChange(noFilters)}
        empty={
          <EmptyState
            title={t`No opportunities yet`}
            icon={<IconFocus2 size={24} aria-hidden />}
          >{t`Opportunities of ConnectWise arrive here with the first sync. You can also start one yourself.`}</EmptyState>
        }
      />
    </>
  );
}

/** With the versions that are in sight; one whose row is not loaded any more goes without. */
function chosenOf(picked: ReadonlySet<string>, rows: readonly (Row | undefined)[]): ChosenOpportunityInput[] {
  const versions = new Map(rows.flatMap((row) => (row ? [[row.id, row.version] as const] : [])));
  return [...picked].map((id) => ({ id, version: versions.get(id) ?? null }));
}

function ClientLink({ client }: { client: Row['client'] }): ReactElement {
  return <CellLink link={{ to: '/clients/$clientId', params: { clientId: client.id } }}>{client.name}</CellLink>;
}
