import { type QuoteTotals, quoteTotals } from '@causeway/shared/quote-totals';
import type { AuditStatus } from '@causeway/shared/vocabulary';
import { Decimal } from 'decimal.js';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-row.ts';

export interface CheckQuestion {
  lines: readonly QuoteLineRow[];
  /** Of each line of the opportunity in ConnectWise. */
  remote: readonly { extPrice: number; isOurs: boolean; isCancelled: boolean }[];
  /** `totalSalesTax`; null when ConnectWise has no tax code for the opportunity. */
  remoteTax: number | null;
  /** Where the two taxes come from, for the sentence; null where there is none. */
  taxRegionName: string | null;
  taxCodeName: string | null;
  /** What the rate of a region cannot say of that code. */
  notExpressed: readonly string[];
}

export interface CheckAnswer {
  status: AuditStatus;
  code: 'totals_differ' | 'tax_differs' | null;
  description: string;
  /** For the audit row: what differs. */
  changes: { field: string; from: unknown; to: unknown }[];
}

/**
 * Holds what stands in ConnectWise against the quote, to the cent. A different total is an error; a different tax is told, since ConnectWise computes it from its own
 * tax code (requirement R47); lines that somebody added there are named, because they explain a difference.
 */
export function checkTotals(question: CheckQuestion): CheckAnswer {
  const { lines, remote, remoteTax } = question;
  const totals: QuoteTotals = quoteTotals(lines);
  const counted = remote.filter((line) => !line.isCancelled);
  const theirs = sum(counted.map((line) => line.extPrice));
  const foreign = counted.filter((line) => !line.isOurs).length;
  const also =
    foreign > 0 ? ` ${foreign === 1 ? 'One line' : `${foreign} lines`} there did not come from this quote.` : '';
  if (theirs !== totals.subtotal)
    return {
      status: 'error',
      code: 'totals_differ',
      description: `The lines in ConnectWise come to ${theirs}, the quote to ${totals.subtotal}.${also}`,
      changes: [{ field: 'subtotal', from: totals.subtotal, to: theirs }],
    };
  const tax = remoteTax === null ? null : sum([remoteTax]);
  if (tax !== null && tax !== totals.tax)
    return {
      status: 'info',
      code: 'tax_differs',
      description: `The total of ${theirs} agrees. ${taxSentence(question, tax, totals.tax)}${also}`,
      changes: [{ field: 'tax', from: totals.tax, to: tax }],
    };
  return {
    status: 'success',
    code: null,
    description: `The total of ${theirs}${tax === null ? ' agrees' : ` and the tax of ${tax} agree`} with the quote.${also}`,
    changes: [],
  };
}

/** Names both sides, and why they differ where that is known; the page that mends it stands at the end. */
function taxSentence(
  { taxRegionName, taxCodeName, notExpressed }: CheckQuestion,
  theirs: string,
  ours: string,
): string {
  const code = taxCodeName ? ` by tax code "${taxCodeName}"` : '';
  const region = taxRegionName ? ` by tax region "${taxRegionName}"` : ' without a tax region';
  const why = notExpressed.length > 0 ? ` ${notExpressed.join(' ')}` : '';
  return `ConnectWise computes ${theirs} tax${code}, the quote ${ours}${region}.${why} Compare the two in Settings, Integrations, Mapping, Taxes.`;
}

const sum = (amounts: readonly number[]): string =>
  amounts
    .reduce((all, amount) => all.plus(amount), new Decimal(0))
    .toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
    .toFixed(2);
