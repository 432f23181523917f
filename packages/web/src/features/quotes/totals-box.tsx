import { Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Money } from '../../components/money.tsx';

type Props = { subtotal: string; tax: string; total: string; margin?: string; skipped?: number };

/** What the quote comes to. */
export function TotalsBox({ subtotal, tax, total, margin, skipped = 0 }: Props): ReactElement {
  return (
    <Stack gap={6} ml="auto" w={{ base: '100%', xs: 300 }} role="group" aria-label="Totals">
      <Sum label="Subtotal" amount={subtotal} />
      <Sum label="Tax" amount={tax} />
      <Group justify="space-between" pt={6} style={{ borderTop: '1px solid var(--app-line)' }}>
        <Text fw={600}>Total</Text>
        <Text fw={600} component="span">
          <Money amount={total} />
        </Text>
      </Group>
      {margin !== undefined && (
        <Text size="xs" c="dimmed" ta="right">
          Margin before tax <Money amount={margin} />
        </Text>
      )}
      {skipped > 0 && (
        <Text size="xs" ta="right" role="status">
          {skipped === 1 ? '1 line is' : `${skipped} lines are`} not counted: its amounts are not numbers yet.
        </Text>
      )}
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
