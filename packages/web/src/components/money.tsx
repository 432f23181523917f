import { roundMoney } from '@causeway/shared/money';
import { Text, type TextProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { groupDigits } from './language/language.ts';

/** "1234.5" → "1,234.50": rounded once for the eye, grouped, never through a floating-point number. */
export function formatMoney(amount: string): string {
  return groupDigits(roundMoney(amount));
}

/** An amount in the workspace's currency; a dash when there is none. */
export function Money({ amount, ...text }: { amount: string | null | undefined } & TextProps): ReactElement {
  return (
    <Text component="span" inherit className="tabular" {...text}>
      {amount === null || amount === undefined ? '–' : formatMoney(amount)}
    </Text>
  );
}
