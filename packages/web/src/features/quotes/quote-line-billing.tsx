import { usualCycles } from '@causeway/shared/billing';
import { t } from '@lingui/core/macro';
import { Autocomplete, Group, Text, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactElement } from 'react';
import { Money } from '../../components/money.tsx';
import classes from './quote-editor.module.css';
import { type EditedLine, editedRecurringTotal, type TextField } from './quote-lines.ts';

type FieldProps = {
  size: 'xs';
  value: string;
  error: boolean;
  'data-line-field': string;
  'aria-describedby': string | undefined;
  onChange: (event: { currentTarget: { value: string } }) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};
type Props = { line: EditedLine; number: number; field: (name: TextField) => FieldProps };

/** What a recurring line costs each cycle, below what is paid once for it. */
export function QuoteLineBilling({ line, number, field }: Props): ReactElement {
  const { onChange, onKeyDown: _, ...cycle } = field('billingCycle');
  return (
    <tr className={classes.billing}>
      <td colSpan={8}>
        <Group gap="sm" align="flex-end" role="group" aria-label={t`Billing of line ${number}`}>
          <Autocomplete
            {...cycle}
            w={150}
            label={t`Each cycle`}
            aria-label={t`Cycle of line ${number}`}
            data={[...usualCycles]}
            onChange={(value) => onChange({ currentTarget: { value } })}
          />
          <TextInput
            w={100}
            label={t`Price`}
            aria-label={t`Recurring price of line ${number}`}
            inputMode="decimal"
            {...field('recurringPrice')}
          />
          <TextInput
            w={100}
            label={t`Cost`}
            aria-label={t`Recurring cost of line ${number}`}
            inputMode="decimal"
            {...field('recurringCost')}
          />
          <TextInput
            w={100}
            label={t`Cycles`}
            aria-label={t`Number of cycles of line ${number}`}
            placeholder={t`No end`}
            inputMode="numeric"
            {...field('billingCycles')}
          />
          <Text size="sm" ml="auto">
            {line.billingCycle || t`Each cycle`} <Money amount={editedRecurringTotal(line)} />
          </Text>
        </Group>
      </td>
    </tr>
  );
}
