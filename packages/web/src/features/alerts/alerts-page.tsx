import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery, useSubscription } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { KeptFor } from '../../components/kept-for.tsx';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useLatest } from '../../components/use-latest.ts';
import { useRefusal } from '../../components/viewer.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { AlertFieldsFragment } from '../../graphql/graphql.ts';
import { placeOf } from './alert-words.ts';
import { AlertFields, AlertsChanged, AlertsQuery } from './alerts.graphql.ts';
import { PreferenceCard } from './preference-card.tsx';
import { RulesCard } from './rules-card.tsx';

const columns: Column<AlertFieldsFragment>[] = [
  {
    key: 'state',
    get header() {
      return t`State`;
    },
    width: 120,
    cell: (alert) =>
      alert.resolvedAt ? (
        <StatusBadge tone="quiet">{t`Over`}</StatusBadge>
      ) : (
        <StatusBadge tone="stopped">{t`Open`}</StatusBadge>
      ),
  },
  {
    key: 'what',
    get header() {
      return t`What`;
    },
    isText: true,
    cell: (alert) => <What alert={alert} />,
  },
  {
    key: 'opened',
    get header() {
      return t`Since`;
    },
    width: 130,
    onCard: true,
    cell: (alert) => <RelativeTime at={alert.openedAt} />,
  },
  {
    key: 'resolved',
    get header() {
      return t`Over`;
    },
    width: 130,
    hideBelow: 'medium',
    cell: (alert) => <RelativeTime at={alert.resolvedAt} />,
  },
];

/** What somebody has to know of, what was, and who hears of it. */
export function AlertsPage(): ReactElement {
  const [result, ask] = useQuery({ query: AlertsQuery, requestPolicy: 'cache-and-network' });
  const [{ data: pushed }] = useSubscription({ query: AlertsChanged });
  const latest = useLatest(result.data?.alerts, pushed?.alertsChanged);
  const isForbidden = useRefusal('canAdminister') !== null;
  return (
    <>
      <PageHeader
        title={t`Alerts`}
        description={
          <>
            {t`One alert when something begins and one when it is over, here, by mail and to webhooks.`}
            <KeptFor kind="alertsDays" />
            <EnglishOnly />
          </>
        }
      />
      <Stack gap="lg">
        <QueryState
          result={{ ...result, data: latest }}
          onRetry={() => ask({ requestPolicy: 'network-only' })}
          skeleton={<TableSkeleton rows={4} />}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyState title={t`No alerts yet`} icon={<IconBell size={24} aria-hidden />}>
              {t`A worker that is silent, keys that are refused or changes that wait too long appear here.`}
            </EmptyState>
          }
        >
          {({ items }) => (
            <DataTable
              label={t`Alerts`}
              columns={columns}
              rows={readFragment(AlertFields, items)}
              rowKey={(alert) => alert.id}
            />
          )}
        </QueryState>
        <Title order={2}>{t`Settings`}</Title>
        <SimpleGrid cols={{ base: 1, lg: isForbidden ? 1 : 2 }} spacing="lg" style={{ alignItems: 'start' }}>
          <PreferenceCard />
          {!isForbidden && <RulesCard />}
        </SimpleGrid>
        {!isForbidden && (
          <Text size="sm">
            <Trans>
              Other programs, Slack and Teams hear of alerts by{' '}
              <Anchor component={Link} to="/webhooks" underline="always">
                webhooks
              </Anchor>
              .
            </Trans>
          </Text>
        )}
      </Stack>
    </>
  );
}

/** What happened; what to do about it only while it lasts. */
function What({ alert }: { alert: AlertFieldsFragment }): ReactElement {
  return (
    <div>
      <Text inherit>{alert.sentence}</Text>
      {!alert.resolvedAt && alert.remedy && (
        <Text size="xs" c="dimmed">
          <Remedy alert={alert} />
        </Text>
      )}
    </div>
  );
}

/** What to do, as a link where this product has the page for it; of a cause, to its own issues. */
function Remedy({ alert: { kind, key, remedy } }: { alert: AlertFieldsFragment }): ReactElement {
  const to = placeOf(kind);
  if (!to) return <>{remedy}</>;
  const cause = kind === 'issue_cause' ? key.slice('issue_cause:'.length) : undefined;
  // One cause has two codes: a push tells of the same removal as a link that is broken.
  const code = cause === 'remote_deleted' ? undefined : cause;
  return (
    <Anchor
      inherit
      underline="always"
      renderRoot={(props) =>
        to === '/issues' && code ? <Link to={to} search={{ code }} {...props} /> : <Link to={to} {...props} />
      }
    >
      {remedy}
    </Anchor>
  );
}
