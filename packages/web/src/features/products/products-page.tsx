import { Checkbox, Group, SegmentedControl } from '@mantine/core';
import { IconPackage, IconPlus } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Column } from '../../components/data-table.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { Money } from '../../components/money.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState } from '../../components/query-state.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { Tag } from '../../components/tag.tsx';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import type { ProductsQuery as Data, ProductKind } from '../../graphql/graphql.ts';
import { ProductsQuery, productsVariables } from './products.graphql.ts';

type Row = Data['products']['items'][number];
type Filter = { search?: string | undefined; kind?: ProductKind | undefined; inactive?: boolean | undefined };

const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', cell: (row) => <Name product={row} /> },
  { key: 'sku', header: 'SKU', cell: (row) => row.sku, width: 160 },
  { key: 'category', header: 'Category', cell: (row) => row.category, width: '16%', hideBelow: 'wide' },
  { key: 'price', header: 'Price', cell: (row) => <Money amount={row.price} />, width: 120, align: 'end' },
  {
    key: 'cost',
    header: 'Cost',
    cell: (row) => <Money amount={row.cost} />,
    width: 120,
    align: 'end',
    hideBelow: 'medium',
  },
  { key: 'link', header: 'ConnectWise', cell: (row) => <SyncBadge link={row.link} />, width: 130 },
];

const productsPage = (data: Data) => data.products;

const rowLink = ({ id }: { id: string }): LinkProps => ({ to: '/products/$productId', params: { productId: id } });

export function ProductsPage(): ReactElement {
  const { search, kind, inactive } = useSearch({ from: '/app/products' });
  const navigate = useNavigate({ from: '/products' });
  const list = usePagedQuery({
    query: ProductsQuery,
    variables: productsVariables({ search, kind, inactive }),
    page: productsPage,
  });
  const filter = (next: Filter) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <>
      <PageHeader title="Products" actions={<NewProduct />} />
      <ListFilters
        always={
          <SearchField
            label="Search products"
            placeholder="Search by name or SKU"
            value={search ?? ''}
            onSearch={(text) => filter({ search: text || undefined })}
          />
        }
        active={[kind, inactive].filter(Boolean).length}
      >
        <SegmentedControl
          aria-label="Kind"
          size="sm"
          value={kind ?? ''}
          onChange={(value) => filter({ kind: kindOf(value) })}
          data={[
            { value: '', label: 'All' },
            { value: 'PRODUCT', label: 'Products' },
            { value: 'BUNDLE', label: 'Bundles' },
          ]}
        />
        <Checkbox
          label="Inactive too"
          checked={inactive ?? false}
          onChange={(event) => filter({ inactive: event.currentTarget.checked || undefined })}
        />
      </ListFilters>
      <RecordList
        thing="product"
        things="products"
        list={list}
        columns={columns}
        rowLink={rowLink}
        isFiltered={Boolean(search || kind)}
        onClear={() => filter({ search: undefined, kind: undefined })}
        empty={
          <EmptyState title="No products yet" icon={<IconPackage size={24} aria-hidden />} action={<NewProduct />}>
            Catalog items of ConnectWise arrive here with the first sync. You can also add a product yourself.
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
      {product.kind === 'BUNDLE' && <Tag>Bundle</Tag>}
      {!product.isActive && <Tag quiet>Inactive</Tag>}
    </Group>
  );
}

function NewProduct(): ReactElement {
  return (
    <GuardedLinkButton needs="canEdit" link={{ to: '/products/new' }} leftSection={<IconPlus size={16} aria-hidden />}>
      New product
    </GuardedLinkButton>
  );
}
