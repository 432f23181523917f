import { plural, t } from '@lingui/core/macro';
import { Button, Checkbox, Group, Select, Tabs, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useCallback, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ExternalLink } from '../../components/external-link.tsx';
import { ConflictList } from '../../components/links/conflict-list.tsx';
import { AllLinkChanges } from '../../components/links/link-changes.tsx';
import { differences } from '../../components/links/link-facts.tsx';
import { linkStateWords, remoteWords } from '../../components/links/link-words.ts';
import { EntityLinksQuery, LinkCountsQuery, LinkFields } from '../../components/links/links.graphql.ts';
import { ListFilters } from '../../components/list-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { entityWords } from '../../components/sync-words.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { EntityLinksQuery as Data, LinkFieldsFragment, LinkState } from '../../graphql/graphql.ts';
import { BulkBar } from './bulk-bar.tsx';
import { LinkDrawer } from './link-drawer.tsx';
import { type LinksSearch, linksVariables } from './links-search.ts';
import { MergedCompanies } from './merged-companies.tsx';

const pageOf = ({ entityLinks }: Data) => ({
  items: readFragment(LinkFields, entityLinks.items),
  pageInfo: entityLinks.pageInfo,
  totalCount: entityLinks.totalCount,
});

const rowLink = ({ id }: { id: string }): LinkProps => ({
  to: '/links',
  search: (before: object) => ({ ...before, link: id }),
  resetScroll: false,
  preload: false,
});

const entities = (['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'] as const).map((value) => ({
  value,
  get label() {
    return entityWords[value].many;
  },
}));
const states = (Object.keys(linkStateWords) as LinkState[]).map((value) => ({
  value,
  get label() {
    return linkStateWords[value].label;
  },
}));

/** Which record is which, broken ones first, and everything that a person can do about it. */
export function LinksPage(): ReactElement {
  const search = useSearch({ from: '/app/links' });
  const navigate = useNavigate({ from: '/links' });
  const set = useCallback(
    (change: Partial<LinksSearch>): void => {
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  const { tab } = search;
  const follow = useCallback((link: string) => set({ link }), [set]);
  return (
    <>
      <PageHeader
        title={t`Links`}
        description={t`Which record of the CRM is which record of ConnectWise, and what to do where that is wrong.`}
      />
      <Tabs
        value={tab ?? 'links'}
        onChange={(next) =>
          set({ tab: next === 'changes' || next === 'conflicts' ? next : undefined, link: undefined })
        }
        keepMounted={false}
      >
        <Tabs.List mb="md" aria-label={t`Views of the links`}>
          <Tabs.Tab value="links">{t`Links`}</Tabs.Tab>
          <Tabs.Tab value="conflicts">{t`Conflicts`}</Tabs.Tab>
          <Tabs.Tab value="changes">{t`Changes by people`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="links">
          <LinkList search={search} set={set} />
        </Tabs.Panel>
        <Tabs.Panel value="conflicts">
          <ConflictList />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <AllLinkChanges />
        </Tabs.Panel>
      </Tabs>
      <LinkDrawer id={search.link} onClose={() => set({ link: undefined })} onReplaced={follow} />
    </>
  );
}

type ListProps = { search: LinksSearch; set: (change: Partial<LinksSearch>) => void };

function LinkList({ search, set }: ListProps): ReactElement {
  const [{ data: counts }] = useQuery({ query: LinkCountsQuery, requestPolicy: 'cache-and-network' });
  const list = usePagedQuery({ query: EntityLinksQuery, variables: linksVariables(search), page: pageOf });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => linkColumns(picked, setPicked), [picked]);
  const lost = counts?.entityLinkCounts.find((one) => one.entity === 'COMPANY' && one.state === 'BROKEN')?.count ?? 0;
  const isFiltered = Boolean(search.entity || search.state || search.text);
  const total = list.totalCount ?? list.items.length;
  return (
    <>
      {lost > 0 && <MergedCompanies count={lost} />}
      <ListFilters
        always={
          <SearchField
            label={t`Search links`}
            placeholder={t`Name or ID of either side`}
            value={search.text ?? ''}
            onSearch={(text) => set({ text: text || undefined })}
          />
        }
        active={[search.entity, search.state].filter(Boolean).length}
      >
        <Select
          aria-label={t`Record type`}
          placeholder={t`Record type`}
          data={entities}
          value={search.entity ?? null}
          onChange={(entity) => set({ entity: entities.find(({ value }) => value === entity)?.value })}
          clearable
          clearButtonProps={{ 'aria-label': t`Clear record type` }}
          w={170}
        />
        <Select
          aria-label={t`State`}
          placeholder={t`State`}
          data={states}
          value={search.state ?? null}
          onChange={(state) => set({ state: states.find(({ value }) => value === state)?.value })}
          clearable
          clearButtonProps={{ 'aria-label': t`Clear state` }}
          w={160}
        />
      </ListFilters>
      <BulkBar ids={[...picked]} onDone={() => setPicked(new Set())} />
      <QueryState
        result={list}
        onRetry={list.retry}
        skeleton={<TableSkeleton />}
        isEmpty={() => list.items.length === 0}
        empty={
          isFiltered ? (
            <EmptyState
              title={t`No link matches`}
              action={
                <Button
                  variant="default"
                  mt="xs"
                  onClick={() => set({ entity: undefined, state: undefined, text: undefined })}
                >{t`Clear filters`}</Button>
              }
            >{t`Take a filter away to see the others.`}</EmptyState>
          ) : (
            <EmptyState
              title={t`Nothing is linked yet`}
              icon={<IconLink size={24} aria-hidden />}
            >{t`Pairs appear here once the first sync has brought records in, or a push has made them in ConnectWise.`}</EmptyState>
          )
        }
      >
        {() => (
          <DataTable
            label={t`Links`}
            columns={columns}
            rows={list.items}
            rowKey={(row) => row.id}
            rowLink={rowLink}
            hasMore={list.hasMore}
            loadingMore={list.loadingMore}
            moreError={list.moreError}
            onLoadMore={list.loadMore}
            countText={plural(total, { one: '# link', other: '# links' })}
          />
        )}
      </QueryState>
    </>
  );
}

const MAX_PICKED = 100;

function linkColumns(
  picked: ReadonlySet<string>,
  setPicked: (picked: ReadonlySet<string>) => void,
): Column<LinkFieldsFragment>[] {
  const pick = (id: string, isPicked: boolean): void => {
    const next = new Set(picked);
    if (isPicked && next.size < MAX_PICKED) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  return [
    {
      key: 'record',
      header: t`In the CRM`,
      cell: (row) => (
        <Group component="span" gap={6} wrap="nowrap">
          <Text component="span" size="sm" fw={500} truncate title={row.localName ?? undefined}>
            {row.localName ?? t`Gone from the CRM`}
          </Text>
          <Text component="span" size="xs" c="dimmed" style={{ flex: 'none' }}>
            {entityWords[row.entity].one}
          </Text>
        </Group>
      ),
    },
    {
      key: 'connectwise',
      header: t`In ConnectWise`,
      width: '30%',
      cell: (row) => (
        <Group gap={8} wrap="nowrap">
          <Text component="span" size="sm" truncate title={row.remoteName ?? undefined}>
            {row.remoteName ?? remoteWords[row.entity]}
          </Text>
          {row.remoteUrl ? (
            <ExternalLink href={row.remoteUrl} size="xs">
              {row.remoteId}
            </ExternalLink>
          ) : (
            <Text component="span" size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {row.remoteId}
            </Text>
          )}
        </Group>
      ),
    },
    {
      key: 'state',
      header: t`State`,
      width: 104,
      cell: (row) => <StatusBadge tone={linkStateWords[row.state].tone}>{linkStateWords[row.state].label}</StatusBadge>,
    },
    {
      key: 'pulled',
      header: t`Last pull`,
      width: 104,
      hideBelow: 'medium',
      onCard: true,
      cell: (row) => <RelativeTime at={row.lastPulledAt} none="–" />,
    },
    {
      key: 'pushed',
      header: t`Last push`,
      width: 104,
      hideBelow: 'medium',
      onCard: true,
      cell: (row) => <RelativeTime at={row.lastPushedAt} none="–" />,
    },
    {
      key: 'differences',
      header: t`Still to pass`,
      width: '12%',
      hideBelow: 'medium',
      onCard: true,
      cell: (row) => (
        <Text component="span" size="sm" c="dimmed" lineClamp={2} title={differences(row)}>
          {differences(row)}
        </Text>
      ),
    },
    {
      key: 'pick',
      header: t`Select`,
      width: 70,
      align: 'end',
      cell: (row) => (
        <Checkbox
          size="xs"
          aria-label={t`Select ${row.localName ?? row.remoteId}`}
          checked={picked.has(row.id)}
          onChange={({ currentTarget }) => pick(row.id, currentTarget.checked)}
          style={{ display: 'inline-flex' }}
        />
      ),
    },
  ];
}
