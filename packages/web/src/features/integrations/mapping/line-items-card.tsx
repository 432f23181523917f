import { Card, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import type { ProductMapValues } from './product-map-form.ts';

type Field = { name: keyof ProductMapValues['productMap']['lineItems']; label: string; description: string };

const fields: Field[] = [
  {
    name: 'other',
    label: 'Any other line',
    description: 'Made by itself when it is CAUSEWAY-MISC; any other must be there.',
  },
  {
    name: 'shipping',
    label: 'Shipping',
    description: 'Lines that say shipping, freight, delivery, postage or courier.',
  },
  { name: 'discount', label: 'Discounts', description: 'Lines below zero, or that say discount, rebate or credit.' },
];

/** The catalog items behind quote lines that have no product, so that none is ever left out. */
export function LineItemsCard({ form }: { form: UseFormReturnType<ProductMapValues> }): ReactElement {
  const { lineItems } = form.values.productMap;
  return (
    <Card component="section" aria-label="Lines without a product">
      <Title order={2}>Lines without a product</Title>
      <Text size="sm" c="dimmed" mb="md">
        ConnectWise takes no line without a catalog item, so lines of a quote that have no product go behind one of
        these, named by Product ID. No line is left out.
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {fields.map(({ name, label, description }) => (
          <TextInput
            key={name}
            label={label}
            description={description}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={name === 'other' ? 'CAUSEWAY-MISC' : 'as any other line'}
            value={lineItems[name]}
            onChange={(event) => form.setFieldValue(`productMap.lineItems.${name}`, event.currentTarget.value)}
            error={form.errors[`productMap.lineItems.${name}`]}
          />
        ))}
      </SimpleGrid>
    </Card>
  );
}
