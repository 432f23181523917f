import { plural, t } from '@lingui/core/macro';
import { Anchor, Button, SegmentedControl, Text } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { ExternalLink } from '../../../components/external-link.tsx';
import { EnglishOnly } from '../../../components/language/english-only.tsx';
import { ListFilters } from '../../../components/list-filters.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../../components/query-state.tsx';
import { RecordLink } from '../../../components/record-link.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { asSentence, entityWords } from '../../../components/sync-words.ts';
import { usePagedQuery } from '../../../components/use-paged-query.ts';
import type { ExcludedRecordsQuery as Data } from '../../../graphql/graphql.ts';
import { filteredKinds } from '../scope/filter-words.ts';
import { ExcludedRecordsQuery, excludedVariables } from './excluded.graphql.ts';
import { type ExcludedSearch, excludedSearch } from './excluded-search.ts';

type Row = Data['excludedRecords']['items'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    get header() {
      return t`Record in ConnectWise`;
    },
    width: '26%',
    cell: (row) => (
      <RecordLink entity={row.entity} localId={row.localId}>
        {row.name}
      </RecordLink>
    ),
  },
  {
    key: 'entity',
    get header() {
      return t`Type`;
    },
    width: 126,
    cell: (row) => entityWords[row.entity].one,
  },
  {
    key: 'reason',
    get header() {
      return t`Why`;
    },
    isText: true,
    cell: (row) => whyText(row),
  },
  {
    key: 'at',
    get header() {
      return t`Since`;
    },
    width: 110,
    hideBelow: 'medium',
    cell: (row) => <RelativeTime at={row.at} />,
  },
  {
    key: 'remote',
    get header() {
      return t`ConnectWise`;
    },
    width: 120,
    cell: (row) => <Remote row={row} />,
  },
];

const pageOf = ({ excludedRecords }: Data) => excludedRecords;

/** Every record that a filter excludes, or keeps as it is, with the rule that decided. */
export function ExcludedPage(): ReactElement {
  const search = useSearch({ from: '/app/integrations/excluded' });
  const { entity, rule, text } = excludedSearch(search);
  const navigate = useNavigate({ from: '/integrations/excluded' });
  const filter = (next: ExcludedSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const list = usePagedQuery({
    query: ExcludedRecordsQuery,
    variables: excludedVariables({ entity, rule, text }),
    page: pageOf,
  });
  const isFiltered = Boolean(entity || rule || text);
  return (
    <>
      <PageHeader
        title={t`Excluded by filters`}
        back={{ to: '/integrations/setup/scope', label: t`What to sync` }}
        description={
          <>
            {t`Records of ConnectWise that are neither created nor updated here. Nothing is deleted; what passes after a change of filters comes in with the next poll.`}
            <EnglishOnly />
          </>
        }
      />
      <ListFilters
        always={
          <SearchField
            label={t`Search excluded records`}
            placeholder={t`Search by name or ID`}
            value={text ?? ''}
            onSearch={(words) => filter({ text: words || undefined })}
          />
        }
        active={entity ? 1 : 0}
      >
        <SegmentedControl
          aria-label={t`Type`}
          value={entity ?? 'ALL'}
          onChange={(picked) => filter({ entity: filteredKinds.find((kind) => kind.entity === picked)?.entity })}
          data={[
            { value: 'ALL', label: t`All` },
            ...filteredKinds.map((kind) => ({ value: kind.entity, label: kind.label })),
          ]}
        />
      </ListFilters>
      <QueryState
        result={list}
        onRetry={list.retry}
        skeleton={<TableSkeleton />}
        isEmpty={() => list.items.length === 0}
        empty={
          <Nothing
            isFiltered={isFiltered}
            onClear={() => filter({ entity: undefined, rule: undefined, text: undefined })}
          />
        }
      >
        {() => (
          <DataTable
            label={t`Excluded records`}
            columns={columns}
            rows={list.items}
            rowKey={(row) => row.id}
            hasMore={list.hasMore}
            loadingMore={list.loadingMore}
            moreError={list.moreError}
            onLoadMore={list.loadMore}
            countText={plural(list.totalCount ?? 0, { one: '# record', other: '# records' })}
          />
        )}
      </QueryState>
    </>
  );
}

/** A linked record is not out: it stays as it is. */
function whyText({ reason, localId }: Row): string {
  const sentence = asSentence(reason.charAt(0).toUpperCase() + reason.slice(1));
  return localId ? t`${sentence} It is linked and keeps its own values.` : sentence;
}

function Remote({ row }: { row: Row }): ReactElement {
  return row.remoteUrl ? (
    <ExternalLink href={row.remoteUrl}>{row.remoteId}</ExternalLink>
  ) : (
    <Text inherit component="span">
      {row.remoteId}
    </Text>
  );
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }): ReactElement {
  if (isFiltered)
    return (
      <EmptyState
        title={t`No record matches`}
        action={<Button variant="default" onClick={onClear} mt="xs">{t`Clear filters`}</Button>}
      >{t`Try other words, or show all types.`}</EmptyState>
    );
  return (
    <EmptyState
      title={t`Nothing is excluded`}
      icon={<IconFilterOff size={24} aria-hidden />}
      action={
        <Anchor
          renderRoot={(props) => <Link to="/integrations/setup/scope" {...props} />}
        >{t`Show the filters`}</Anchor>
      }
    >{t`Records that a filter excludes appear here once they are found in ConnectWise.`}</EmptyState>
  );
}
