import { t } from '@lingui/core/macro';
import { Anchor } from '@mantine/core';
import { IconFocus2 } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Column } from '../../components/data-table.tsx';
import { Day } from '../../components/day.tsx';
import { Money } from '../../components/money.tsx';
import { EmptyState } from '../../components/query-state.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { StageBadge } from '../../components/stage-badge.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import type { OpportunitiesQuery as Data } from '../../graphql/graphql.ts';
import type { OpportunityFilter } from './opportunities.graphql.ts';
import { OpportunitiesQuery, opportunitiesVariables } from './opportunities.graphql.ts';
import { PushBadge } from './push-badge.tsx';

type Row = Data['opportunities']['items'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    get header() {
      return t`Name`;
    },
    cell: (row) => row.name,
  },
  {
    key: 'client',
    get header() {
      return t`Client`;
    },
    cell: (row) => <ClientLink client={row.client} />,
    width: '19%',
  },
  {
    key: 'stage',
    get header() {
      return t`Stage`;
    },
    cell: (row) => <StageBadge stage={row.stage} />,
    width: 124,
  },
  {
    key: 'amount',
    get header() {
      return t`Amount`;
    },
    cell: (row) => <Money amount={row.amount} />,
    width: 108,
    align: 'end',
  },
  {
    key: 'close',
    get header() {
      return t`Expected close`;
    },
    cell: (row) => <Day day={row.expectedCloseDate} />,
    width: 122,
    hideBelow: 'medium',
  },
  {
    key: 'owner',
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
    cell: (row) => (row.push ? <PushBadge push={row.push} link={row.link} /> : <SyncBadge link={row.link} />),
    width: 140,
    hideBelow: 'medium',
    onCard: true,
  },
];

const opportunitiesPage = (data: Data) => data.opportunities;

type Props = { filter: OpportunityFilter; onClear: () => void };

const rowLink = ({ id }: { id: string }): LinkProps => ({
  to: '/opportunities/$opportunityId',
  params: { opportunityId: id },
});

export function OpportunityTable({ filter, onClear }: Props): ReactElement {
  const { search, stage, kind, client, step } = filter;
  const list = usePagedQuery({
    query: OpportunitiesQuery,
    variables: opportunitiesVariables(filter),
    page: opportunitiesPage,
  });
  return (
    <RecordList
      thing={t`opportunity`}
      things={t`opportunities`}
      list={list}
      columns={columns}
      rowLink={rowLink}
      isFiltered={Boolean(search || stage || kind || client || step)}
      onClear={onClear}
      empty={
        <EmptyState
          title={t`No opportunities yet`}
          icon={<IconFocus2 size={24} aria-hidden />}
        >{t`Opportunities of ConnectWise arrive here with the first sync. You can also start one yourself.`}</EmptyState>
      }
    />
  );
}

function ClientLink({ client }: { client: Row['client'] }): ReactElement {
  return (
    <Anchor
      inherit
      renderRoot={(props) => <Link to="/clients/$clientId" params={{ clientId: client.id }} {...props} />}
    >
      {client.name}
    </Anchor>
  );
}
