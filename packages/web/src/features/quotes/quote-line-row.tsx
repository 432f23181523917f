import { t } from '@lingui/core/macro';
import { ActionIcon, Group, Menu, Select, Text, TextInput } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconHeading,
  IconRepeat,
  IconSquare,
  IconSquareCheck,
  IconTrash,
} from '@tabler/icons-react';
import { type Dispatch, type KeyboardEvent, memo, type ReactElement } from 'react';
import { Money } from '../../components/money.tsx';
import { formatPercent } from '../../components/percent.ts';
import { ProductPicker } from './product-picker.tsx';
import classes from './quote-editor.module.css';
import { QuoteLineBilling } from './quote-line-billing.tsx';
import {
  type DraftAction,
  type EditedLine,
  editedLineTotal,
  type TaxCategory,
  type TextField,
  taxOf,
} from './quote-lines.ts';

type Props = {
  line: EditedLine;
  /** Counted from 1. */
  number: number;
  isLast: boolean;
  /** A section begins here. */
  hasHeading: boolean;
  categories: readonly TaxCategory[];
  /** By field, once they are to be shown. */
  errors: Partial<Record<string, string>>;
  act: Dispatch<DraftAction>;
  /** Moves the focus to the same field of another line; past the last one a line is added. */
  onEnter: (number: number, field: TextField) => void;
};

/** One line of a quote. Enter goes to the line below, Alt with an arrow key moves the line. */
export const QuoteLineRow = memo(function QuoteLineRow(props: Props): ReactElement {
  const { line, number, isLast, categories, errors, act, onEnter } = props;
  const { key } = line;
  const problemsId = `problems-${key}`;
  const messages = [...new Set(Object.values(errors))];
  const field = (name: TextField) => ({
    size: 'xs' as const,
    value: line[name],
    error: Boolean(errors[name]),
    'data-line-field': `${number}.${name}`,
    'aria-describedby': messages.length > 0 ? problemsId : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      act({ type: 'change', key, field: name, value: event.currentTarget.value }),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
      event.preventDefault();
      onEnter(number, name);
    },
  });
  const moveByKey = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    act({ type: 'move', key, by: event.key === 'ArrowUp' ? -1 : 1 });
  };
  const end = { input: { textAlign: 'right' as const } };
  return (
    <>
      {props.hasHeading && (
        <tr>
          <td colSpan={8} className={classes.section}>
            <TextInput
              size="xs"
              maw={420}
              aria-label={t`Section that begins at line ${number}`}
              placeholder={t`Name of the section`}
              value={line.section ?? ''}
              error={Boolean(errors.section)}
              onChange={(event) => act({ type: 'section', key, section: event.currentTarget.value })}
            />
          </td>
        </tr>
      )}
      <tr className={classes.line} onKeyDown={moveByKey}>
        <td className={classes.words}>
          <ProductPicker
            label={t`Product of line ${number}`}
            value={line.productId ? { id: line.productId, name: line.productName ?? line.description } : null}
            onChange={(product) => act({ type: 'product', key, product, categories })}
          />
          <TextInput
            mt={4}
            aria-label={t`Description of line ${number}`}
            placeholder={t`Description`}
            {...field('description')}
          />
          {line.isOptional && (
            <Text size="xs" c="dimmed" mt={4}>
              {t`Optional, not in the total`}
            </Text>
          )}
        </td>
        <td data-label={t`Quantity`}>
          <TextInput
            aria-label={t`Quantity of line ${number}`}
            inputMode="decimal"
            styles={end}
            {...field('quantity')}
          />
        </td>
        <td data-label={t`Price`}>
          <TextInput aria-label={t`Price of line ${number}`} inputMode="decimal" styles={end} {...field('price')} />
        </td>
        <td data-label={t`Cost`}>
          <TextInput aria-label={t`Cost of line ${number}`} inputMode="decimal" styles={end} {...field('cost')} />
        </td>
        <td data-label={t`Discount %`}>
          <TextInput
            aria-label={t`Discount of line ${number} in percent`}
            inputMode="decimal"
            styles={end}
            {...field('discountPercent')}
          />
        </td>
        <td data-label={t`Tax`}>
          <Select
            size="xs"
            aria-label={t`Tax of line ${number}`}
            placeholder={productTax(line, categories)}
            clearable
            clearButtonProps={{ 'aria-label': t`Clear tax of line ${number}` }}
            disabled={categories.length === 0}
            data={categories.map(({ id, name }) => ({ value: id, label: name }))}
            value={line.taxCategoryId}
            error={Boolean(errors.taxCategoryId)}
            onChange={(taxCategoryId) => act({ type: 'taxCategory', key, taxCategoryId })}
          />
        </td>
        <td data-label={t`Total`} className={classes.total}>
          <Money amount={editedLineTotal(line)} />
        </td>
        <td className={classes.actions}>
          <LineMenu
            line={line}
            number={number}
            isFirst={number === 1}
            isLast={isLast}
            hasHeading={props.hasHeading}
            act={act}
          />
        </td>
      </tr>
      {line.billing === 'recurring' && <QuoteLineBilling line={line} number={number} field={field} />}
      {messages.length > 0 && (
        <tr className={classes.problems}>
          <td colSpan={8} id={problemsId}>
            {messages.map((message) => (
              <Text key={message} size="xs" c="var(--mantine-color-error)">
                {message}
              </Text>
            ))}
          </td>
        </tr>
      )}
    </>
  );
});

/** What taxes a line that has no category of its own. */
function productTax(line: EditedLine, categories: readonly TaxCategory[]): string {
  if (line.isProductTaxable === null) return t`None`;
  const rate = taxOf({ ...line, taxCategoryId: null }, categories)?.rate;
  if (!line.isProductTaxable) return t`As product: not taxable`;
  return rate === undefined ? t`As product: taxable` : t`As product: taxable ${formatPercent(rate)}`;
}

type MenuProps = {
  line: EditedLine;
  number: number;
  isFirst: boolean;
  isLast: boolean;
  hasHeading: boolean;
  act: Dispatch<DraftAction>;
};

function LineMenu({ line, number, isFirst, isLast, hasHeading, act }: MenuProps): ReactElement {
  const { key, billing, isOptional } = line;
  const other = billing === 'recurring' ? 'one_time' : 'recurring';
  return (
    <Group gap={0} wrap="nowrap" justify="flex-end">
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t`Actions of line ${number}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={14} aria-hidden />} onClick={() => act({ type: 'duplicate', key })}>
            {t`Duplicate`}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconRepeat size={14} aria-hidden />}
            onClick={() => act({ type: 'billing', key, billing: other })}
          >
            {other === 'recurring' ? t`Bill each cycle` : t`Bill once`}
          </Menu.Item>
          <Menu.Item
            leftSection={isOptional ? <IconSquareCheck size={14} aria-hidden /> : <IconSquare size={14} aria-hidden />}
            onClick={() => act({ type: 'optional', key, isOptional: !isOptional })}
          >
            {isOptional ? t`Count in the total` : t`Make optional`}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHeading size={14} aria-hidden />}
            onClick={() => act({ type: 'section', key, section: hasHeading ? null : '' })}
          >
            {hasHeading ? t`Remove section` : t`Begin a section here`}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp size={14} aria-hidden />}
            disabled={isFirst}
            onClick={() => act({ type: 'move', key, by: -1 })}
          >
            {t`Move up`}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={14} aria-hidden />}
            disabled={isLast}
            onClick={() => act({ type: 'move', key, by: 1 })}
          >
            {t`Move down`}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} aria-hidden />}
            color="var(--mantine-color-error)"
            onClick={() => act({ type: 'remove', key })}
          >
            {t`Remove`}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
