import { msg, t } from '@lingui/core/macro';
import { Badge, Group, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { words } from '../../../components/language/language.ts';
import { formatCount } from '../../../components/sync-words.ts';
import { widthFor } from '../../../components/text-room.ts';
import type { OptionFieldsFragment, ProductMapRule } from '../../../graphql/graphql.ts';
import { OptionSelect } from '../setup/option-select.tsx';
import classes from './map-table.module.css';
import { type MappingRow, type ProductMapValues, pathOf, sameText } from './product-map-form.ts';

type Part = 'types' | 'categories' | 'classes';

type Props = {
  form: UseFormReturnType<ProductMapValues>;
  part: Part;
  title: string;
  /** What is chosen, in the middle of a sentence. */
  word: string;
  /** The results shown belong to the saved map, and something that they hang on was changed since. */
  isStale: boolean;
  rows: readonly MappingRow[];
  options: readonly OptionFieldsFragment[];
};

const ruleWords: Record<ProductMapRule, string> = words({
  EQUAL_NAME: msg`equal name`,
  MAPPED: msg`mapped`,
  ONLY_ONE: msg`the only one of its category`,
  STANDARD_DEFAULT: msg`default`,
  CONNECTWISE_DEFAULT: msg`ConnectWise’s own default`,
  BUNDLE: msg`as every bundle`,
  NONE: msg`none`,
});

/** One row for each value that products have: how many, what it is mapped to (grey while the standard rule counts), and the result. */
export function ValueTable({ form, part, title, word, isStale, rows, options }: Props): ReactElement {
  const { standard } = form.values.productMap;
  const named = form.values.productMap[part].map((row) => ('value' in row ? row.value : pathOf(row)));
  const shown = [
    ...named.map((value, index) => ({
      value,
      index,
      row: rows.find((one) => one.value && sameText(one.value, value)),
    })),
    ...rows
      .filter(({ value }) => !value)
      .map((row) => ({ value: row.isBundle ? t`bundles` : t`without a ${word}`, index: null, row })),
  ];
  return (
    <div>
      <Title order={3} size="sm" mb={4}>
        {title}
      </Title>
      {shown.length === 0 ? (
        <Text
          size="sm"
          c="dimmed"
        >{t`There are no products yet. Their values appear here with the first of them.`}</Text>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll a list whose choices are closed
        <section className={classes.scroll} tabIndex={0} aria-label={t`${title}, rows`}>
          <table className={classes.table} aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{t`Here`}</th>
                <th
                  scope="col"
                  className={classes.number}
                  style={{ width: widthFor('5.5rem', t`Products`) }}
                >{t`Products`}</th>
                <th scope="col">{t`One to one`}</th>
                <th scope="col">{t`Result in ConnectWise`}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ value, index, row }) => (
                <tr key={`${index ?? 'none'} ${value}`}>
                  <th scope="row">
                    <Text
                      size="sm"
                      fw={index === null ? 400 : 500}
                      c={index === null ? 'dimmed' : undefined}
                      fs={index === null ? 'italic' : undefined}
                    >
                      {value}
                    </Text>
                  </th>
                  <td className={classes.number} data-label={t`Products`}>
                    <Text size="sm" component="span" display="inline-block">
                      {formatCount(row?.count ?? 0)}
                    </Text>
                  </td>
                  <td>
                    {index !== null && (
                      <PairSelect
                        form={form}
                        part={part}
                        index={index}
                        name={value}
                        word={word}
                        options={options}
                        disabled={standard}
                      />
                    )}
                  </td>
                  <td>
                    <Result
                      row={row}
                      isStale={isStale || (index !== null && form.isDirty(`productMap.${part}.${index}.remoteId`))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

type PairProps = Pick<Props, 'form' | 'part' | 'word' | 'options'> & { index: number; name: string; disabled: boolean };

function PairSelect({ form, part, index, name, word, options, disabled }: PairProps): ReactElement {
  const rows = form.values.productMap[part];
  const path = `productMap.${part}.${index}.remoteId`;
  return (
    <OptionSelect
      aria-label={t`ConnectWise ${word} for ${name}`}
      placeholder={disabled ? t`Standard mapping` : t`Not mapped`}
      disabled={disabled}
      options={options}
      taken={new Set(rows.filter((_, at) => at !== index).map((row) => row.remoteId))}
      value={rows[index]?.remoteId ?? ''}
      onChange={(remoteId) => form.setFieldValue(path, remoteId)}
      error={form.errors[path] ?? form.errors[`productMap.${part}.${index}.value`]}
    />
  );
}

function Result({ row, isStale }: { row: MappingRow | undefined; isStale: boolean }): ReactElement {
  if (isStale) return <Text size="sm" c="dimmed" fs="italic">{t`told after saving`}</Text>;
  if (!row) return <Text size="sm" c="dimmed">{t`no product has it`}</Text>;
  if (row.rule === 'NONE')
    return (
      <Text size="sm" c="var(--mantine-color-error)">
        {row.reason}
      </Text>
    );
  return (
    <Text size="sm" component="div">
      <Group gap={6}>
        <span>{row.label}</span>
        <Badge variant="default" size="sm" fw={400}>
          {ruleWords[row.rule]}
        </Badge>
      </Group>
    </Text>
  );
}
