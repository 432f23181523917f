import { Card, Group, Radio, SimpleGrid, Skeleton, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { Money, useFormatMoney } from '../../../components/money.tsx';
import { NamedRadioGroup } from '../../../components/named-radio-group.tsx';
import type { BundleMode, BundlePreviewQuery as Data } from '../../../graphql/graphql.ts';
import { BundlePreviewQuery } from './scope.graphql.ts';
import classes from './scope.module.css';
import type { ScopeValues } from './scope-form.ts';

const words: Record<BundleMode, { label: string; sentence: string }> = {
  SINGLE_PRODUCT: { label: 'Single product', sentence: 'One line with the price; the parts do not show.' },
  CHILD_PRODUCTS: {
    label: 'Child products',
    sentence: 'Each part is a line of its own; the price of the bundle is shared out.',
  },
  BUNDLE: { label: 'Bundle', sentence: 'A bundle of ConnectWise; its components carry the price.' },
};

const modes = Object.keys(words) as BundleMode[];
const isBundleMode = (value: string): value is BundleMode => Object.hasOwn(words, value);

/** How a bundle of a quote stands in ConnectWise: the same sample in each of the three ways. */
export function BundleCard({ form }: { form: UseFormReturnType<ScopeValues> }): ReactElement {
  const [{ data, error }] = useQuery({ query: BundlePreviewQuery });
  const preview = data?.bundlePreview.preview;
  const money = useFormatMoney();
  return (
    <Card component="section" aria-label="Bundles">
      <Title order={2}>Bundles</Title>
      <Text size="sm" c="dimmed" mb="md">
        How a bundle on a quote stands in ConnectWise. The total is the quote’s to the cent in each.{' '}
        {preview &&
          `Sample: ${preview.quantity} × “${preview.name}” at ${money(preview.price)}${preview.productId ? '' : ' (made up; the CRM has no bundle yet)'}.`}
      </Text>
      <NamedRadioGroup
        name="Bundle mode"
        value={form.values.bundleMode}
        onChange={(picked) => isBundleMode(picked) && form.setFieldValue('bundleMode', picked)}
      >
        <SimpleGrid cols={{ base: 1, md: 3 }} spacing="sm">
          {modes.map((mode) => (
            <Radio.Card key={mode} value={mode} p="md" className={classes.option} aria-label={words[mode].label}>
              <Group wrap="nowrap" align="flex-start" mb="sm">
                <Radio.Indicator mt={2} />
                <div>
                  <Text fw={600}>{words[mode].label}</Text>
                  <Text size="sm" c="dimmed">
                    {words[mode].sentence}
                  </Text>
                </div>
              </Group>
              {error ? (
                <Text size="sm">{failureText(error)}</Text>
              ) : preview ? (
                <Sample sample={preview.modes.find((one) => one.mode === mode)} label={words[mode].label} />
              ) : (
                <Skeleton h={90} />
              )}
            </Radio.Card>
          ))}
        </SimpleGrid>
      </NamedRadioGroup>
    </Card>
  );
}

type Preview = NonNullable<Data['bundlePreview']['preview']>['modes'][number];

function Sample({ sample, label }: { sample: Preview | undefined; label: string }): ReactElement | null {
  if (!sample) return null;
  return (
    <>
      <table className={classes.sample} aria-label={`Sample as ${label.toLowerCase()}`}>
        <tbody>
          {sample.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else that tells them apart, and never move
            <tr key={at}>
              <th scope="row" className={line.isComponent ? classes.component : undefined}>
                {line.quantity} × {line.description}
              </th>
              <td>
                <Money amount={line.total} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td>
              <Money amount={sample.total} />
            </td>
          </tr>
        </tfoot>
      </table>
      {sample.note && (
        <Text size="xs" c="dimmed" mt="xs">
          {sample.note}
        </Text>
      )}
    </>
  );
}
