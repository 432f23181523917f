import { type QuoteTotals, quoteTotals } from '@causeway/shared/quote-totals';
import type { AuditStatus } from '@causeway/shared/vocabulary';
import { Decimal } from 'decimal.js';
import type { QuoteLineRow } from '../../entities/quote-line/quote-line-to-product.ts';

export interface CheckQuestion {
  lines: readonly QuoteLineRow[];
  /** Of each line of the opportunity in ConnectWise. */
  remote: readonly { extPrice: number; isOurs: boolean; isCancelled: boolean }[];
  /** `totalSalesTax`; null when ConnectWise has no tax code for the opportunity. */
  remoteTax: number | null;
}

export interface CheckAnswer {
  status: AuditStatus;
  description: string;
  /** For the audit row: what differs. */
  changes: { field: string; from: unknown; to: unknown }[];
}

/**
 * Holds what stands in ConnectWise against the quote, to the cent. A different total is an error; a different tax is told, since ConnectWise computes it from its own
 * tax code (requirement R47); lines that somebody added there are named, because they explain a difference.
 */
export function checkTotals({ lines, remote, remoteTax }: CheckQuestion): CheckAnswer {
  const totals: QuoteTotals = quoteTotals(lines);
  const counted = remote.filter((line) => !line.isCancelled);
  const theirs = sum(counted.map((line) => line.extPrice));
  const foreign = counted.filter((line) => !line.isOurs).length;
  const also =
    foreign > 0 ? ` ${foreign === 1 ? 'One line' : `${foreign} lines`} there did not come from this quote.` : '';
  if (theirs !== totals.subtotal)
    return {
      status: 'error',
      description: `The lines in ConnectWise come to ${theirs}, the quote to ${totals.subtotal}.${also}`,
      changes: [{ field: 'subtotal', from: totals.subtotal, to: theirs }],
    };
  const tax = remoteTax === null ? null : sum([remoteTax]);
  if (tax !== null && tax !== totals.tax)
    return {
      status: 'info',
      description: `The total of ${theirs} agrees. ConnectWise computes ${tax} tax, the quote ${totals.tax}: compare the tax region with the tax code.${also}`,
      changes: [{ field: 'tax', from: totals.tax, to: tax }],
    };
  return {
    status: 'success',
    description: `The total of ${theirs}${tax === null ? ' agrees' : ` and the tax of ${tax} agree`} with the quote.${also}`,
    changes: [],
  };
}

const sum = (amounts: readonly number[]): string =>
  amounts
    .reduce((all, amount) => all.plus(amount), new Decimal(0))
    .toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
    .toFixed(2);
