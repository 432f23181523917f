import { hash } from 'node:crypto';
import { roundMoney } from '@causeway/shared/money';
import { quoteTotals } from '@causeway/shared/quote-totals';
import type { AuditStatus } from '@causeway/shared/vocabulary';
import { Decimal } from 'decimal.js';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-row.ts';
import { type ComparedAmounts, type ComparedLine, compareLines, type LineComparison } from './line-comparison.rules.ts';

export interface CheckQuestion extends LineComparison {
  /** Of the quote; null when the opportunity has none, and then there is nothing to compare with. */
  lines: readonly QuoteLineRow[] | null;
  /** `totalSalesTax`; null when ConnectWise has no tax code for the opportunity. */
  remoteTax: number | null;
  /** Where the two taxes come from, for the sentence; null where there is none. */
  taxRegionName: string | null;
  taxCodeName: string | null;
  /** What the rate of a region cannot say of that code. */
  notExpressed: readonly string[];
}

/** Both sides line by line, for the one who decides what to do about it. */
export interface TotalsDifference {
  /** The same as long as nothing changes: what was accepted is known by it. */
  digest: string;
  quote: ComparedAmounts;
  connectWise: ComparedAmounts;
  lines: ComparedLine[];
}

export interface CheckAnswer {
  status: AuditStatus;
  code: 'totals_differ' | 'tax_differs' | null;
  description: string;
  /** For the audit row: what differs. */
  changes: { field: string; from: unknown; to: unknown }[];
  /** Null while lines and totals agree. */
  difference: TotalsDifference | null;
}

/** So many lines are named in the sentence; all of them stand in the difference. */
const MAX_NAMED = 5;

/**
 * Holds what stands in ConnectWise against the quote, line by line and to the cent, what is paid once and what recurs apart. A difference is an error; a
 * different tax is told, since ConnectWise computes it from its own tax code (requirement R47); lines that somebody added there are named,
 * because they explain a difference.
 */
export function checkTotals(question: CheckQuestion): CheckAnswer {
  const { lines, remoteTax } = question;
  if (lines === null) return nothingToCompare;
  const compared = compareLines(question);
  const totals = quoteTotals(lines);
  const quote = { oneTime: totals.subtotal, recurring: add(totals.recurring.map((cycle) => cycle.subtotal)) };
  const theirs = {
    oneTime: add(compared.map((line) => line.connectWise?.oneTime ?? '0')),
    recurring: add(compared.map((line) => line.connectWise?.recurring ?? '0')),
  };
  const foreign = compared.filter((line) => line.quote === null).length;
  const also =
    foreign > 0 ? ` ${foreign === 1 ? 'One line' : `${foreign} lines`} there did not come from this quote.` : '';
  if (compared.some((line) => line.differs)) return differing({ quote, connectWise: theirs, lines: compared }, also);
  const total = both(theirs, quote);
  const tax = remoteTax === null ? null : roundMoney(remoteTax);
  // ConnectWise's tax is of what is paid once.
  if (tax !== null && tax !== totals.tax)
    return {
      status: 'info',
      code: 'tax_differs',
      description: `The total of ${total} agrees. ${taxSentence(question, tax, totals.tax)}${also}`,
      changes: [{ field: 'tax', from: totals.tax, to: tax }],
      difference: null,
    };
  return {
    status: 'success',
    code: null,
    description: `The total of ${total}${tax === null ? ' agrees' : ` and the tax of ${tax} agree`} with the quote.${also}`,
    changes: [],
    difference: null,
  };
}

const nothingToCompare: CheckAnswer = {
  status: 'success',
  code: null,
  description: 'It has no quote here, so its lines in ConnectWise stand as they are and were compared with nothing.',
  changes: [],
  difference: null,
};

function differing(figures: Omit<TotalsDifference, 'digest'>, also: string): CheckAnswer {
  const { quote, connectWise, lines } = figures;
  const isSum = quote.oneTime !== connectWise.oneTime || quote.recurring !== connectWise.recurring;
  const sums = isSum
    ? `The lines in ConnectWise come to ${both(connectWise, quote)}, the quote to ${both(quote, connectWise)}.`
    : `The total of ${both(quote, connectWise)} agrees with the quote, but not every line does.`;
  const different = lines.filter((line) => line.differs);
  const named = different.slice(0, MAX_NAMED).map(lineWords);
  const rest = different.length - named.length;
  const more = rest > 0 ? ` ${rest} more ${rest === 1 ? 'line differs' : 'lines differ'}.` : '';
  return {
    status: 'error',
    code: 'totals_differ',
    description: `${sums} ${named.join(' ')}${more}${also}`,
    changes: [
      ...changed('subtotal', quote.oneTime, connectWise.oneTime),
      ...changed('recurring', quote.recurring, connectWise.recurring),
      ...different.flatMap((line) => [
        ...changed(line.name, line.quote?.oneTime ?? null, line.connectWise?.oneTime ?? null),
        ...changed(`${line.name}: recurring`, line.quote?.recurring ?? null, line.connectWise?.recurring ?? null),
      ]),
    ],
    difference: { digest: hash('sha256', JSON.stringify(figures), 'hex'), ...figures },
  };
}

function lineWords({ name, quote, connectWise, remarks }: ComparedLine): string {
  const other = remarks.join('; ');
  if (!quote || !connectWise) {
    const amounts = connectWise ?? quote;
    return `"${name}" (${amounts ? both(amounts, amounts) : '0.00'}): ${other}.`;
  }
  const isSame = quote.oneTime === connectWise.oneTime && quote.recurring === connectWise.recurring;
  const figures = `${both(connectWise, quote)} there, ${both(quote, connectWise)} on the quote`;
  return `"${name}": ${[...(isSame ? [] : [figures]), other].filter(Boolean).join('; ')}.`;
}

/** `500.00`, or `500.00 once and 550.00 each cycle` where either side has something that recurs. */
const both = (amounts: ComparedAmounts, others: ComparedAmounts): string =>
  amounts.recurring === '0.00' && others.recurring === '0.00'
    ? amounts.oneTime
    : `${amounts.oneTime} once and ${amounts.recurring} each cycle`;

const changed = (field: string, from: string | null, to: string | null): CheckAnswer['changes'] =>
  from === to ? [] : [{ field, from, to }];

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

const add = (amounts: readonly string[]): string =>
  roundMoney(amounts.reduce((all, amount) => all.plus(amount), new Decimal(0)));
