import { t } from '@lingui/core/macro';
import { ActionIcon, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import { useQuery } from 'urql';
import { useFormatMoney } from '../../components/money.tsx';
import { RecordPicker } from '../../components/record-picker.tsx';
import { bundleSums } from './bundle-sums.ts';
import { BundleProductChoicesQuery } from './products.graphql.ts';

/** A part of the bundle as the form holds it; name and amounts are shown, product and quantity are sent. */
export type EditedBundleLine = { productId: string; quantity: string; name: string; price: string; cost: string };

type Props = {
  lines: readonly EditedBundleLine[];
  /** By dotted path: "bundleLines.0.quantity". */
  errors: Record<string, ReactNode>;
  onChange: (lines: EditedBundleLine[]) => void;
  /** What is to be known of the parts, such as whether they are sent to ConnectWise. */
  description?: ReactNode;
};

/** The parts of a bundle: search and choose to add, type a quantity, take out. */
export function BundleEditor({ lines, errors, onChange, description }: Props): ReactElement {
  const parts = bundleSums(lines);
  const money = useFormatMoney();
  const describedBy = useId();
  const change = (at: number, quantity: string) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, quantity } : line)));
  return (
    <Fieldset
      legend={t`In this bundle`}
      aria-describedby={description ? describedBy : undefined}
      mx={0}
      bg="var(--mantine-color-body)"
    >
      <Stack gap="sm">
        {description && (
          <Text size="xs" c="dimmed" id={describedBy}>
            {description}
          </Text>
        )}
        {lines.map((line, index) => (
          <Group key={line.productId} gap="sm" wrap="nowrap" align="flex-start">
            <Text size="sm" style={{ flex: 1 }} pt={8}>
              {line.name}
            </Text>
            <TextInput
              aria-label={t`Quantity of ${line.name}`}
              inputMode="decimal"
              w={110}
              value={line.quantity}
              onChange={(event) => change(index, event.currentTarget.value)}
              error={errors[`bundleLines.${index}.quantity`] ?? errors[`bundleLines.${index}.productId`]}
              styles={{ input: { textAlign: 'right' } }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t`Take ${line.name} out of the bundle`}
              onClick={() => onChange(lines.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {lines.length > 0 && (
          <Text size="sm" c="dimmed">
            {t`Single parts: price ${money(parts.price)}, cost ${money(parts.cost)}.`}
          </Text>
        )}
        <AddPart lines={lines} onAdd={(line) => onChange([...lines, line])} error={errors.bundleLines} />
      </Stack>
    </Fieldset>
  );
}

type AddProps = { lines: readonly EditedBundleLine[]; onAdd: (line: EditedBundleLine) => void; error: ReactNode };

function AddPart({ lines, onAdd, error }: AddProps): ReactElement {
  const money = useFormatMoney();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 200);
  const [isOpen, setOpen] = useState(false);
  const [result] = useQuery({
    query: BundleProductChoicesQuery,
    variables: { search: settled || null },
    pause: !isOpen,
  });
  const taken = new Set(lines.map((line) => line.productId));
  const products = result.data?.products.items.filter((product) => !taken.has(product.id)) ?? [];
  return (
    <RecordPicker
      key={lines.length}
      label={t`Add a product`}
      placeholder={t`Search by name or SKU`}
      value={null}
      onChange={(choice) => {
        const product = products.find((one) => one.id === choice?.id);
        if (product)
          onAdd({ productId: product.id, quantity: '1', name: product.name, price: product.price, cost: product.cost });
      }}
      choices={products.map(({ id, name, sku, price }) => ({
        id,
        label: name,
        detail: [sku, money(price)].filter(Boolean).join(' · '),
      }))}
      fetching={result.fetching || search !== settled}
      failure={result.error}
      onSearch={setSearch}
      onOpen={() => setOpen(true)}
      nothingFound={t`No product is called that. Bundles cannot hold bundles.`}
      error={typeof error === 'string' ? error : null}
    />
  );
}
