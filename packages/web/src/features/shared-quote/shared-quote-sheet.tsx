import { t } from '@lingui/core/macro';
import { Box, Text } from '@mantine/core';
import { Fragment, type ReactElement } from 'react';
import { groupDigits } from '../../components/language/language.ts';
import { Money } from '../../components/money.tsx';
import { TotalsBox } from '../../components/totals-box.tsx';
import classes from './shared-quote.module.css';
import type { SharedQuote } from './shared-quote.ts';

/** "2.0000" → "2" */
const decimal = (stored: string): string => groupDigits(String(Number(stored)));

/** Lines, sums and terms, as on the PDF. */
export function SharedQuoteSheet({ sheet }: { sheet: SharedQuote['sheet'] }): ReactElement {
  const { lines, totals, terms } = sheet;
  const hasTax = lines.some(({ taxRate }) => taxRate !== null);
  return (
    <>
      <Box className={classes.frame}>
        <table className={classes.table} aria-label={t`Lines of the quote`}>
          <thead>
            <tr>
              <th scope="col">{t`Description`}</th>
              <th scope="col" className={classes.end}>{t`Quantity`}</th>
              <th scope="col" className={classes.end}>{t`Price`}</th>
              <th scope="col" className={classes.end}>{t`Discount`}</th>
              {hasTax && <th scope="col" className={classes.end}>{t`Tax`}</th>}
              <th scope="col" className={classes.end}>{t`Total`}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was sent never changes
              <Fragment key={index}>
                {line.section && line.section !== lines[index - 1]?.section && (
                  <tr>
                    <th scope="colgroup" colSpan={hasTax ? 6 : 5} className={classes.section}>
                      {line.section}
                    </th>
                  </tr>
                )}
                <tr>
                  <td className={classes.words}>
                    {line.description}
                    {line.parts.map((part) => (
                      <Text key={part} size="xs" c="dimmed" pl="sm">
                        {part}
                      </Text>
                    ))}
                    {line.isOptional && <Text size="xs" c="dimmed">{t`Optional, not in the total`}</Text>}
                  </td>
                  <td data-label={t`Quantity`} className={classes.end}>
                    {decimal(line.quantity)}
                  </td>
                  <td data-label={t`Price`} className={classes.end}>
                    <Money amount={line.price} />
                  </td>
                  <td data-label={t`Discount`} className={classes.end}>
                    {Number(line.discountPercent) === 0 ? '–' : `${decimal(line.discountPercent)} %`}
                  </td>
                  {hasTax && (
                    <td data-label={t`Tax`} className={classes.end}>
                      {line.taxRate === null ? '–' : `${decimal(line.taxRate)} %`}
                    </td>
                  )}
                  <td data-label={t`Total`} className={classes.end}>
                    <Money amount={line.total} />
                  </td>
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      </Box>
      <TotalsBox {...totals} />
      {terms && (
        <div>
          <Text size="sm" fw={600}>{t`Terms`}</Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {terms}
          </Text>
        </div>
      )}
    </>
  );
}
