import { t } from '@lingui/core/macro';
import { Card, Group, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { customFieldFacts } from '../../components/custom-fields.tsx';
import { ExternalLink } from '../../components/external-link.tsx';
import { Facts } from '../../components/facts.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { HistoryCard } from '../../components/history/record-history.tsx';
import { RecordBadge } from '../../components/links/record-badge.tsx';
import { SyncCard } from '../../components/links/sync-card.tsx';
import { Money } from '../../components/money.tsx';
import { RecordNotFound } from '../../components/not-found.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { RecordColumns } from '../../components/record-columns.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SyncRecordButton } from '../../components/sync-record-button.tsx';
import { Tag } from '../../components/tag.tsx';
import type { ProductQuery as Data } from '../../graphql/graphql.ts';
import { BundleContents } from './bundle-contents.tsx';
import { ProductQuery } from './products.graphql.ts';

export function ProductPage(): ReactElement {
  const { productId: id } = useParams({ from: '/app/products/$productId' });
  const [result, askAgain] = useQuery({ query: ProductQuery, variables: { id } });
  return (
    <QueryState result={result} onRetry={() => askAgain({ requestPolicy: 'network-only' })}>
      {({ product }) =>
        product ? (
          <ProductView key={id} product={product} onChanged={() => askAgain({ requestPolicy: 'network-only' })} />
        ) : (
          <RecordNotFound thing={t`product`} back={{ to: '/products', label: t`All products` }} />
        )
      }
    </QueryState>
  );
}

/** What is paid once and each cycle; a recurring product's price is that of its set-up. */
function billingFacts(product: NonNullable<Data['product']>) {
  const { price, cost, billing, billingCycle, billingCycles, recurringPrice, recurringCost } = product;
  if (billing === 'ONE_TIME')
    return [
      { label: t`Price`, value: <Money amount={price} /> },
      { label: t`Cost`, value: <Money amount={cost} /> },
    ];
  const often = billingCycles ? t`, ${billingCycles} times` : '';
  return [
    { label: t`Billed`, value: `${billingCycle ?? t`Recurring`}${often}` },
    { label: t`Recurring price`, value: <Money amount={recurringPrice} /> },
    { label: t`Recurring cost`, value: <Money amount={recurringCost} /> },
    { label: t`Set-up price`, value: <Money amount={price} /> },
    { label: t`Set-up cost`, value: <Money amount={cost} /> },
  ];
}

type ViewProps = { product: NonNullable<Data['product']>; onChanged: () => void };

function ProductView({ product, onChanged }: ViewProps): ReactElement {
  const isBundle = product.kind === 'BUNDLE';
  return (
    <>
      <PageHeader
        title={product.name}
        back={{ to: '/products', label: t`Products` }}
        aside={
          <Group gap="sm">
            {isBundle && <Tag>{t`Bundle`}</Tag>}
            {!product.isActive && <Tag quiet>{t`Inactive`}</Tag>}
            <RecordBadge entity="PRODUCT" localId={product.id} link={product.link} />
          </Group>
        }
        description={
          product.link?.url && <ExternalLink href={product.link.url}>{t`View product in ConnectWise`}</ExternalLink>
        }
        actions={
          <>
            <SyncRecordButton entity="PRODUCT" localId={product.id} />
            <GuardedLinkButton
              needs="canEdit"
              variant="default"
              link={{ to: '/products/$productId/edit', params: { productId: product.id } }}
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              {t`Edit`}
            </GuardedLinkButton>
          </>
        }
      />
      <RecordColumns
        record={
          <>
            <Card>
              <Title order={2} mb="md">
                {t`Details`}
              </Title>
              <Facts
                facts={[
                  { label: t`SKU`, value: product.sku },
                  ...billingFacts(product),
                  { label: t`Unit`, value: product.unit },
                  { label: t`Taxable`, value: product.isTaxable ? t`Yes` : t`No` },
                  { label: t`Category`, value: [product.category, product.subcategory].filter(Boolean).join(' › ') },
                  { label: t`Type`, value: product.type },
                  { label: t`Class`, value: product.productClass },
                  { label: t`Description`, value: product.description },
                  ...customFieldFacts(product.customFields),
                  { label: t`Last synced`, value: <RelativeTime at={product.link?.lastSyncedAt} none={t`not yet`} /> },
                  { label: t`Changed`, value: <RelativeTime at={product.updatedAt} /> },
                ]}
              />
            </Card>
            {isBundle && <BundleContents lines={product.bundleLines} />}
          </>
        }
        sync={
          <>
            <SyncCard entity="PRODUCT" localId={product.id} name={product.name} />
            <HistoryCard entity="PRODUCT" localId={product.id} onEvent={onChanged} />
          </>
        }
      />
    </>
  );
}
