import { Anchor, Box, Button, Modal, Skeleton, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { DataTable } from '../../../components/data-table.tsx';
import { failureText } from '../../../components/failure-text.ts';
import { QueryState, TableSkeleton } from '../../../components/query-state.tsx';
import { RecordLink } from '../../../components/record-link.tsx';
import { formatCount } from '../../../components/sync-words.ts';
import { usePagedQuery } from '../../../components/use-paged-query.ts';
import type {
  ProductIdCountsQuery as Counts,
  ProductsWithoutOwnIdQuery as Page,
  ProductIdSource,
  ProductIdStanding,
} from '../../../graphql/graphql.ts';
import { ProductIdCountsQuery, ProductsWithoutOwnIdQuery } from './product-map.graphql.ts';

const sourceWords: Record<ProductIdSource, string> = { NAME: 'name', SKU: 'SKU', DESCRIPTION: 'description' };

/** "1,204 products, 37 lack a SKU, 12 duplicate values", each of them with its list. */
export function ProductIdCounts({ source }: { source: ProductIdSource }): ReactElement {
  const [{ data, error }, ask] = useQuery({
    query: ProductIdCountsQuery,
    variables: { source },
    requestPolicy: 'cache-and-network',
  });
  const [shown, show] = useState<ProductIdStanding | null>(null);
  if (error && !data)
    return (
      <Text size="sm" mt="sm" role="alert">
        {failureText(error)}{' '}
        <Anchor component="button" type="button" size="sm" onClick={() => ask({ requestPolicy: 'network-only' })}>
          Try again
        </Anchor>
      </Text>
    );
  if (!data) return <Skeleton h={18} w={320} mt="sm" role="status" aria-label="Counting products" />;
  const counts = data.productIdCounts;
  return (
    <Box mt="sm" role="status" aria-label="How the products would do">
      <Text size="sm" component="div">
        {`${formatCount(counts.products)} ${counts.products === 1 ? 'product' : 'products'}`}
        {partsOf(counts, source).map(({ standing, words }) => (
          <span key={standing}>
            {', '}
            <Anchor component="button" type="button" size="sm" onClick={() => show(standing)}>
              {words}
            </Anchor>
          </span>
        ))}
        {partsOf(counts, source).length === 0 &&
          counts.products > 0 &&
          `, each with a ${sourceWords[source]} of its own`}
      </Text>
      {shown && <ProductList source={source} standing={shown} onClose={() => show(null)} />}
    </Box>
  );
}

function partsOf(counts: Counts['productIdCounts'], source: ProductIdSource) {
  const word = sourceWords[source];
  const all: { standing: ProductIdStanding; count: number; words: string }[] = [
    {
      standing: 'LACKING',
      count: counts.lacking,
      words: `${formatCount(counts.lacking)} ${counts.lacking === 1 ? 'lacks' : 'lack'} a ${word}`,
    },
    {
      standing: 'TOO_LONG',
      count: counts.tooLong,
      words: `${formatCount(counts.tooLong)} with one longer than 75 characters`,
    },
    {
      standing: 'SHARED',
      count: counts.shared,
      words: `${formatCount(counts.sharedValues)} duplicate ${counts.sharedValues === 1 ? 'value' : 'values'}`,
    },
  ];
  return all.filter(({ count }) => count > 0);
}

const titles: Record<ProductIdStanding, (word: string) => string> = {
  LACKING: (word) => `Products without a ${word}`,
  TOO_LONG: (word) => `Products with a ${word} that is too long for a Product ID`,
  SHARED: (word) => `Products that share their ${word}`,
};

type ListProps = { source: ProductIdSource; standing: ProductIdStanding; onClose: () => void };

const pageOf = (data: Page) => data.productsWithoutOwnId;

function ProductList({ source, standing, onClose }: ListProps): ReactElement {
  const list = usePagedQuery({
    query: ProductsWithoutOwnIdQuery,
    variables: { source, standing, first: 20 },
    page: pageOf,
  });
  return (
    <Modal opened onClose={onClose} title={titles[standing](sourceWords[source])} size="lg">
      <QueryState
        result={{ data: list.data, error: list.error, fetching: list.fetching }}
        onRetry={list.retry}
        skeleton={<TableSkeleton rows={4} />}
      >
        {() => (
          <>
            <DataTable
              label={titles[standing](sourceWords[source])}
              columns={[
                {
                  key: 'name',
                  header: 'Product',
                  cell: (row) => (
                    <RecordLink entity="PRODUCT" localId={row.id}>
                      {row.name}
                    </RecordLink>
                  ),
                },
                { key: 'value', header: sourceWords[source], cell: (row) => row.value || '–' },
              ]}
              rows={list.items}
              rowKey={(row) => row.id}
            />
            {list.hasMore && (
              <Button variant="default" mt="sm" loading={list.loadingMore} onClick={list.loadMore}>
                Show more
              </Button>
            )}
          </>
        )}
      </QueryState>
    </Modal>
  );
}
