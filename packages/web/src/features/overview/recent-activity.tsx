import { t } from '@lingui/core/macro';
import { Anchor, Card, Group, Text, Title } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconPoint } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { shortDescription } from '../../components/short-description.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { directionWords, entityWords, operationWords, statusWords } from '../../components/sync-words.ts';
import { useLiveRows } from '../../components/use-live-rows.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { ActivityAddedSubscription, ActivityRowFragment } from '../../graphql/graphql.ts';
import { ActivityAdded, ActivityRow, RecentActivityQuery } from './overview.graphql.ts';
import classes from './recent-activity.module.css';

const rowOf = (data: ActivityAddedSubscription) => readFragment(ActivityRow, data.auditEventAdded);
const shown = 8;

/** The last audit entries, live. */
export function RecentActivity(): ReactElement {
  const [result, ask] = useQuery({ query: RecentActivityQuery });
  const loaded = readFragment(ActivityRow, result.data?.auditEvents.items) ?? [];
  const live = useLiveRows({
    subscription: ActivityAdded,
    variables: {},
    rowOf,
    after: result.data?.auditEvents.liveCursor,
  });
  const seen = new Set(live.rows.map((row) => row.id));
  const rows = [...live.rows, ...loaded.filter((row) => !seen.has(row.id))].slice(0, shown);
  return (
    <Card padding={0}>
      <Group justify="space-between" px="lg" pt="md" pb="xs">
        <Title order={2}>{t`Recent activity`}</Title>
        <Anchor size="sm" renderRoot={(props) => <Link to="/audit" {...props} />}>{t`Open the audit log`}</Anchor>
      </Group>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        isEmpty={() => rows.length === 0}
        empty={
          <Text
            c="dimmed"
            size="sm"
            px="lg"
            pb="lg"
          >{t`No sync activity yet. It appears here by itself when the first run starts.`}</Text>
        }
      >
        {() => (
          <ul className={classes.list} aria-label={t`Recent activity`}>
            {rows.map((row) => (
              <Activity key={row.id} row={row} />
            ))}
          </ul>
        )}
      </QueryState>
    </Card>
  );
}

function Activity({ row }: { row: ActivityRowFragment }): ReactElement {
  const Icon = row.direction === 'IN' ? IconArrowDownLeft : row.direction === 'OUT' ? IconArrowUpRight : IconPoint;
  const { tone, label } = statusWords[row.status];
  return (
    <li className={classes.item}>
      <Icon size={16} role="img" aria-label={row.direction ? directionWords[row.direction] : t`Within the CRM`} />
      <span className={classes.what}>
        <Link to="/audit" search={{ event: row.id }} className={classes.link}>
          {row.name ?? (row.entity ? entityWords[row.entity].one : operationWords[row.operation])}
        </Link>
        <Text component="span" size="sm" c="dimmed" className={classes.description} title={row.description}>
          {shortDescription(row.description, row.name)}
        </Text>
      </span>
      <StatusBadge tone={tone}>{label}</StatusBadge>
      <Text component="span" size="xs" c="dimmed" className={classes.time}>
        <RelativeTime at={row.at} />
      </Text>
    </li>
  );
}
