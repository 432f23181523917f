import { plural, t } from '@lingui/core/macro';
import { Card, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { ErasuresQuery as ErasuresData } from '../../graphql/graphql.ts';

type Erasure = ErasuresData['erasures'][number];

const columns: Column<Erasure>[] = [
  {
    key: 'at',
    get header() {
      return t`When`;
    },
    width: 140,
    cell: (one) => <RelativeTime at={one.startedAt} />,
  },
  {
    key: 'subject',
    get header() {
      return t`Who`;
    },
    onCard: true,
    cell: (one) => (one.subject === 'CONTACT' ? t`A contact` : t`A removed person`),
  },
  {
    key: 'by',
    get header() {
      return t`By`;
    },
    width: 180,
    cell: (one) => one.requestedBy,
  },
  {
    key: 'state',
    get header() {
      return t`State`;
    },
    width: 240,
    onCard: true,
    cell: (one) => (
      <StatusBadge tone={one.state === 'DONE' ? 'ok' : 'working'}>
        {one.state === 'DONE' ? t`Erased` : t`Going through the logs`},{' '}
        {plural(one.rows, { one: '# row', other: '# rows' })}
      </StatusBadge>
    ),
  },
];

/** What was erased so far, without the data. */
export function ErasureList({ erasures }: { erasures: readonly Erasure[] }): ReactElement | null {
  if (erasures.length === 0) return null;
  return (
    <Card component="section" aria-label={t`Erased so far`}>
      <Title order={2} mb="sm">{t`Erased so far`}</Title>
      <DataTable label={t`Erased so far`} columns={columns} rows={erasures} rowKey={(one) => one.id} />
    </Card>
  );
}
