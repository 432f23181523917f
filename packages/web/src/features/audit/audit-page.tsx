import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Affix, Button, Group, Skeleton, Text, Transition } from '@mantine/core';
import { IconArrowUp, IconHistory, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactElement, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { DataTable } from '../../components/data-table.tsx';
import { failureText } from '../../components/failure-text.ts';
import { KeptFor } from '../../components/kept-for.tsx';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { useLiveState } from '../../components/live-status.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useLiveRows } from '../../components/use-live-rows.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import { useSameWhile } from '../../components/use-same-while.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type {
  AuditEventsQuery as AuditData,
  AuditEventAddedSubscription,
  AuditRowFragment,
} from '../../graphql/graphql.ts';
import { AuditEventsQuery, AuditRow } from './audit.graphql.ts';
import { auditColumns, widthOf } from './audit-columns.tsx';
import { AuditDrawer, type Neighbours } from './audit-drawer.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditEventAdded, NextPullQuery } from './audit-page.graphql.ts';
import { filterOf, filtersOf, isFiltered } from './audit-search.ts';
import { AuditToolbar } from './audit-toolbar.tsx';
import { shownOf } from './column-choice.ts';

const pageOf = ({ auditEvents }: AuditData) => ({
  items: readFragment(AuditRow, auditEvents.items),
  pageInfo: auditEvents.pageInfo,
});

const rowOf = (data: AuditEventAddedSubscription) => readFragment(AuditRow, data.auditEventAdded);

const rowLink = ({ id }: { id: string }): LinkProps => ({
  to: '/audit',
  search: (before: object) => ({ ...before, event: id }),
  resetScroll: false,
  preload: false,
});

/** The rows do not wait for it. */
const AuditHistogram = lazy(async () => ({ default: (await import('./audit-histogram.tsx')).AuditHistogram }));
const HISTOGRAM_ROOM = 132;

/** Every attempt on every record, live: the screen where support finds out what happened. */
export function AuditPage(): ReactElement {
  const search = useSearch({ from: '/app/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const [isPaused, setPaused] = useState(false);
  const { event } = search;
  // A relative span starts when it is chosen.
  const filtersKey = JSON.stringify(filtersOf(search));
  const filter = useSameWhile(filtersKey, filterOf(search, Date.now()));
  const wanted = shownOf(search);
  const shown = useSameWhile(JSON.stringify(wanted), wanted);
  const columns = useMemo(() => auditColumns(shown), [shown]);
  const list = usePagedQuery({
    query: AuditEventsQuery,
    variables: { first: 50, filter },
    page: pageOf,
    keepPrevious: true,
  });
  // What the address asks cannot be read, so asking again cannot help.
  const isRefused = !list.data && list.error?.graphQLErrors[0]?.extensions.code === 'INVALID_INPUT';
  const live = useLiveRows({
    subscription: AuditEventAdded,
    variables: { filter },
    rowOf,
    after: list.isPrevious ? undefined : list.data?.auditEvents.liveCursor,
    isPaused,
    reload: list.retry,
  });
  const rows = useMemo(() => merged(live.rows, list.items), [live.rows, list.items]);
  const fresh = useMemo(() => new Set(live.rows.map((row) => row.id)), [live.rows]);
  const close = useCallback(
    () => void navigate({ search: (before) => ({ ...before, event: undefined }), resetScroll: false }),
    [navigate],
  );
  const openEvent = useCallback(
    (id: string) =>
      void navigate({ search: (before) => ({ ...before, event: id }), resetScroll: false, replace: true }),
    [navigate],
  );
  return (
    <>
      <PageHeader
        title={t`Audit log`}
        description={
          <>
            <Trans>
              Every attempt on a record, in both directions.
              <KeptFor kind="auditDays" />
            </Trans>
            <EnglishOnly />
          </>
        }
        actions={!isRefused && <LiveControls isPaused={isPaused} onPause={setPaused} />}
      />
      <AuditFilters search={search} />
      {!isRefused && (
        <Suspense fallback={<Skeleton h={HISTOGRAM_ROOM} mb="sm" />}>
          <AuditHistogram search={search} filter={filter} newest={rows[0]?.id} isPaused={isPaused} />
        </Suspense>
      )}
      <AuditToolbar search={search} filter={filter} shown={shown} />
      <Listed isRefused={isRefused} error={list.error}>
        <QueryState
          result={list}
          onRetry={list.retry}
          skeleton={<TableSkeleton />}
          isEmpty={() => rows.length === 0 && !list.isPrevious}
          staleTitle={list.isPrevious ? t`These entries are those of the filters before` : undefined}
          empty={isFiltered(search) ? <NothingFound /> : <NothingYet />}
        >
          {() => (
            <DataTable
              label={t`Audit log`}
              columns={columns}
              minWidth={widthOf(columns)}
              isDense={shown.density === 'compact'}
              isStale={list.isPrevious}
              rows={rows}
              rowKey={(row) => row.id}
              rowLink={rowLink}
              isFresh={(row) => fresh.has(row.id)}
              hasMore={list.hasMore}
              loadingMore={list.loadingMore}
              moreError={list.moreError}
              onLoadMore={list.loadMore}
            />
          )}
        </QueryState>
      </Listed>
      <NewRows count={live.heldCount} onShow={live.show} />
      <AuditDrawer id={event} onClose={close} neighbours={neighboursOf(rows, event)} onOpen={openEvent} />
    </>
  );
}

function neighboursOf(rows: readonly AuditRowFragment[], id: string | undefined): Neighbours {
  const at = id === undefined ? -1 : rows.findIndex((row) => row.id === id);
  return at < 0 ? {} : { previous: rows[at - 1]?.id, next: rows[at + 1]?.id };
}

function merged(live: readonly AuditRowFragment[], loaded: readonly AuditRowFragment[]): readonly AuditRowFragment[] {
  if (live.length === 0) return loaded;
  const seen = new Set(live.map((row) => row.id));
  return [...live, ...loaded.filter((row) => !seen.has(row.id))];
}

type ControlProps = { isPaused: boolean; onPause: (paused: boolean) => void };

/** How the rows arrive, and the way to hold them. */
function LiveControls({ isPaused, onPause }: ControlProps): ReactElement {
  const state = useLiveState();
  return (
    <Group gap="sm">
      {isPaused ? (
        <StatusBadge tone="quiet">{t`Paused`}</StatusBadge>
      ) : state === 'live' ? (
        <StatusBadge tone="ok">{t`Live`}</StatusBadge>
      ) : (
        <StatusBadge tone="attention">{state === 'down' ? t`Reconnecting` : t`Connecting`}</StatusBadge>
      )}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={isPaused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />}
        onClick={() => onPause(!isPaused)}
      >
        {isPaused ? t`Resume` : t`Pause`}
      </Button>
    </Group>
  );
}

function NewRows({ count, onShow }: { count: string | null; onShow: () => void }): ReactElement {
  return (
    <Affix position={{ top: 68, left: '50%' }} zIndex={150}>
      <Transition mounted={count !== null} transition="slide-down" duration={150}>
        {(style) => (
          <Button
            style={{ ...style, translate: '-50%' }}
            radius="xl"
            size="compact-md"
            leftSection={<IconArrowUp size={14} />}
            onClick={onShow}
            aria-live="polite"
          >
            <Trans>{count} new</Trans>
          </Button>
        )}
      </Transition>
    </Affix>
  );
}

type ListedProps = { isRefused: boolean; error: CombinedError | undefined; children: ReactNode };

/** The list, or why it cannot be asked for. */
function Listed({ isRefused, error, children }: ListedProps): ReactElement {
  const navigate = useNavigate({ from: '/audit' });
  if (!isRefused || !error) return <>{children}</>;
  return (
    <EmptyState
      title={t`This address asks for something that cannot be`}
      action={
        <Button variant="default" mt="xs" onClick={() => void navigate({ search: {} })}>{t`Clear filters`}</Button>
      }
    >
      {failureText(error)}
    </EmptyState>
  );
}

function NothingFound(): ReactElement {
  const navigate = useNavigate({ from: '/audit' });
  return (
    <EmptyState
      title={t`No entry matches these filters`}
      action={
        <Button variant="default" mt="xs" onClick={() => void navigate({ search: {} })}>{t`Clear filters`}</Button>
      }
    >{t`Widen the time or take a filter away. New entries that match appear here by themselves.`}</EmptyState>
  );
}

function NothingYet(): ReactElement {
  const [{ data }] = useQuery({ query: NextPullQuery });
  const health = data?.integrationHealth;
  return (
    <EmptyState title={t`No sync activity yet`} icon={<IconHistory size={24} aria-hidden />}>
      {t`It appears here by itself when the first run starts.`}
      {health?.nextPullAt && (
        <Text size="sm" mt={4}>
          <Trans>
            Next run: <RelativeTime at={health.nextPullAt} />.
          </Trans>
        </Text>
      )}
      {health && !health.connection && (
        <Text size="sm">{t`ConnectWise is not connected yet: open Integrations to connect it.`}</Text>
      )}
    </EmptyState>
  );
}
