import { t } from '@lingui/core/macro';
import { Anchor } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconPoint } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Column } from '../../components/data-table.tsx';
import { ExternalLink } from '../../components/external-link.tsx';
import { Hint } from '../../components/hint.tsx';
import { inSentence } from '../../components/language/language.ts';
import { QuickLink } from '../../components/quick-link.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { shortDescription } from '../../components/short-description.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import {
  causeWords,
  directionWords,
  entityWords,
  formatDuration,
  operationWords,
  statusWords,
} from '../../components/sync-words.ts';
import type { AuditRowFragment } from '../../graphql/graphql.ts';
import classes from './audit-columns.module.css';
import type { ColumnKey, Shown } from './column-choice.ts';

type AuditColumn = Column<AuditRowFragment> & { key: ColumnKey };

const columnsOf = (shown: { isDense: boolean; isNamed: boolean }): AuditColumn[] => [
  { key: 'at', header: t`Time`, width: 104, cell: (row) => <RelativeTime at={row.at} /> },
  { key: 'direction', header: t`Direction`, width: 132, cell: (row) => directionOf(row) },
  { key: 'entity', header: t`Record type`, width: 122, cell: (row) => row.entity && entityWords[row.entity].one },
  { key: 'record', header: t`Record`, width: '21%', cell: (row) => <Named row={row} isDense={shown.isDense} /> },
  {
    key: 'connectwise',
    header: t`ConnectWise ID`,
    width: 136,
    hideBelow: 'medium',
    onCard: true,
    cell: (row) =>
      row.remoteUrl ? (
        <ExternalLink href={row.remoteUrl}>{row.remoteId ?? t({ message: 'Open', context: 'verb' })}</ExternalLink>
      ) : (
        row.remoteId
      ),
  },
  { key: 'operation', header: t`Operation`, width: 112, hideBelow: 'medium', cell: (row) => operationOf(row) },
  {
    key: 'status',
    header: t`Status`,
    width: 128,
    cell: (row) => <StatusBadge tone={statusWords[row.status].tone}>{statusWords[row.status].label}</StatusBadge>,
  },
  { key: 'description', header: t`Description`, isText: true, cell: (row) => <Description row={row} {...shown} /> },
  { key: 'code', header: t`Cause`, width: 170, cell: (row) => row.code && causeWords(row.code) },
  {
    key: 'duration',
    header: t`Duration`,
    width: 84,
    align: 'end',
    cell: (row) => (row.durationMs === null || row.durationMs === undefined ? null : formatDuration(row.durationMs)),
  },
  { key: 'run', header: t`Run`, width: 96, cell: (row) => <RunOf row={row} /> },
  { key: 'attempt', header: t`Attempt`, width: 76, align: 'end', cell: (row) => row.direction && row.attempt },
  { key: 'actor', header: t`By whom`, width: 130, cell: (row) => row.actor },
];

/** The name of each column, for the chooser. */
export const columnNames = () =>
  columnsOf({ isDense: false, isNamed: true }).map(({ key, header }) => ({ key, header }));

const RECORD_WIDTH = 220;
const DESCRIPTION_WIDTH = 340;
/** What a page of usual width has for a table. */
const PAGE_WIDTH = 1_120;

/** How wide the chosen columns want to be, where that is more than a page has. */
export function widthOf(columns: readonly Column<AuditRowFragment>[]): number | undefined {
  const wanted = columns.reduce((sum, { key, width }) => {
    if (key === 'description') return sum + DESCRIPTION_WIDTH;
    return sum + (typeof width === 'number' ? width : RECORD_WIDTH);
  }, 0);
  return wanted > PAGE_WIDTH ? wanted : undefined;
}

/** The columns that are shown. */
export const auditColumns = ({ columns, density }: Shown): Column<AuditRowFragment>[] =>
  columnsOf({ isDense: density === 'compact', isNamed: columns.includes('record') }).filter(({ key }) =>
    columns.includes(key),
  );

const directionOf = ({ direction }: AuditRowFragment): string =>
  direction ? directionWords[direction] : t`Within the CRM`;

/** What is skipped says so once, as its status. */
const operationOf = ({ operation, status }: AuditRowFragment): string =>
  operation === 'SKIP' && status === 'SKIPPED' ? '' : operationWords[operation];

/** The name, and below it the way to the record; rows of one line name its kind instead. */
function Named({ row, isDense }: { row: AuditRowFragment; isDense: boolean }): ReactElement {
  const kind = row.entity && <span className={classes.kind}>{entityWords[row.entity].one}</span>;
  return (
    <div className={classes.record}>
      <DirectionIcon direction={row.direction} />
      <div className={classes.named} data-dense={isDense || undefined}>
        <span title={row.name ?? undefined} className={classes.name}>
          {row.name ?? <span style={{ color: 'var(--mantine-color-dimmed)' }}>–</span>}
        </span>
        {isDense || !row.localPath?.startsWith('/') ? (
          kind
        ) : (
          <QuickLink link={{ path: row.localPath }} className={classes.goTo}>
            {goTo(row)}
          </QuickLink>
        )}
      </div>
    </div>
  );
}

function DirectionIcon({ direction }: { direction: AuditRowFragment['direction'] }): ReactElement {
  const Icon = direction === 'IN' ? IconArrowDownLeft : direction === 'OUT' ? IconArrowUpRight : IconPoint;
  const label = direction ? directionWords[direction] : t`Within the CRM`;
  return (
    <Hint label={label}>
      {(wake) => <Icon size={16} role="img" aria-label={label} className={classes.direction} {...wake} />}
    </Hint>
  );
}

type DescriptionProps = { row: AuditRowFragment; isDense: boolean; isNamed: boolean };

/** Beside the record's name it is not said again. */
function Description({ row, isDense, isNamed }: DescriptionProps): ReactElement {
  return (
    <span
      className={classes.description}
      data-line-clamp
      data-dense={isDense || undefined}
      data-error={row.status === 'ERROR' || undefined}
      title={row.description}
    >
      {isNamed ? shortDescription(row.description, row.name) : row.description}
    </span>
  );
}

function RunOf({ row: { runId } }: { row: AuditRowFragment }): ReactElement | null {
  if (!runId) return null;
  return (
    <QuickLink link={{ to: '/audit', search: { runId } }} className={classes.run}>
      …{runId.slice(-6)}
    </QuickLink>
  );
}

type GoToProps = { row: Pick<AuditRowFragment, 'localPath' | 'entity'> };

const goTo = ({ entity }: GoToProps['row']): string =>
  entity ? t`Go to ${inSentence(entityWords[entity].one)}` : t`Go to record`;

/** "Go to client": the record in this app. */
export function GoTo({ row }: GoToProps): ReactElement | null {
  const to = row.localPath;
  if (!to?.startsWith('/')) return null;
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to={to} {...props} />} style={{ whiteSpace: 'nowrap' }}>
      {goTo(row)}
    </Anchor>
  );
}
