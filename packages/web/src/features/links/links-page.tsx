import { plural, t } from '@lingui/core/macro';
import { Button, Tabs } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useCallback, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ExternalLink } from '../../components/external-link.tsx';
import { AllLinkChanges } from '../../components/links/link-changes.tsx';
import { differences, hasDifferences } from '../../components/links/link-facts.tsx';
import { besideShown, linkStateWords, remoteWords, shownOf } from '../../components/links/link-words.ts';
import { EntityLinksQuery, LinkCountsQuery, LinkFields } from '../../components/links/links.graphql.ts';
import { ListToolbar } from '../../components/list-toolbar.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { pickColumn } from '../../components/picked.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { entityWords } from '../../components/sync-words.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { EntityLinksQuery as Data, LinkFieldsFragment } from '../../graphql/graphql.ts';
import { LinksBulkBar } from './bulk-bar.tsx';
import { Conflicts } from './conflicts.tsx';
import { LinkDrawer } from './link-drawer.tsx';
import { LinkFilters } from './link-filters.tsx';
import classes from './links-page.module.css';
import { foldedOf, type LinksSearch, linksSearch, linksVariables } from './links-search.ts';
import { MergedRecords } from './merged-records.tsx';

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

/** Which record is which, broken and failing ones first, and everything that a person can do about it. */
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
          <Conflicts search={search} set={set} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <AllLinkChanges />
        </Tabs.Panel>
      </Tabs>
      <LinkDrawer id={search.link} onClose={() => set({ link: undefined })} onReplaced={follow} />
    </>
  );
}

const noFilters = {
  record: undefined,
  entity: undefined,
  state: undefined,
  differs: undefined,
  text: undefined,
  linked: undefined,
  synced: undefined,
};

type ListProps = { search: LinksSearch; set: (change: Partial<LinksSearch>) => void };

function LinkList({ search, set }: ListProps): ReactElement {
  const [{ data: counts }] = useQuery({ query: LinkCountsQuery, requestPolicy: 'cache-and-network' });
  const list = usePagedQuery({
    query: EntityLinksQuery,
    variables: linksVariables(search),
    page: pageOf,
    keepPrevious: true,
  });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => linkColumns(picked, setPicked), [picked]);
  const lost = (entity: 'COMPANY' | 'CONTACT'): number =>
    counts?.entityLinkCounts.find((one) => one.entity === entity && one.state === 'BROKEN')?.count ?? 0;
  const [companies, contacts] = [lost('COMPANY'), lost('CONTACT')];
  const { link: _open, tab: _tab, conflict: _conflict, sort: _sort, desc: _desc, ...kept } = linksSearch(search);
  const isFiltered = Boolean(search.record || search.text) || foldedOf(search) > 0;
  const total = list.totalCount ?? list.items.length;
  return (
    <>
      {companies + contacts > 0 && <MergedRecords companies={companies} contacts={contacts} />}
      <LinkFilters search={search} set={set} />
      <ListToolbar
        page="links"
        search={kept}
        read={linksSearch}
        onOpen={(view) => set({ ...noFilters, ...view })}
        filter={linksVariables(search).filter}
      />
      <LinksBulkBar links={list.items.filter(({ id }) => picked.has(id))} onDone={() => setPicked(new Set())} />
      <QueryState
        result={list}
        onRetry={list.retry}
        skeleton={<TableSkeleton />}
        isEmpty={() => list.items.length === 0}
        empty={
          isFiltered ? (
            <EmptyState
              title={t`No link matches`}
              action={<Button variant="default" mt="xs" onClick={() => set(noFilters)}>{t`Clear filters`}</Button>}
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
            isStale={list.isPrevious}
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

function linkColumns(
  picked: ReadonlySet<string>,
  setPicked: (picked: ReadonlySet<string>) => void,
): Column<LinkFieldsFragment>[] {
  return [
    {
      key: 'record',
      header: t`In the CRM`,
      cell: (row) => (
        <>
          <span className={classes.name} title={row.localName ?? undefined}>
            {row.localName ?? t`Gone from the CRM`}
          </span>
          <span className={classes.kind}>{entityWords[row.entity].one}</span>
        </>
      ),
    },
    {
      key: 'connectwise',
      header: t`In ConnectWise`,
      width: '30%',
      cell: (row) => (
        <div>
          <span className={classes.remoteName} title={row.remoteName ?? undefined}>
            {row.remoteName ?? remoteWords[row.entity]}
          </span>
          {row.remoteUrl ? (
            <ExternalLink href={row.remoteUrl} size="xs">
              {row.remoteId}
            </ExternalLink>
          ) : (
            <span className={classes.remoteId}>{row.remoteId}</span>
          )}
        </div>
      ),
    },
    {
      key: 'state',
      header: t`State`,
      width: 112,
      words: () => Object.values(linkStateWords).map(({ label }) => label),
      cell: (row) => <LinkBadges link={row} />,
    },
    {
      key: 'pulled',
      header: t`Last pull`,
      width: 106,
      hideBelow: 'medium',
      onCard: true,
      cell: (row) => row.lastPulledAt && <RelativeTime at={row.lastPulledAt} />,
    },
    {
      key: 'pushed',
      header: t`Last push`,
      width: 106,
      hideBelow: 'medium',
      onCard: true,
      cell: (row) => row.lastPushedAt && <RelativeTime at={row.lastPushedAt} />,
    },
    {
      key: 'differences',
      header: t`Differences`,
      width: '12%',
      hideBelow: 'medium',
      onCard: true,
      // A list that says "nothing" in each row hides those that have something.
      cell: (row) =>
        hasDifferences(row) && (
          <span className={classes.differences} data-line-clamp title={differences(row)}>
            {differences(row)}
          </span>
        ),
    },
    pickColumn(picked, setPicked, (row) => row.localName ?? row.remoteId),
  ];
}

function LinkBadges({ link }: { link: LinkFieldsFragment }): ReactElement {
  const shown = shownOf(link);
  const beside = besideShown(link, shown);
  return (
    <>
      <StatusBadge tone={shown.tone}>{shown.label}</StatusBadge>
      {beside && (
        <div>
          <StatusBadge tone={beside.tone}>{beside.label}</StatusBadge>
        </div>
      )}
    </>
  );
}
