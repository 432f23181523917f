import { msg, plural, t } from '@lingui/core/macro';
import { Anchor, Button, Group, Tabs, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useRef } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { ExternalLink } from '../../../components/external-link.tsx';
import { EnglishOnly } from '../../../components/language/english-only.tsx';
import { words } from '../../../components/language/language.ts';
import { EmptyState, QueryState, TableSkeleton } from '../../../components/query-state.tsx';
import { RecordLink } from '../../../components/record-link.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { asSentence, entityWords, formatCount } from '../../../components/sync-words.ts';
import { useOnChange } from '../../../components/use-on-change.ts';
import { usePagedQuery } from '../../../components/use-paged-query.ts';
import type {
  MatchSummaryFieldsFragment,
  UnmatchedRecordsQuery as UnmatchedData,
  UnmatchedList,
} from '../../../graphql/graphql.ts';
import { UnmatchedRecordsQuery } from './matching.graphql.ts';
import { type MatchingSearch, matchingSearch } from './matching-search.ts';
import { unmatchedWords } from './unmatched-words.ts';

type Row = UnmatchedData['unmatchedRecords']['items'][number];
type Entity = NonNullable<MatchingSearch['entity']>;

const pageOf = ({ unmatchedRecords }: UnmatchedData) => unmatchedRecords;

const details: Record<Entity, string> = words({ COMPANY: msg`Company ID`, CONTACT: msg`E-mail`, PRODUCT: msg`SKU` });

function columnsOf(entity: Entity, list: UnmatchedList): Column<Row>[] {
  const isLocal = list.endsWith('_LOCAL');
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t`Name`,
      cell: (row) => (
        <RecordLink entity={row.entity} localId={row.localId}>
          {row.name}
        </RecordLink>
      ),
    },
    { key: 'detail', header: details[entity], cell: (row) => row.detail ?? '–' },
  ];
  if (entity === 'CONTACT')
    columns.push({ key: 'parent', header: isLocal ? t`Client` : t`Company`, cell: (row) => row.parentName ?? '–' });
  if (!list.startsWith('ONLY'))
    columns.push({
      key: 'reason',
      header: t`Why`,
      isText: true,
      cell: (row) => (
        <>
          {asSentence(upperFirst(row.reason ?? ''))}
          {row.issueId && <IssueLink id={row.issueId} />}
        </>
      ),
    });
  if (!isLocal)
    columns.push({
      key: 'remote',
      header: t`ConnectWise`,
      width: 190,
      cell: (row) => (row.remoteUrl ? <ExternalLink href={row.remoteUrl} /> : row.remoteId),
    });
  return columns;
}

type Props = {
  list: UnmatchedList;
  summary: MatchSummaryFieldsFragment;
  search: MatchingSearch;
  onSearch: (change: Partial<MatchingSearch>) => void;
};

/** The records behind a count of one side, by name; opened from that count, and left for the pairs again. */
export function UnmatchedRecords({ list, summary, search, onSearch }: Props): ReactElement {
  const entity = search.entity ?? 'COMPANY';
  const { label, sentence, count } = unmatchedWords[list];
  const heading = useRef<HTMLHeadingElement>(null);
  const records = usePagedQuery({
    query: UnmatchedRecordsQuery,
    variables: { entity, list, threshold: summary.threshold, search: search.search ?? null, first: 50 },
    page: pageOf,
  });
  useOnChange(list, () => heading.current?.focus());
  return (
    <section aria-label={label}>
      <Group justify="space-between" gap="sm" mb={4}>
        <Title order={2} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {label}
        </Title>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => onSearch({ alone: undefined, search: undefined })}
        >{t`Back to the pairs`}</Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {sentence}
        {!list.startsWith('ONLY') && <EnglishOnly />}
      </Text>
      <Group justify="space-between" align="flex-end" gap="sm" mb="sm">
        <Tabs value={entity} onChange={(value) => onSearch(matchingSearch({ entity: value }))}>
          <Tabs.List aria-label={t`Record type`}>
            {summary.entities.map((one) => (
              <Tabs.Tab key={one.entity} value={one.entity} px="xs">
                {entityWords[one.entity].many} ({formatCount(count(one))})
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        <SearchField
          label={t`Search records`}
          placeholder={t`Name or ${details[entity]}`}
          value={search.search ?? ''}
          onSearch={(text) => onSearch({ search: text || undefined })}
        />
      </Group>
      <QueryState
        result={records}
        onRetry={records.retry}
        skeleton={<TableSkeleton rows={6} />}
        isEmpty={() => records.items.length === 0}
        empty={<Nothing label={label} isFiltered={Boolean(search.search)} />}
      >
        {() => (
          <DataTable
            label={`${label}: ${entityWords[entity].many}`}
            columns={columnsOf(entity, list)}
            rows={records.items}
            rowKey={(row) => row.id}
            hasMore={records.hasMore}
            loadingMore={records.loadingMore}
            moreError={records.moreError}
            onLoadMore={records.loadMore}
            countText={countText(records.totalCount ?? 0)}
          />
        )}
      </QueryState>
    </section>
  );
}

function IssueLink({ id }: { id: string }): ReactElement {
  return (
    <>
      {' '}
      <Anchor size="sm" renderRoot={(props) => <Link to="/issues/$id" params={{ id }} {...props} />}>
        {t`Open the issue`}
      </Anchor>
    </>
  );
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const countText = (count: number): string => plural(count, { one: '# record', other: '# records' });

function Nothing({ label, isFiltered }: { label: string; isFiltered: boolean }): ReactElement {
  if (isFiltered)
    return <EmptyState title={t`No record matches`}>{t`Try other words, or clear the search.`}</EmptyState>;
  return <EmptyState title={t`${label}: nothing`} />;
}
