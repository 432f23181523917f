import { t } from '@lingui/core/macro';
import { Alert, Button, Group, Select, Tabs, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { inSentence } from '../../../components/language/language.ts';
import { EmptyState, QueryState, TableSkeleton } from '../../../components/query-state.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { entityWords, formatCount } from '../../../components/sync-words.ts';
import { usePagedQuery } from '../../../components/use-paged-query.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type {
  MatchBucket,
  MatchPairsQuery as MatchPairsData,
  MatchSummaryFieldsFragment,
} from '../../../graphql/graphql.ts';
import { buckets, bucketWords } from './match-words.ts';
import { MatchPairFields, MatchPairsQuery } from './matching.graphql.ts';
import { type MatchingSearch, matchingSearch } from './matching-search.ts';
import { PairList } from './pair-list.tsx';

type Counts = MatchSummaryFieldsFragment['entities'][number];
type Props = {
  summary: MatchSummaryFieldsFragment;
  search: MatchingSearch;
  onSearch: (change: Partial<MatchingSearch>) => void;
};

const AT_ONCE = 25;

const pageOf = ({ matchPairs }: MatchPairsData) => ({
  items: readFragment(MatchPairFields, matchPairs.items),
  pageInfo: matchPairs.pageInfo,
  totalCount: matchPairs.totalCount,
});

const countOf: Record<MatchBucket, (one: Counts) => number> = {
  EXACT: (one) => one.exact,
  PROBABLE: (one) => one.probable,
  AMBIGUOUS: (one) => one.ambiguous,
  LATER: (one) => one.later,
  LINKED: (one) => one.linked,
  REJECTED: (one) => one.rejected,
  CREATE: (one) => one.create,
};

/** What waits is shown first, the easiest of it before the rest. */
const firstToShow: readonly MatchBucket[] = ['PROBABLE', 'AMBIGUOUS', 'EXACT'];

/** The pairs of one kind of record and bucket, side by side. */
export function Review({ summary, search, onSearch }: Props): ReactElement {
  const entity = search.entity ?? 'COMPANY';
  const counts = summary.entities.find((one) => one.entity === entity);
  const shown = search.bucket ?? firstToShow.find((one) => counts && countOf[one](counts) > 0) ?? 'PROBABLE';
  // An issue leads to one record, in whatever bucket its pairs are.
  const bucket = search.remoteId ? null : shown;
  const list = usePagedQuery({
    query: MatchPairsQuery,
    variables: {
      entity,
      bucket,
      threshold: summary.threshold,
      search: search.search ?? null,
      remoteId: search.remoteId ?? null,
      first: AT_ONCE,
    },
    page: pageOf,
  });
  const options = buckets.map((value) => ({
    value,
    label: `${bucketWords[value].label} (${formatCount(counts ? countOf[value](counts) : 0)})`,
  }));
  return (
    <div>
      <Group justify="space-between" align="flex-end" gap="sm" mb="sm">
        <Tabs
          value={entity}
          onChange={(value) =>
            onSearch({
              ...matchingSearch({ entity: value }),
              bucket: undefined,
              remoteId: undefined,
            })
          }
        >
          <Tabs.List aria-label={t`Record type`}>
            {summary.entities.map((one) => (
              <Tabs.Tab key={one.entity} value={one.entity} px="xs">
                {entityWords[one.entity].many} ({formatCount(one.probable + one.ambiguous)})
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        <Group gap="xs">
          <Select
            aria-label={t`Which pairs`}
            data={options}
            value={bucket}
            placeholder={t`All of one record`}
            onChange={(value) => onSearch({ bucket: buckets.find((one) => one === value), remoteId: undefined })}
            allowDeselect={false}
            w={190}
          />
          <SearchField
            label={t`Search names`}
            value={search.search ?? ''}
            onSearch={(text) => onSearch({ search: text || undefined })}
            width={200}
          />
        </Group>
      </Group>
      {search.remoteId ? (
        <OneRecord remoteId={search.remoteId} onAll={() => onSearch({ remoteId: undefined })} />
      ) : (
        <Text size="sm" c="dimmed" mb="xs">
          {bucketWords[shown].sentence}
        </Text>
      )}
      <QueryState
        result={list}
        onRetry={list.retry}
        skeleton={<TableSkeleton rows={6} />}
        isEmpty={() => list.items.length === 0}
        empty={<NoPairs isFiltered={Boolean(search.search || search.remoteId)} bucket={shown} />}
      >
        {() => (
          <PairList
            key={`${entity} ${bucket} ${search.remoteId}`}
            pairs={list.items}
            linkRefusal={summary.linkRefusal ?? null}
            total={list.totalCount ?? list.items.length}
            hasMore={list.hasMore}
            isLoadingMore={list.loadingMore}
            onMore={list.loadMore}
          />
        )}
      </QueryState>
    </div>
  );
}

function OneRecord({ remoteId, onAll }: { remoteId: string; onAll: () => void }): ReactElement {
  return (
    <Alert color="gray" mb="sm" py="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t`All pairs of ConnectWise record ${remoteId}.`}</Text>
        <Button size="compact-sm" variant="default" onClick={onAll}>{t`Show all records`}</Button>
      </Group>
    </Alert>
  );
}

function NoPairs({ isFiltered, bucket }: { isFiltered: boolean; bucket: MatchBucket }): ReactElement {
  if (isFiltered)
    return (
      <EmptyState title={t`No pair matches`}>{t`Clear the search, or compare again if the record is new.`}</EmptyState>
    );
  if (bucket === 'PROBABLE' || bucket === 'AMBIGUOUS')
    return (
      <EmptyState
        title={t`Nothing to review`}
        icon={<IconCircleCheck size={24} aria-hidden />}
      >{t`No pair here waits for a person.`}</EmptyState>
    );
  return <EmptyState title={t`No pairs: ${inSentence(bucketWords[bucket].label)}`} />;
}
