import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useMemo, useRef } from 'react';
import { useQuery, useSubscription } from 'urql';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { words } from '../../components/language/language.ts';
import { ListFilters } from '../../components/list-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Select } from '../../components/select.tsx';
import { causeWords, entityWords, formatCount } from '../../components/sync-words.ts';
import { useOnChange } from '../../components/use-on-change.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { EntityType, IssuesQuery as IssuesData, OpenIssuesChangedSubscription } from '../../graphql/graphql.ts';
import { isOfGroup, issuesByGroup } from './group-issues.ts';
import { OpenIssuesChanged } from './issue-actions.graphql.ts';
import { IssueGroupCard } from './issue-group-card.tsx';
import { IssueFields, IssueGroupFields, IssueGroupsQuery, IssuesQuery } from './issues.graphql.ts';
import { type IssuesSearch, issuesFilter, issuesVariables } from './issues-search.ts';
import { useIssueRetries } from './use-issue-retries.ts';
import { useRetryWatch } from './use-retry-watch.ts';

const pageOf = ({ issues }: IssuesData) => ({
  items: readFragment(IssueFields, issues.items),
  pageInfo: issues.pageInfo,
  totalCount: issues.totalCount,
});

const entities = (Object.keys(entityWords) as EntityType[]).map((value) => ({
  value,
  get label() {
    return entityWords[value].many;
  },
}));

/** What the sync could not do by itself, grouped by cause, with what to do about it. */
export function IssuesPage(): ReactElement {
  const search = useSearch({ from: '/app/issues' });
  const { state, entity, code, direction, text, there } = search;
  const navigate = useNavigate({ from: '/issues' });
  const set = (change: Partial<IssuesSearch>): void => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  };
  const list = usePagedQuery({ query: IssuesQuery, variables: issuesVariables(search), page: pageOf });
  const [counted, countAgain] = useQuery({
    query: IssueGroupsQuery,
    variables: issuesFilter(search),
    requestPolicy: 'cache-and-network',
    context: groupsContext,
  });
  const reload = (): void => {
    list.retry();
    countAgain({ requestPolicy: 'network-only' });
  };
  const health = useHealth(reload);
  const retries = useIssueRetries(reload);
  const watch = useRetryWatch(reload);
  const found = counted.data?.issueGroups;
  const groups = useMemo(
    () =>
      issuesByGroup(readFragment(IssueGroupFields, found ?? []), list.items).filter(
        ({ group }) => direction === undefined || group.direction === direction,
      ),
    [found, list.items, direction],
  );
  const isFiltered = Boolean(entity || code || direction || text || there);
  return (
    <>
      <PageHeader
        title={t`Issues`}
        description={
          <>
            {t`What needs a person. An issue closes by itself once its record syncs.`}
            <EnglishOnly />
          </>
        }
      />
      <Tabs value={state ?? 'OPEN'} onChange={(value) => set({ state: tabs.find((tab) => tab === value) })} mb="md">
        <Tabs.List aria-label={t`State of the issues`}>
          <Tabs.Tab value="OPEN">{t`Open`}</Tabs.Tab>
          <Tabs.Tab value="PARKED">{t`Parked`}</Tabs.Tab>
          <Tabs.Tab value="RESOLVED">{t`Resolved`}</Tabs.Tab>
          <Tabs.Tab value="DISMISSED">{t`Dismissed`}</Tabs.Tab>
        </Tabs.List>
      </Tabs>
      <ListFilters
        always={
          <SearchField
            label={t`Search issues`}
            placeholder={t`Record, ConnectWise ID or text`}
            value={text ?? ''}
            onSearch={(next) => set({ text: next || undefined })}
          />
        }
        active={entity ? 1 : 0}
        after={
          <>
            {code && (
              <Button variant="default" size="xs" onClick={() => set({ code: undefined, direction: undefined })}>
                <Trans>Cause: {causeWords(code)} ×</Trans>
              </Button>
            )}
            {there && (
              <Button
                variant="default"
                size="xs"
                onClick={() => set({ there: undefined })}
              >{t`Records in ConnectWise ×`}</Button>
            )}
          </>
        }
      >
        <Select
          aria-label={t`Record type`}
          placeholder={t`Record type`}
          data={entities}
          value={entity ?? null}
          onChange={(picked) => set({ entity: entities.find((one) => one.value === picked)?.value })}
          clearable
          clearButtonProps={{ 'aria-label': t`Clear record type` }}
          w={190}
        />
      </ListFilters>
      <QueryState
        result={{ ...list, data: found && list.data, error: list.error ?? counted.error }}
        onRetry={reload}
        skeleton={<TableSkeleton rows={6} />}
        isEmpty={() => groups.length === 0}
        empty={<NoIssues state={state} isFiltered={isFiltered} health={health} />}
      >
        {() => (
          <Stack>
            {groups.map(({ key, group, issues }) => (
              <IssueGroupCard
                key={key}
                group={group}
                issues={issues}
                canAct={state === undefined || state === 'PARKED'}
                isAlone={code !== undefined && groups.length === 1}
                retry={retries.find((one) => isOfGroup(one, group))}
                retried={watch.watched}
                onRetried={(ids) => {
                  watch.begin(list.items.filter(({ id }) => ids.includes(id)));
                  reload();
                }}
              />
            ))}
            <Group justify="space-between">
              <Text size="xs" c="dimmed">
                <Trans>
                  {formatCount(list.items.length)} of {formatCount(list.totalCount ?? list.items.length)} shown
                </Trans>
              </Text>
              {list.hasMore && (
                <Button
                  variant="default"
                  size="xs"
                  loading={list.loadingMore}
                  onClick={list.loadMore}
                >{t`Load more`}</Button>
              )}
            </Group>
          </Stack>
        )}
      </QueryState>
    </>
  );
}

/** Also where no group was left. */
const groupsContext = { additionalTypenames: ['IssueGroup', 'SyncIssue'] };

const tabs = ['PARKED', 'RESOLVED', 'DISMISSED'] as const;

/**
 * How the sync stands; asks for the list anew when the number of open issues changes: a retry came through, or a new issue appeared. The first
 * that is heard may be of such a change already.
 */
function useHealth(reload: () => void): HealthNow | undefined {
  const [{ data }] = useSubscription({ query: OpenIssuesChanged });
  const open = data?.integrationHealthChanged.openIssues;
  const known = useRef<number | undefined>(undefined);
  useOnChange(open, () => {
    if (open === undefined || open === known.current) return;
    known.current = open;
    reload();
  });
  return data?.integrationHealthChanged;
}

type HealthNow = OpenIssuesChangedSubscription['integrationHealthChanged'];
type NoIssuesProps = { state: IssuesSearch['state']; isFiltered: boolean; health: HealthNow | undefined };

const nothing: Record<NonNullable<IssuesSearch['state']>, string> = words({
  PARKED: msg`Nothing parked`,
  RESOLVED: msg`Nothing resolved yet`,
  DISMISSED: msg`Nothing dismissed`,
});

function NoIssues({ state, isFiltered, health }: NoIssuesProps): ReactElement {
  if (isFiltered)
    return <EmptyState title={t`No issue matches`}>{t`Take the filter away to see the others.`}</EmptyState>;
  if (state !== undefined) return <EmptyState title={nothing[state]} />;
  // No issue does not mean that all is synced: nothing is while the connection or the worker is away, changes wait, or issues are parked.
  if (!health || health.troubles.length > 0 || health.pendingPushes > 0 || health.openIssues > 0)
    return (
      <EmptyState title={t`No open issues`}>
        <Trans>No record waits for a person.{health && ` ${health.sentence}`}</Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      title={t`Everything is synced`}
      icon={<IconCircleCheck size={24} aria-hidden />}
    >{t`No record waits for a person.`}</EmptyState>
  );
}
