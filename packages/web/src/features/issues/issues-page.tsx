import { Button, Group, Select, Stack, Tabs, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useMemo, useRef } from 'react';
import { useSubscription } from 'urql';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { causeWords, entityWords, formatCount } from '../../components/sync-words.ts';
import { useOnChange } from '../../components/use-on-change.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { EntityType, IssuesQuery as IssuesData, OpenIssuesChangedSubscription } from '../../graphql/graphql.ts';
import { groupIssues } from './group-issues.ts';
import { IssueGroupCard } from './issue-group-card.tsx';
import { IssueFields, IssuesQuery, OpenIssuesChanged } from './issues.graphql.ts';
import { type IssuesSearch, issuesVariables } from './issues-search.ts';

const pageOf = ({ issues }: IssuesData) => ({
  items: readFragment(IssueFields, issues.items),
  pageInfo: issues.pageInfo,
  totalCount: issues.totalCount,
});

const entities = (Object.entries(entityWords) as [EntityType, { many: string }][]).map(([value, { many }]) => ({
  value,
  label: many,
}));

/** What the sync could not do by itself, grouped by cause, with what to do about it. */
export function IssuesPage(): ReactElement {
  const { state = 'OPEN', entity, code } = useSearch({ from: '/app/issues' });
  const navigate = useNavigate({ from: '/issues' });
  const set = (change: Partial<IssuesSearch>): void => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  };
  const list = usePagedQuery({ query: IssuesQuery, variables: issuesVariables({ state, entity, code }), page: pageOf });
  const health = useHealth(list.retry);
  const groups = useMemo(() => groupIssues(list.items), [list.items]);
  return (
    <>
      <PageHeader title="Issues" description="What needs a person. An issue closes by itself once its record syncs." />
      <Group justify="space-between" align="flex-end" mb="md" gap="sm">
        <Tabs
          value={state}
          onChange={(value) => set({ state: value === 'RESOLVED' || value === 'DISMISSED' ? value : undefined })}
        >
          <Tabs.List aria-label="State of the issues">
            <Tabs.Tab value="OPEN">Open</Tabs.Tab>
            <Tabs.Tab value="RESOLVED">Resolved</Tabs.Tab>
            <Tabs.Tab value="DISMISSED">Dismissed</Tabs.Tab>
          </Tabs.List>
        </Tabs>
        <Group gap="xs">
          {code && (
            <Button variant="default" size="xs" onClick={() => set({ code: undefined })}>
              Cause: {causeWords(code)} ×
            </Button>
          )}
          <Select
            aria-label="Record type"
            placeholder="Record type"
            data={entities}
            value={entity ?? null}
            onChange={(picked) => set({ entity: entities.find((one) => one.value === picked)?.value })}
            clearable
            w={160}
          />
        </Group>
      </Group>
      <QueryState
        result={list}
        onRetry={list.retry}
        skeleton={<TableSkeleton rows={6} />}
        isEmpty={() => list.items.length === 0}
        empty={<NoIssues state={state} isFiltered={Boolean(entity || code)} health={health} />}
      >
        {() => (
          <Stack>
            {groups.map((group) => (
              <IssueGroupCard key={group.code} group={group} isOpen={state === 'OPEN'} hasMore={list.hasMore} />
            ))}
            <Group justify="space-between">
              <Text size="xs" c="dimmed">
                {formatCount(list.items.length)} of {formatCount(list.totalCount ?? list.items.length)} shown
              </Text>
              {list.hasMore && (
                <Button variant="default" size="xs" loading={list.loadingMore} onClick={list.loadMore}>
                  Load more
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </QueryState>
    </>
  );
}

/** How the sync stands; asks for the list anew when the number of open issues changes: a retry came through, or a new issue appeared. */
function useHealth(reload: () => void): HealthNow | undefined {
  const [{ data }] = useSubscription({ query: OpenIssuesChanged });
  const open = data?.integrationHealthChanged.openIssues;
  const known = useRef<number | undefined>(undefined);
  useOnChange(open, () => {
    if (open === undefined || open === known.current) return;
    if (known.current !== undefined) reload();
    known.current = open;
  });
  return data?.integrationHealthChanged;
}

type HealthNow = OpenIssuesChangedSubscription['integrationHealthChanged'];
type NoIssuesProps = { state: string; isFiltered: boolean; health: HealthNow | undefined };

function NoIssues({ state, isFiltered, health }: NoIssuesProps): ReactElement {
  if (isFiltered) return <EmptyState title="No issue matches">Take the filter away to see the others.</EmptyState>;
  if (state !== 'OPEN')
    return <EmptyState title={state === 'RESOLVED' ? 'Nothing resolved yet' : 'Nothing dismissed'} />;
  // No issue does not mean that all is synced: nothing is while the connection or the worker is away, or changes wait.
  if (!health || health.troubles.length > 0 || health.pendingPushes > 0)
    return (
      <EmptyState title="No open issues">No record waits for a person.{health && ` ${health.sentence}`}</EmptyState>
    );
  return (
    <EmptyState title="Everything is synced" icon={<IconCircleCheck size={24} aria-hidden />}>
      No record waits for a person.
    </EmptyState>
  );
}
