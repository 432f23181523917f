import { Anchor, Button, SegmentedControl, Text } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { ExternalLink } from '../../../components/external-link.tsx';
import { ListFilters } from '../../../components/list-filters.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../../components/query-state.tsx';
import { RecordLink } from '../../../components/record-link.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { asSentence, entityWords, formatCount } from '../../../components/sync-words.ts';
import { usePagedQuery } from '../../../components/use-paged-query.ts';
import type { ExcludedRecordsQuery as Data } from '../../../graphql/graphql.ts';
import { filteredKinds } from '../scope/filter-words.ts';
import { ExcludedRecordsQuery, excludedVariables } from './excluded.graphql.ts';
import { type ExcludedSearch, excludedSearch } from './excluded-search.ts';

type Row = Data['excludedRecords']['items'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    header: 'Record in ConnectWise',
    width: '26%',
    cell: (row) => (
      <RecordLink entity={row.entity} localId={row.localId}>
        {row.name}
      </RecordLink>
    ),
  },
  { key: 'entity', header: 'Type', width: 110, cell: (row) => entityWords[row.entity].one },
  { key: 'reason', header: 'Why', isText: true, cell: (row) => whyText(row) },
  { key: 'at', header: 'Since', width: 110, hideBelow: 'medium', cell: (row) => <RelativeTime at={row.at} /> },
  { key: 'remote', header: 'ConnectWise', width: 120, cell: (row) => <Remote row={row} /> },
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
        title="Excluded by filters"
        back={{ to: '/integrations/setup/scope', label: 'What to sync' }}
        description="Records of ConnectWise that are neither made nor updated here. Nothing is deleted; what passes after a change of filters comes in with the next poll."
      />
      <ListFilters
        always={
          <SearchField
            label="Search excluded records"
            placeholder="Search by name or ID"
            value={text ?? ''}
            onSearch={(words) => filter({ text: words || undefined })}
          />
        }
        active={entity ? 1 : 0}
      >
        <SegmentedControl
          aria-label="Type"
          value={entity ?? 'ALL'}
          onChange={(picked) => filter({ entity: filteredKinds.find((kind) => kind.entity === picked)?.entity })}
          data={[
            { value: 'ALL', label: 'All' },
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
            label="Excluded records"
            columns={columns}
            rows={list.items}
            rowKey={(row) => row.id}
            hasMore={list.hasMore}
            loadingMore={list.loadingMore}
            moreError={list.moreError}
            onLoadMore={list.loadMore}
            countText={`${formatCount(list.totalCount ?? 0)} ${list.totalCount === 1 ? 'record' : 'records'}`}
          />
        )}
      </QueryState>
    </>
  );
}

/** A linked record is not out: it stays as it is. */
function whyText({ reason, localId }: Row): string {
  const sentence = asSentence(reason.charAt(0).toUpperCase() + reason.slice(1));
  return localId ? `${sentence} It is linked and keeps its own values.` : sentence;
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
        title="No record matches"
        action={
          <Button variant="default" onClick={onClear} mt="xs">
            Clear filters
          </Button>
        }
      >
        Try other words, or look at all types.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nothing is excluded"
      icon={<IconFilterOff size={24} aria-hidden />}
      action={
        <Anchor renderRoot={(props) => <Link to="/integrations/setup/scope" {...props} />}>Look at the filters</Anchor>
      }
    >
      Records that a filter excludes appear here once they were met in ConnectWise.
    </EmptyState>
  );
}
