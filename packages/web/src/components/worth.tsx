import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Money } from './money.tsx';

type Props = { opportunity: { amount?: string | null | undefined; isAmountForecast: boolean } };

/** What an opportunity is worth in a list; below it where that comes from, if not from a quote. */
export function Worth({ opportunity: { amount, isAmountForecast } }: Props): ReactElement {
  return (
    <span>
      <Money amount={amount} />
      {isAmountForecast && (
        <Text component="span" display="block" size="xs" c="dimmed" title={t`ConnectWise forecast`}>
          {t`Forecast`}
        </Text>
      )}
    </span>
  );
}
