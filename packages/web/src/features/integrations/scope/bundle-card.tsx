import { msg, t } from '@lingui/core/macro';
import { Card, Group, Radio, SimpleGrid, Skeleton, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { inSentence, words } from '../../../components/language/language.ts';
import { Money, useFormatMoney } from '../../../components/money.tsx';
import { NamedRadioGroup } from '../../../components/named-radio-group.tsx';
import type { BundleMode, BundlePreviewQuery as Data } from '../../../graphql/graphql.ts';
import { BundlePreviewQuery } from './scope.graphql.ts';
import classes from './scope.module.css';
import type { ScopeValues } from './scope-form.ts';

const modeWords: Record<BundleMode, { label: string; sentence: string }> = words({
  SINGLE_PRODUCT: { label: msg`Single product`, sentence: msg`One line with the price, without the parts.` },
  CHILD_PRODUCTS: {
    label: msg`Child products`,
    sentence: msg`Each part is a line of its own, with its share of the bundle’s price.`,
  },
  BUNDLE: { label: msg`Bundle`, sentence: msg`A bundle of ConnectWise, whose components carry the price.` },
});

const modes = Object.keys(modeWords) as BundleMode[];
const isBundleMode = (value: string): value is BundleMode => Object.hasOwn(modeWords, value);

/** How a bundle of a quote stands in ConnectWise: the same sample in each of the three ways. */
export function BundleCard({ form }: { form: UseFormReturnType<ScopeValues> }): ReactElement {
  const [{ data, error }] = useQuery({ query: BundlePreviewQuery });
  const preview = data?.bundlePreview.preview;
  const money = useFormatMoney();
  return (
    <Card component="section" aria-label={t`Bundles`}>
      <Title order={2}>{t`Bundles`}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {t`How a bundle on a quote appears in ConnectWise. In each mode the total equals the quote’s to the cent.`}{' '}
        {preview &&
          (preview.productId
            ? t`Sample: ${preview.quantity} × “${preview.name}” at ${money(preview.price)}.`
            : t`Sample: ${preview.quantity} × “${preview.name}” at ${money(preview.price)} (made up, since the CRM has no bundle yet).`)}
      </Text>
      <NamedRadioGroup
        name={t`Bundle mode`}
        value={form.values.bundleMode}
        onChange={(picked) => isBundleMode(picked) && form.setFieldValue('bundleMode', picked)}
      >
        <SimpleGrid cols={{ base: 1, md: 3 }} spacing="sm">
          {modes.map((mode) => (
            <Radio.Card key={mode} value={mode} p="md" className={classes.option} aria-label={modeWords[mode].label}>
              <Group wrap="nowrap" align="flex-start" mb="sm">
                <Radio.Indicator mt={2} />
                <div>
                  <Text fw={600}>{modeWords[mode].label}</Text>
                  <Text size="sm" c="dimmed">
                    {modeWords[mode].sentence}
                  </Text>
                </div>
              </Group>
              {error ? (
                <Text size="sm">{failureText(error)}</Text>
              ) : preview ? (
                <Sample sample={preview.modes.find((one) => one.mode === mode)} label={modeWords[mode].label} />
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
      <table className={classes.sample} aria-label={t`Sample as ${inSentence(label)}`}>
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
            <th scope="row">{t`Total`}</th>
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
