import { plural, t } from '@lingui/core/macro';
import { Alert, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { z } from 'zod';
import { QueryState } from '../../../components/query-state.tsx';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { ProductMapFieldsFragment, ProductMapPageQuery } from '../../../graphql/graphql.ts';
import { RefreshLists } from '../setup/refresh-lists.tsx';
import { SectionPage } from '../setup/section-page.tsx';
import { OptionFields } from '../setup/setup.graphql.ts';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { useSectionForm } from '../setup/use-section-form.ts';
import { IdentifierPairsCard } from './identifier-pairs-card.tsx';
import { LineItemsCard } from './line-items-card.tsx';
import { MappingTabs } from './mapping-tabs.tsx';
import { ProductMapFields, ProductMapQuery } from './product-map.graphql.ts';
import { inputOf, inUseOf, subcategoryOptions, valuesOf } from './product-map-form.ts';
import { ProductNameCard } from './product-name-card.tsx';
import { ProductValuesCard, type ValueOptions } from './product-values-card.tsx';

/** How products stand for catalog items of ConnectWise. */
export function ProductMappingPage(): ReactElement {
  const [result, ask] = useQuery({ query: ProductMapQuery, requestPolicy: 'cache-and-network' });
  const settings = readFragment(ProductMapFields, result.data?.syncSettings);
  return (
    <SetupLayout step="MAPPING">
      <StepHeader
        title={t`Mapping of products`}
        actions={<RefreshLists />}
      >{t`What a product is called in ConnectWise, and which type, category and class it gets there.`}</StepHeader>
      <MappingTabs />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={
          <Stack>
            <Skeleton h={220} />
            <Skeleton h={380} />
          </Stack>
        }
      >
        {(data) => settings && <ProductMapEditor key={settings.revision} settings={settings} data={data} />}
      </QueryState>
    </SetupLayout>
  );
}

type Props = { settings: ProductMapFieldsFragment; data: ProductMapPageQuery };

function ProductMapEditor({ settings, data }: Props): ReactElement {
  const inUse = inUseOf(data.productMapping);
  // Of the first look: products that come in meanwhile must not move the rows that are being edited.
  const [saved] = useState(() => valuesOf(settings, inUse));
  const section = useSectionForm(saved, inputOf);
  const { form } = section;
  const clashes = data.productMapping?.nameClashes ?? 0;
  return (
    <SectionPage section={section}>
      {clashes > 0 && <NameClashes count={clashes} isRight={form.values.productMap.nameTo === 'IDENTIFIER'} />}
      <ProductNameCard form={form} />
      <ProductValuesCard form={form} saved={settings} inUse={inUse} options={optionsOf(data)} />
      <IdentifierPairsCard form={form} />
      <LineItemsCard form={form} />
    </SectionPage>
  );
}

/** Names are unique here and Product IDs are there, so two catalog items of one description want the Product ID as the name. */
function NameClashes({ count, isRight }: { count: number; isRight: boolean }): ReactElement {
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />} title={t`Names that are not unique`}>
      {plural(count, {
        one: 'One catalog item of ConnectWise could not come in, because another product already has its name.',
        other: '# catalog items of ConnectWise could not come in, because other products already have their names.',
      })}{' '}
      {isRight
        ? t`Retry them on the Issues page.`
        : t`Product IDs are unique there: choose the Product ID as the name.`}
    </Alert>
  );
}

const flags = z.object({ categoryId: z.string().nullish() }).catch({});

function optionsOf(data: ProductMapPageQuery): ValueOptions {
  const categories = readFragment(OptionFields, data.categories);
  const subcategories = data.subcategories.map((row) => ({
    ...readFragment(OptionFields, row),
    categoryId: flags.parse(row.flags).categoryId ?? null,
  }));
  return {
    types: readFragment(OptionFields, data.productTypes),
    categories,
    subcategories: subcategoryOptions({ categories, subcategories }),
  };
}
