import { negated } from '@causeway/shared/money';
import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Money } from './money.tsx';

type Sums = { subtotal: string; discount: string; tax: string; total: string };
type Recurring = Sums & { cycle: string; monthly?: string | null | undefined };
type Props = Sums & {
  recurring: readonly Recurring[];
  monthly?: string | null | undefined;
  margin?: string;
  skipped?: number;
};

/** What the quote comes to: once, and each cycle. */
export function TotalsBox({ recurring, monthly, margin, skipped = 0, ...once }: Props): ReactElement {
  return (
    <Stack gap={6} ml="auto" w={{ base: '100%', xs: 300 }} role="group" aria-label={t`Totals`}>
      <SumsOf sums={once} title={recurring.length > 0 ? t`Paid once` : null} />
      {recurring.map(({ cycle, ...sums }) => (
        <SumsOf key={cycle} sums={sums} title={cycle} />
      ))}
      {recurring.length > 0 && (
        <Text size="sm" ta="right">
          <Trans>
            A month, before tax <Money amount={monthly} fw={600} />
          </Trans>
        </Text>
      )}
      {margin !== undefined && (
        <Text size="xs" c="dimmed" ta="right">
          <Trans>
            Margin before tax <Money amount={margin} />
          </Trans>
        </Text>
      )}
      {skipped > 0 && (
        <Text size="xs" ta="right" role="status">
          {plural(skipped, {
            one: '1 line is not counted: an amount is missing or is not a number.',
            other: `${skipped} lines are not counted: amounts are missing or are not numbers.`,
          })}
        </Text>
      )}
    </Stack>
  );
}

function SumsOf({ sums, title }: { sums: Sums; title: string | null }): ReactElement {
  return (
    <Stack gap={6} mt={title ? 6 : 0} {...(title ? { role: 'group', 'aria-label': title } : {})}>
      {title && (
        <Text size="xs" c="dimmed" fw={600}>
          {title}
        </Text>
      )}
      <Sum label={t`Subtotal`} amount={sums.subtotal} />
      {Number(sums.discount) !== 0 && <Sum label={t`Discount`} amount={negated(sums.discount)} />}
      <Sum label={t`Tax`} amount={sums.tax} />
      <Group justify="space-between" pt={6} style={{ borderTop: '1px solid var(--app-line)' }}>
        <Text fw={600}>{t`Total`}</Text>
        <Text fw={600} component="span">
          <Money amount={sums.total} />
        </Text>
      </Group>
    </Stack>
  );
}

function Sum({ label, amount }: { label: string; amount: string }): ReactElement {
  return (
    <Group justify="space-between">
      <Text size="sm">{label}</Text>
      <Text size="sm" component="span">
        <Money amount={amount} />
      </Text>
    </Group>
  );
}
