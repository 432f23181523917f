import { Anchor, Group, Text, Tooltip } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconPoint } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Column } from '../../components/data-table.tsx';
import { ExternalLink } from '../../components/external-link.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { directionWords, entityWords, operationWords, statusWords } from '../../components/sync-words.ts';
import type { AuditRowFragment } from '../../graphql/graphql.ts';

export const auditColumns: Column<AuditRowFragment>[] = [
  { key: 'at', header: 'Time', width: 104, cell: (row) => <RelativeTime at={row.at} /> },
  {
    key: 'record',
    header: 'Record',
    width: '24%',
    cell: (row) => (
      <Group gap={8} wrap="nowrap" style={{ minWidth: 0 }}>
        <DirectionIcon direction={row.direction} />
        <span
          title={row.name ?? undefined}
          style={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          {row.name ?? <span style={{ color: 'var(--mantine-color-dimmed)' }}>–</span>}
          {row.entity && (
            <Text component="span" size="xs" c="dimmed" ml={6}>
              {entityWords[row.entity].one}
            </Text>
          )}
        </span>
      </Group>
    ),
  },
  {
    key: 'operation',
    header: 'Operation',
    width: 96,
    hideBelow: 'medium',
    cell: (row) => operationWords[row.operation],
  },
  {
    key: 'status',
    header: 'Status',
    width: 100,
    cell: (row) => <StatusBadge tone={statusWords[row.status].tone}>{statusWords[row.status].label}</StatusBadge>,
  },
  { key: 'description', header: 'Description', cell: (row) => <Description row={row} /> },
  {
    key: 'crm',
    header: 'In the CRM',
    width: 152,
    hideBelow: 'medium',
    onCard: true,
    cell: (row) => <GoTo row={row} />,
  },
  {
    key: 'connectwise',
    header: 'ConnectWise',
    width: 118,
    hideBelow: 'medium',
    onCard: true,
    cell: (row) => (row.remoteUrl ? <ExternalLink href={row.remoteUrl}>Open</ExternalLink> : null),
  },
];

function DirectionIcon({ direction }: { direction: AuditRowFragment['direction'] }): ReactElement {
  const Icon = direction === 'IN' ? IconArrowDownLeft : direction === 'OUT' ? IconArrowUpRight : IconPoint;
  const label = direction ? directionWords[direction] : 'Within the CRM';
  return (
    <Tooltip label={label}>
      <Icon size={16} role="img" aria-label={label} style={{ flex: 'none', color: 'var(--mantine-color-dimmed)' }} />
    </Tooltip>
  );
}

function Description({ row }: { row: AuditRowFragment }): ReactElement {
  return (
    <Text
      size="sm"
      lineClamp={2}
      c={row.status === 'ERROR' ? undefined : 'dimmed'}
      title={row.description}
      component="span"
    >
      {row.description}
    </Text>
  );
}

/** "Go to client": the record in this app. */
export function GoTo({ row }: { row: Pick<AuditRowFragment, 'localPath' | 'entity'> }): ReactElement | null {
  const to = row.localPath;
  if (!to?.startsWith('/')) return null;
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to={to} {...props} />} style={{ whiteSpace: 'nowrap' }}>
      Go to {row.entity ? entityWords[row.entity].one.toLowerCase() : 'record'}
    </Anchor>
  );
}
