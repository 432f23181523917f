import { t } from '@lingui/core/macro';
import { Group, SegmentedControl } from '@mantine/core';
import { IconPackage, IconPlus } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { Column } from '../../components/data-table.tsx';
import { PastDateFilter } from '../../components/date-filter.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { listSort } from '../../components/list-sort.ts';
import { ListToolbar } from '../../components/list-toolbar.tsx';
import { Money } from '../../components/money.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { pickColumn } from '../../components/picked.tsx';
import { EmptyState } from '../../components/query-state.tsx';
import { BulkBar } from '../../components/record-bulk-bar.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Select } from '../../components/select.tsx';
import { StandingFilter } from '../../components/standing-filter.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { Tag } from '../../components/tag.tsx';
import { useWindowedQuery } from '../../components/use-windowed-query.ts';
import { ValueFilter } from '../../components/value-filter.tsx';
import type { ProductsQuery as Data, ProductKind } from '../../graphql/graphql.ts';
import { ProductsQuery, productsVariables } from './products.graphql.ts';
import { type ProductsSearch, productOrders, productsFilter, productsSearch } from './products-search.ts';

type Row = Data['products']['items'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    sortable: true,
    get header() {
      return t`Name`;
    },
    cell: (row) => <Name product={row} />,
  },
  {
    key: 'sku',
    sortable: true,
    get header() {
      return t`SKU`;
    },
    cell: (row) => row.sku,
    width: 160,
  },
  {
    key: 'category',
    sortable: true,
    get header() {
      return t`Category`;
    },
    cell: (row) => row.category,
    width: '16%',
    hideBelow: 'wide',
  },
  {
    key: 'price',
    sortable: true,
    get header() {
      return t`Price`;
    },
    cell: (row) => <Money amount={row.price} />,
    width: 120,
    align: 'end',
  },
  {
    key: 'cost',
    sortable: true,
    get header() {
      return t`Cost`;
    },
    cell: (row) => <Money amount={row.cost} />,
    width: 120,
    align: 'end',
    hideBelow: 'medium',
  },
  {
    key: 'link',
    header: 'ConnectWise',
    cell: (row) => <SyncBadge link={row.link} standing={row.syncStanding} />,
    width: 130,
  },
];

const productsPage = (data: Data) => data.products;

const rowLink = ({ id }: { id: string }): LinkProps => ({ to: '/products/$productId', params: { productId: id } });

export function ProductsPage(): ReactElement {
  const asked = productsSearch(useSearch({ from: '/app/products' }));
  const { search, kind, inactive, category, type, standing, created, changed } = asked;
  const navigate = useNavigate({ from: '/products' });
  const list = useWindowedQuery({
    query: ProductsQuery,
    variables: productsVariables(asked),
    page: productsPage,
    keepPrevious: true,
  });
  const filter = (next: Partial<ProductsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => [...columns, pickColumn<Row>(picked, setPicked, (row) => row.name)], [picked]);
  return (
    <>
      <PageHeader title={t`Products`} actions={<NewProduct />} />
      <ListFilters
        always={
          <SearchField
            label={t`Search products`}
            placeholder={t`Search by name or SKU`}
            value={search ?? ''}
            onSearch={(text) => filter({ search: text || undefined })}
          />
        }
        active={[kind, inactive, category, type, standing, created, changed].filter(Boolean).length}
      >
        <SegmentedControl
          aria-label={t`Kind`}
          size="sm"
          value={kind ?? ''}
          onChange={(value) => filter({ kind: kindOf(value) })}
          data={[
            { value: '', label: t`All` },
            { value: 'PRODUCT', label: t`Products` },
            { value: 'BUNDLE', label: t`Bundles` },
          ]}
        />
        <Select
          aria-label={t`Active or inactive`}
          data={[
            { value: '', label: t`Active` },
            { value: 'all', label: t`Inactive too` },
            { value: 'only', label: t`Inactive only` },
          ]}
          value={inactive === true ? 'all' : (inactive ?? '')}
          onChange={(value) => filter({ inactive: value === 'all' ? true : value === 'only' ? 'only' : undefined })}
          allowDeselect={false}
          w={140}
        />
        <ValueFilter
          field="PRODUCT_CATEGORY"
          label={t`Category`}
          placeholder={t`Any category`}
          clearLabel={t`Clear category`}
          value={category}
          onChange={(value) => filter({ category: value })}
        />
        <ValueFilter
          field="PRODUCT_TYPE"
          label={t`Type`}
          placeholder={t`Any type`}
          clearLabel={t`Clear type`}
          value={type}
          onChange={(value) => filter({ type: value })}
        />
        <StandingFilter value={standing} onChange={(value) => filter({ standing: value })} />
        <PastDateFilter of="created" value={created} onChange={(days) => filter({ created: days })} />
        <PastDateFilter of="changed" value={changed} onChange={(days) => filter({ changed: days })} />
      </ListFilters>
      <ListToolbar
        page="products"
        search={asked}
        read={productsSearch}
        onOpen={(view) => void navigate({ search: view, replace: false })}
        filter={productsFilter(asked)}
      />
      {picked.size > 0 && (
        <BulkBar
          label={t`Selected products`}
          count={picked.size}
          chosen={[...picked].map((localId) => ({ entity: 'PRODUCT', localId }))}
          list="products"
          filter={{ ids: [...picked] }}
          onDone={() => setPicked(new Set())}
        />
      )}
      <RecordList
        thing={t`product`}
        things={t`products`}
        list={list}
        columns={shown}
        rowLink={rowLink}
        {...listSort(productOrders, asked, filter)}
        isFiltered={[search, kind, category, type, standing, created, changed, inactive === 'only'].some(Boolean)}
        onClear={() =>
          filter({
            search: undefined,
            kind: undefined,
            category: undefined,
            type: undefined,
            standing: undefined,
            created: undefined,
            changed: undefined,
            inactive: undefined,
          })
        }
        empty={
          <EmptyState title={t`No products yet`} icon={<IconPackage size={24} aria-hidden />} action={<NewProduct />}>
            {t`Catalog items of ConnectWise arrive here with the first sync. You can also add a product yourself.`}
          </EmptyState>
        }
      />
    </>
  );
}

const kindOf = (value: string): ProductKind | undefined =>
  value === 'PRODUCT' || value === 'BUNDLE' ? value : undefined;

function Name({ product }: { product: Row }): ReactElement {
  return (
    <Group gap="4px 8px" component="span">
      <span>{product.name}</span>
      {product.kind === 'BUNDLE' && <Tag>{t`Bundle`}</Tag>}
      {!product.isActive && <Tag quiet>{t`Inactive`}</Tag>}
    </Group>
  );
}

function NewProduct(): ReactElement {
  return (
    <GuardedLinkButton needs="canEdit" link={{ to: '/products/new' }} leftSection={<IconPlus size={16} aria-hidden />}>
      {t`New product`}
    </GuardedLinkButton>
  );
}
