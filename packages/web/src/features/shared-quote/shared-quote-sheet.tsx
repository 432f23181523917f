import { Box, Text } from '@mantine/core';
import { Fragment, type ReactElement } from 'react';
import { Money } from '../../components/money.tsx';
import { TotalsBox } from '../../components/totals-box.tsx';
import classes from './shared-quote.module.css';
import type { SharedQuote } from './shared-quote.ts';

/** Lines, sums and terms, as on the PDF. */
export function SharedQuoteSheet({ sheet }: { sheet: SharedQuote['sheet'] }): ReactElement {
  const { lines, totals, terms } = sheet;
  const hasTax = lines.some(({ taxRate }) => taxRate !== null);
  return (
    <>
      <Box className={classes.frame}>
        <table className={classes.table} aria-label="Lines of the quote">
          <thead>
            <tr>
              <th scope="col">Description</th>
              <th scope="col" className={classes.end}>
                Quantity
              </th>
              <th scope="col" className={classes.end}>
                Price
              </th>
              <th scope="col" className={classes.end}>
                Discount
              </th>
              {hasTax && (
                <th scope="col" className={classes.end}>
                  Tax
                </th>
              )}
              <th scope="col" className={classes.end}>
                Total
              </th>
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
                    {line.isOptional && (
                      <Text size="xs" c="dimmed">
                        Optional, not in the total
                      </Text>
                    )}
                  </td>
                  <td data-label="Quantity" className={classes.end}>
                    {Number(line.quantity)}
                  </td>
                  <td data-label="Price" className={classes.end}>
                    <Money amount={line.price} />
                  </td>
                  <td data-label="Discount" className={classes.end}>
                    {Number(line.discountPercent) === 0 ? '–' : `${Number(line.discountPercent)} %`}
                  </td>
                  {hasTax && (
                    <td data-label="Tax" className={classes.end}>
                      {line.taxRate === null ? '–' : `${Number(line.taxRate)} %`}
                    </td>
                  )}
                  <td data-label="Total" className={classes.end}>
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
          <Text size="sm" fw={600}>
            Terms
          </Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {terms}
          </Text>
        </div>
      )}
    </>
  );
}
