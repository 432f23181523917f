import { t } from '@lingui/core/macro';
import { Anchor, Card, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Money, useFormatMoney } from '../../components/money.tsx';
import type { ProductQuery as Data } from '../../graphql/graphql.ts';
import { bundleSums } from './bundle-sums.ts';

type Line = NonNullable<Data['product']>['bundleLines'][number];

/** What is in a bundle and what it would be worth in single parts. */
export function BundleContents({ lines }: { lines: readonly Line[] }): ReactElement {
  const parts = bundleSums(lines.map(({ quantity, product: { price, cost } }) => ({ quantity, price, cost })));
  const money = useFormatMoney();
  return (
    <Card component="section" aria-labelledby="bundle-contents">
      <Title order={2} mb="md" id="bundle-contents">
        {t`In this bundle`}
      </Title>
      <Table aria-label={t`Products in this bundle`} verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t`Product`}</Table.Th>
            <Table.Th ta="right">{t`Quantity`}</Table.Th>
            <Table.Th ta="right">{t`Price each`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>
                <Anchor
                  size="sm"
                  renderRoot={(props) => (
                    <Link to="/products/$productId" params={{ productId: line.product.id }} {...props} />
                  )}
                >
                  {line.product.name}
                </Anchor>
              </Table.Td>
              <Table.Td ta="right">{line.quantity}</Table.Td>
              <Table.Td ta="right">
                <Money amount={line.product.price} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt="md">
        {t`Single parts: price ${money(parts.price)}, cost ${money(parts.cost)}. The bundle keeps its own price.`}
      </Text>
    </Card>
  );
}
