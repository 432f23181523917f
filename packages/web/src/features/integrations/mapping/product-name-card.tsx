import { msg, t } from '@lingui/core/macro';
import { Card, Group, Radio, Select, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement, ReactNode } from 'react';
import { words } from '../../../components/language/language.ts';
import { NamedRadioGroup } from '../../../components/named-radio-group.tsx';
import type { ProductIdField } from '../../../graphql/graphql.ts';
import { ProductIdCounts } from './product-id-counts.tsx';
import type { ProductMapValues } from './product-map-form.ts';

type Props = { form: UseFormReturnType<ProductMapValues> };

const sources = words([
  { value: 'SKU', label: msg`SKU` },
  { value: 'DESCRIPTION', label: msg`Description` },
] as const);

const isSource = (value: string | null): value is ProductIdField => sources.some((one) => one.value === value);

/** What the name of a product is in ConnectWise, and where its Product ID comes from, with how the products would do by it. */
export function ProductNameCard({ form }: Props): ReactElement {
  const { nameTo, identifierFrom } = form.values.productMap;
  return (
    <Card component="section" aria-label={t`Name of a product`}>
      <Title order={2}>{t`Name of a product`}</Title>
      <Text
        size="sm"
        c="dimmed"
        mb="md"
      >{t`ConnectWise knows a catalog item by its Product ID, which is unique, and describes it by a description, which need not be. Here names are unique.`}</Text>
      <NamedRadioGroup
        name={t`The name of a product is in ConnectWise its`}
        value={nameTo}
        onChange={(value) =>
          form.setFieldValue('productMap.nameTo', value === 'IDENTIFIER' ? 'IDENTIFIER' : 'DESCRIPTION')
        }
        error={form.errors['productMap.nameTo']}
      >
        <Stack gap="xs">
          <Choice
            value="IDENTIFIER"
            label={t`Product ID`}
            hint={t`recommended when names are not unique`}
          >{t`The name here is the Product ID there. The description comes from ours.`}</Choice>
          <Choice
            value="DESCRIPTION"
            label={t`Product description`}
          >{t`The name here is the description there. The Product ID comes from another field.`}</Choice>
        </Stack>
      </NamedRadioGroup>
      {nameTo === 'IDENTIFIER' && <ProductIdCounts source="NAME" />}
      {nameTo === 'DESCRIPTION' && (
        <>
          <Select
            mt="md"
            maw={320}
            label={t`The Product ID comes from`}
            description={t`A product without it is not pushed, and no catalog item is created.`}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            withAsterisk
            placeholder={t`Choose a field`}
            data={sources}
            value={identifierFrom || null}
            onChange={(value) => form.setFieldValue('productMap.identifierFrom', isSource(value) ? value : '')}
            error={form.errors['productMap.identifierFrom']}
          />
          {identifierFrom && <ProductIdCounts source={identifierFrom} />}
        </>
      )}
      {nameTo === '' && (
        <Text
          size="sm"
          mt="sm"
          role="status"
        >{t`Not chosen yet: one of the two is needed before the sync starts. Until then the SKU is the Product ID, or the name where there is none.`}</Text>
      )}
    </Card>
  );
}

type ChoiceProps = { value: string; label: string; hint?: string; children: ReactNode };

function Choice({ value, label, hint, children }: ChoiceProps): ReactElement {
  return (
    <Radio.Card value={value} p="sm" aria-label={label}>
      <Group wrap="nowrap" align="flex-start">
        <Radio.Indicator mt={2} />
        <div>
          <Group gap={8}>
            <Text size="sm" fw={500}>
              {label}
            </Text>
            {hint && (
              <Text size="xs" c="dimmed">
                {hint}
              </Text>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {children}
          </Text>
        </div>
      </Group>
    </Radio.Card>
  );
}
