import { t } from '@lingui/core/macro';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { useFormatMoney } from '../../components/money.tsx';
import { RecordPicker } from '../../components/record-picker.tsx';
import type { ChosenProduct } from './quote-lines.ts';
import { QuoteProductChoicesQuery } from './quotes.graphql.ts';

type Props = {
  label: string;
  value: { id: string; name: string } | null;
  onChange: (product: ChosenProduct | null) => void;
};

/** Finds a product or bundle by name or SKU. It asks the server only once it is opened. */
export function ProductPicker({ label, value, onChange }: Props): ReactElement {
  const money = useFormatMoney();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 200);
  const [isOpen, setOpen] = useState(false);
  const [{ data, fetching, error }] = useQuery({
    query: QuoteProductChoicesQuery,
    variables: { search: settled || null },
    pause: !isOpen,
  });
  const products = data?.products.items ?? [];
  return (
    <RecordPicker
      label={label}
      hideLabel
      size="xs"
      placeholder={t`Product, by name or SKU`}
      value={value && { id: value.id, label: value.name }}
      onChange={(choice) => onChange(products.find((product) => product.id === choice?.id) ?? null)}
      choices={products.map(({ id, name, sku, kind, price }) => ({
        id,
        label: name,
        detail: [sku, kind === 'BUNDLE' ? t`Bundle` : null, money(price)].filter(Boolean).join(' · '),
      }))}
      fetching={isOpen && (fetching || search !== settled)}
      failure={error}
      onSearch={setSearch}
      onOpen={() => setOpen(true)}
      nothingFound={t`No product is called that.`}
    />
  );
}
