import { Card, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatCount } from '../../components/sync-words.ts';
import type { ErasuresQuery as ErasuresData } from '../../graphql/graphql.ts';

type Erasure = ErasuresData['erasures'][number];

const columns: Column<Erasure>[] = [
  { key: 'at', header: 'When', width: 140, cell: (one) => <RelativeTime at={one.startedAt} /> },
  {
    key: 'subject',
    header: 'Who',
    onCard: true,
    cell: (one) => (one.subject === 'CONTACT' ? 'A contact' : 'A removed person'),
  },
  { key: 'by', header: 'By', width: 180, cell: (one) => one.requestedBy },
  {
    key: 'state',
    header: 'State',
    width: 240,
    onCard: true,
    cell: (one) => (
      <StatusBadge tone={one.state === 'DONE' ? 'ok' : 'working'}>
        {one.state === 'DONE' ? 'Erased' : 'Going through the logs'}, {formatCount(one.rows)}{' '}
        {one.rows === 1 ? 'row' : 'rows'}
      </StatusBadge>
    ),
  },
];

/** What was erased so far, without the data. */
export function ErasureList({ erasures }: { erasures: readonly Erasure[] }): ReactElement | null {
  if (erasures.length === 0) return null;
  return (
    <Card component="section" aria-label="Erased so far">
      <Title order={2} mb="sm">
        Erased so far
      </Title>
      <DataTable label="Erased so far" columns={columns} rows={erasures} rowKey={(one) => one.id} />
    </Card>
  );
}
