import { plural, t } from '@lingui/core/macro';
import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Money } from '../../components/money.tsx';
import { formatPercent } from '../../components/percent.ts';
import { TotalsBox } from '../../components/totals-box.tsx';
import type { Quote } from './quote.ts';
import classes from './quote-editor.module.css';
import { QuoteLineTable } from './quote-line-table.tsx';

/** A sent, accepted or declined quote: what was agreed or refused stays as it was. */
export function QuoteView({ quote, revise }: { quote: Quote; revise?: ReactNode }): ReactElement {
  return (
    <Stack gap="lg">
      <Alert variant="light" color="gray" icon={<IconLock size={18} />}>
        <Group justify="space-between" gap="sm">
          <span style={{ flex: '1 1 20rem' }}>{lockReason(quote)}</span>
          {revise}
        </Group>
      </Alert>
      <QuoteLineTable withActions={false}>
        {quote.lines.map((line, index) => (
          <Fragment key={line.id}>
            {line.section && line.section !== quote.lines[index - 1]?.section && (
              <tr>
                <th scope="colgroup" colSpan={7} className={classes.section}>
                  {line.section}
                </th>
              </tr>
            )}
            <tr className={classes.line}>
              <td className={classes.words}>
                {line.product && line.product.name !== line.description && (
                  <Text size="xs" c="dimmed">
                    {line.product.name}
                  </Text>
                )}
                {line.description}
                {line.isOptional && (
                  <Text size="xs" c="dimmed">
                    {t`Optional, not in the total`}
                  </Text>
                )}
                {line.billing === 'RECURRING' && (
                  <Text size="xs" c="dimmed">
                    {line.billingCycle ?? t`Each cycle`} <Money amount={line.recurringTotal} />
                    {line.billingCycles ? `, ${plural(line.billingCycles, { one: '# time', other: '# times' })}` : ''}
                  </Text>
                )}
              </td>
              <td data-label={t`Quantity`} className={classes.end}>
                {line.quantity}
              </td>
              <td data-label={t`Price`} className={classes.end}>
                <Money amount={line.price} />
              </td>
              <td data-label={t`Cost`} className={classes.end}>
                <Money amount={line.cost} />
              </td>
              <td data-label={t`Discount %`} className={classes.end}>
                {line.discountPercent}
              </td>
              <td data-label={t`Tax`}>{taxWords(line)}</td>
              <td data-label={t`Total`} className={classes.end}>
                <Money amount={line.total} />
              </td>
            </tr>
          </Fragment>
        ))}
      </QuoteLineTable>
      <TotalsBox {...pickSums(quote)} />
      {quote.validUntil && <Text size="sm">{t`Valid until ${quote.validUntil}`}</Text>}
      {quote.terms && (
        <div>
          <Text size="sm" fw={600}>
            {t`Terms`}
          </Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {quote.terms}
          </Text>
        </div>
      )}
    </Stack>
  );
}

const pickSums = ({ subtotal, discount, tax, total, recurring, monthly }: Quote) => ({
  subtotal,
  discount,
  tax,
  total,
  recurring,
  monthly,
});

function taxWords({ taxCategory, taxSource, isTaxable }: Quote['lines'][number]): string {
  if (taxCategory) return `${taxCategory.name} ${formatPercent(taxCategory.rate)}`;
  if (taxSource === 'PRODUCT') return isTaxable ? t`As product: taxable` : t`As product: not taxable`;
  return '–';
}

function lockReason({ state, opportunity, revision }: Quote): string {
  if (state === 'SENT')
    return t`This quote was sent and is locked. Revising it creates revision ${revision + 1}. What was sent stays as it was.`;
  if (state === 'DECLINED')
    return t`This quote was declined and cannot be changed. Take it back to draft to work on it again.`;
  if (opportunity.stage.kind === 'WON')
    return t`The opportunity was won by this quote, so it cannot be changed. Reopen the opportunity to change it.`;
  return t`This quote was accepted and cannot be changed. Undo the acceptance to work on it again.`;
}
