import { msg, t } from '@lingui/core/macro';
import { Card, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { words } from '../../../components/language/language.ts';
import type { ProductMapValues } from './product-map-form.ts';

type Field = { name: keyof ProductMapValues['productMap']['lineItems']; label: string; description: string };

const fields: Field[] = words([
  {
    name: 'other',
    label: msg`Any other line`,
    description: msg`CAUSEWAY-MISC is created by itself. Any other must exist.`,
  },
  {
    name: 'shipping',
    label: msg`Shipping`,
    description: msg`Lines that say shipping, freight, delivery, postage or courier.`,
  },
  {
    name: 'discount',
    label: msg`Discounts`,
    description: msg`Lines below zero, or that say discount, rebate or credit.`,
  },
]);

/** The catalog items behind quote lines that have no product, so that none is ever left out. */
export function LineItemsCard({ form }: { form: UseFormReturnType<ProductMapValues> }): ReactElement {
  const { lineItems } = form.values.productMap;
  return (
    <Card component="section" aria-label={t`Lines without a product`}>
      <Title order={2}>{t`Lines without a product`}</Title>
      <Text
        size="sm"
        c="dimmed"
        mb="md"
      >{t`ConnectWise accepts no line without a catalog item, so quote lines without a product use one of these, named by Product ID. No line is skipped.`}</Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {fields.map(({ name, label, description }) => (
          <TextInput
            key={name}
            label={label}
            description={description}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={name === 'other' ? 'CAUSEWAY-MISC' : t`as any other line`}
            value={lineItems[name]}
            onChange={(event) => form.setFieldValue(`productMap.lineItems.${name}`, event.currentTarget.value)}
            error={form.errors[`productMap.lineItems.${name}`]}
          />
        ))}
      </SimpleGrid>
    </Card>
  );
}
