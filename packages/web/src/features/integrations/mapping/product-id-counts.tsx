import { msg, plural, t } from '@lingui/core/macro';
import { Anchor, Box, Button, Modal, Skeleton, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { DataTable } from '../../../components/data-table.tsx';
import { failureText } from '../../../components/failure-text.ts';
import { words } from '../../../components/language/language.ts';
import { QueryState, TableSkeleton } from '../../../components/query-state.tsx';
import { RecordLink } from '../../../components/record-link.tsx';
import { usePagedQuery } from '../../../components/use-paged-query.ts';
import type {
  ProductIdCountsQuery as Counts,
  ProductsWithoutOwnIdQuery as Page,
  ProductIdSource,
  ProductIdStanding,
} from '../../../graphql/graphql.ts';
import { ProductIdCountsQuery, ProductsWithoutOwnIdQuery } from './product-map.graphql.ts';

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
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => ask({ requestPolicy: 'network-only' })}
        >{t`Try again`}</Anchor>
      </Text>
    );
  if (!data) return <Skeleton h={18} w={320} mt="sm" role="status" aria-label={t`Counting products`} />;
  const counts = data.productIdCounts;
  return (
    <Box mt="sm" role="status" aria-label={t`What the products have`}>
      <Text size="sm" component="div">
        {plural(counts.products, { one: '# product', other: '# products' })}
        {partsOf(counts, source).map(({ standing, text }) => (
          <span key={standing}>
            {', '}
            <Anchor component="button" type="button" size="sm" onClick={() => show(standing)}>
              {text}
            </Anchor>
          </span>
        ))}
        {partsOf(counts, source).length === 0 && counts.products > 0 && `, ${wordsOf[source].distinct}`}
      </Text>
      {shown && <ProductList source={source} standing={shown} onClose={() => show(null)} />}
    </Box>
  );
}

function partsOf(counts: Counts['productIdCounts'], source: ProductIdSource) {
  const all: { standing: ProductIdStanding; count: number; text: string }[] = [
    {
      standing: 'LACKING',
      count: counts.lacking,
      text: lackingText(source, counts.lacking),
    },
    {
      standing: 'TOO_LONG',
      count: counts.tooLong,
      text: plural(counts.tooLong, {
        one: '# with one longer than 75 characters',
        other: '# with one longer than 75 characters',
      }),
    },
    {
      standing: 'SHARED',
      count: counts.shared,
      text: plural(counts.sharedValues, { one: '# duplicate value', other: '# duplicate values' }),
    },
  ];
  return all.filter(({ count }) => count > 0);
}

function lackingText(source: ProductIdSource, count: number): string {
  switch (source) {
    case 'NAME':
      return plural(count, { one: '# lacks a name', other: '# lack a name' });
    case 'SKU':
      return plural(count, { one: '# lacks a SKU', other: '# lack a SKU' });
    case 'DESCRIPTION':
      return plural(count, { one: '# lacks a description', other: '# lack a description' });
    default:
      return source satisfies never;
  }
}

const wordsOf: Record<ProductIdSource, { field: string; distinct: string; titles: Record<ProductIdStanding, string> }> =
  words({
    NAME: {
      field: msg`Name`,
      distinct: msg`each with a name of its own`,
      titles: {
        LACKING: msg`Products without a name`,
        TOO_LONG: msg`Products with a name that is too long for a Product ID`,
        SHARED: msg`Products that share their name`,
      },
    },
    SKU: {
      field: msg`SKU`,
      distinct: msg`each with a SKU of its own`,
      titles: {
        LACKING: msg`Products without a SKU`,
        TOO_LONG: msg`Products with a SKU that is too long for a Product ID`,
        SHARED: msg`Products that share their SKU`,
      },
    },
    DESCRIPTION: {
      field: msg`Description`,
      distinct: msg`each with a description of its own`,
      titles: {
        LACKING: msg`Products without a description`,
        TOO_LONG: msg`Products with a description that is too long for a Product ID`,
        SHARED: msg`Products that share their description`,
      },
    },
  });

type ListProps = { source: ProductIdSource; standing: ProductIdStanding; onClose: () => void };

const pageOf = (data: Page) => data.productsWithoutOwnId;

function ProductList({ source, standing, onClose }: ListProps): ReactElement {
  const list = usePagedQuery({
    query: ProductsWithoutOwnIdQuery,
    variables: { source, standing, first: 20 },
    page: pageOf,
  });
  return (
    <Modal opened onClose={onClose} title={wordsOf[source].titles[standing]} size="lg">
      <QueryState
        result={{ data: list.data, error: list.error, fetching: list.fetching }}
        onRetry={list.retry}
        skeleton={<TableSkeleton rows={4} />}
      >
        {() => (
          <>
            <DataTable
              label={wordsOf[source].titles[standing]}
              columns={[
                {
                  key: 'name',
                  header: t`Product`,
                  cell: (row) => (
                    <RecordLink entity="PRODUCT" localId={row.id}>
                      {row.name}
                    </RecordLink>
                  ),
                },
                { key: 'value', header: wordsOf[source].field, cell: (row) => row.value || '–' },
              ]}
              rows={list.items}
              rowKey={(row) => row.id}
            />
            {list.hasMore && (
              <Button
                variant="default"
                mt="sm"
                loading={list.loadingMore}
                onClick={list.loadMore}
              >{t`Show more`}</Button>
            )}
          </>
        )}
      </QueryState>
    </Modal>
  );
}
