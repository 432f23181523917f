import { plural, t } from '@lingui/core/macro';
import { IconPlus, IconReceiptTax } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { formatPercent } from '../../components/percent.ts';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import type { TaxRegionsQuery as Data } from '../../graphql/graphql.ts';
import { TaxRegionsQuery, taxRegionsContext } from './tax-regions.graphql.ts';

type Row = Data['taxRegions'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    get header() {
      return t`Name`;
    },
    cell: (row) => row.name,
  },
  {
    key: 'taxable',
    get header() {
      return t`Taxable`;
    },
    cell: (row) => rateOf(row, t`Taxable`),
    align: 'end',
    width: '25%',
  },
  {
    key: 'nonTaxable',
    get header() {
      return t`Non-taxable`;
    },
    cell: (row) => rateOf(row, t`Non-taxable`),
    align: 'end',
    width: '25%',
  },
];

const rateOf = (row: Row, name: string): string => {
  const category = row.categories.find((one) => one.name === name);
  return category ? formatPercent(category.rate) : '–';
};

const rowLink = ({ id }: { id: string }): LinkProps => ({
  to: '/tax-regions/$taxRegionId',
  params: { taxRegionId: id },
});

/** The whole list is asked for at once: there are tens of regions, not thousands. */
export function TaxRegionsPage(): ReactElement {
  const [result, askAgain] = useQuery({ query: TaxRegionsQuery, context: taxRegionsContext });
  return (
    <>
      <PageHeader
        title={t`Tax regions`}
        description={t`A region gives the lines of a quote their tax. Each has a Taxable rate; Non-taxable is always 0 %.`}
        actions={<NewTaxRegion />}
      />
      <QueryState
        result={result}
        onRetry={() => askAgain({ requestPolicy: 'network-only' })}
        skeleton={<TableSkeleton rows={4} />}
        isEmpty={({ taxRegions }) => taxRegions.length === 0}
        empty={
          <EmptyState
            title={t`No tax regions yet`}
            icon={<IconReceiptTax size={24} aria-hidden />}
            action={<NewTaxRegion />}
          >{t`Without a region a quote is calculated without tax.`}</EmptyState>
        }
      >
        {({ taxRegions }) => (
          <DataTable
            label={t`Tax regions`}
            columns={columns}
            rows={taxRegions}
            rowKey={(row) => row.id}
            rowLink={rowLink}
            countText={plural(taxRegions.length, { one: '# region', other: '# regions' })}
          />
        )}
      </QueryState>
    </>
  );
}

function NewTaxRegion(): ReactElement {
  return (
    <GuardedLinkButton
      needs="canAdminister"
      link={{ to: '/tax-regions/new' }}
      leftSection={<IconPlus size={16} aria-hidden />}
    >{t`New tax region`}</GuardedLinkButton>
  );
}
