import { hash } from 'node:crypto';
import { roundMoney } from '@causeway/shared/money';
import { quoteTotals } from '@causeway/shared/quote-totals';
import type { AuditStatus } from '@causeway/shared/vocabulary';
import { Decimal } from 'decimal.js';
import { linesDiffer, noTaxCodeForRegion, taxIsOther } from '../../messages/not-sent.messages.ts';
import {
  linesUntaxedSince,
  noTaxRegion,
  noTaxRegionAtAll,
  nothingToCompare,
  ratesDiffer,
  regionUnmapped,
  taxDiffers,
  taxNotSent,
  taxOf,
  totalsAgree,
  totalsDiffer,
} from '../../messages/totals.messages.ts';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-row.ts';
import type { LeftOut } from '../outbox/left-out.rules.ts';
import { type ComparedAmounts, type ComparedLine, compareLines, type LineComparison } from './line-comparison.rules.ts';

export interface CheckQuestion extends LineComparison {
  isWon: boolean;
  /** Of the quote; null when the opportunity has none, and then there is nothing to compare with. */
  lines: readonly QuoteLineRow[] | null;
  /** `totalSalesTax`; null when ConnectWise has no tax code for the opportunity. */
  remoteTax: number | null;
  /** Of the workspace: amounts are in it on both sides. */
  currency: string;
  /** Where the two taxes come from, for the sentence; null where there is none. */
  taxRegionName: string | null;
  taxCodeName: string | null;
  /** Whether that code is the one that the region is mapped to. */
  isRegionMapped: boolean;
  /** Whether it is the default one, which was sent for want of that. */
  isDefaultSent: boolean;
  /** Of the code, in percent; null where it is not known. */
  codeRate: string | null;
  /** What a rate cannot say of that code. */
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
  /** What of it is not in ConnectWise as the quote has it. */
  leftOut: LeftOut[];
  /** Null while lines and totals agree. */
  difference: TotalsDifference | null;
}

/**
 * Holds what stands in ConnectWise against the quote, line by line and to the cent, what is paid once and what recurs apart. A difference is an error; a
 * different tax is told, since ConnectWise computes it from its own tax code (requirement R47); lines that somebody added there are named,
 * because they explain a difference.
 */
export function checkTotals(question: CheckQuestion): CheckAnswer {
  const { lines, remoteTax, isWon } = question;
  if (lines === null)
    return {
      status: 'success',
      code: null,
      description: nothingToCompare({ isWon }),
      changes: [],
      leftOut: [],
      difference: null,
    };
  const compared = compareLines(question);
  const totals = quoteTotals(lines);
  const quote = { oneTime: totals.subtotal, recurring: add(totals.recurring.map((cycle) => cycle.subtotal)) };
  const theirs = {
    oneTime: add(compared.map((line) => line.connectWise?.oneTime ?? '0')),
    recurring: add(compared.map((line) => line.connectWise?.recurring ?? '0')),
  };
  const foreign = compared.filter((line) => line.quote === null).length;
  if (compared.some((line) => line.differs)) return differing({ quote, connectWise: theirs, lines: compared }, foreign);
  const tax = remoteTax === null ? null : roundMoney(remoteTax);
  const { taxRegionName: region, currency } = question;
  if (tax === null && (region !== null || totals.tax !== '0.00'))
    return {
      status: 'info',
      code: 'tax_differs',
      description: taxNotSent(
        theirs,
        { region, tax: { oneTime: totals.tax, recurring: add(totals.recurring.map((cycle) => cycle.tax)) } },
        foreign,
      ),
      changes: totals.tax === '0.00' ? [] : [{ field: 'tax', from: totals.tax, to: null }],
      leftOut: taxLeftOut(region, totals.tax, currency),
      difference: null,
    };
  // ConnectWise's tax is of what is paid once.
  if (tax !== null && tax !== totals.tax)
    return {
      status: 'info',
      code: 'tax_differs',
      description: taxDiffers(
        theirs,
        {
          theirs: tax,
          ours: totals.tax,
          code: question.taxCodeName,
          region: question.taxRegionName,
          because: whyTaxDiffers(question, lines),
        },
        foreign,
      ),
      changes: [{ field: 'tax', from: totals.tax, to: tax }],
      leftOut: [{ label: taxOf(totals.tax, currency), because: taxIsOther(tax, currency), setting: 'taxes' }],
      difference: null,
    };
  return {
    status: 'success',
    code: null,
    description: totalsAgree(theirs, tax, foreign),
    changes: [],
    leftOut: [],
    difference: null,
  };
}

/** The region where it is one, and its tax where there is any. */
function taxLeftOut(region: string | null, tax: string, currency: string): LeftOut[] {
  const because = region === null ? noTaxRegionAtAll() : noTaxCodeForRegion(region);
  const labels = [...(region === null ? [] : ['tax region']), ...(tax === '0.00' ? [] : [taxOf(tax, currency)])];
  return labels.map((label) => ({ label, because, setting: 'taxes' }));
}

/** The first cause that is known: what a rate cannot say explains a difference only where the rates are the same. */
function whyTaxDiffers(
  { taxRegionName, taxCodeName, isRegionMapped, isDefaultSent, codeRate, notExpressed }: CheckQuestion,
  lines: readonly QuoteLineRow[],
): readonly string[] {
  const untaxed = lines.filter(({ isTaxable, taxRate }) => !isTaxable && rateOf(taxRate) !== '0');
  if (untaxed.length > 0) return [linesUntaxedSince(untaxed.map(({ description }) => description))];
  const rates = [...new Set(lines.flatMap(({ isTaxable, taxRate }) => (isTaxable ? [rateOf(taxRate)] : [])))];
  if (taxRegionName === null && rates.every((rate) => rate === '0')) return [noTaxRegion()];
  if (taxRegionName !== null && !isRegionMapped)
    return [regionUnmapped(taxRegionName, isDefaultSent ? null : (taxCodeName ?? ''))];
  const other = codeRate === null ? [] : rates.filter((rate) => rate !== rateOf(codeRate));
  return codeRate !== null && other.length > 0
    ? [ratesDiffer({ code: rateOf(codeRate), quote: other.join(', ') })]
    : notExpressed;
}

const rateOf = (rate: string | number | null | undefined): string => new Decimal(rate ?? 0).toString();

function differing(figures: Omit<TotalsDifference, 'digest'>, foreign: number): CheckAnswer {
  const { quote, connectWise, lines } = figures;
  const different = lines.filter((line) => line.differs);
  return {
    status: 'error',
    code: 'totals_differ',
    description: totalsDiffer({ quote, connectWise }, different, foreign),
    changes: [
      ...changed('subtotal', quote.oneTime, connectWise.oneTime),
      ...changed('recurring', quote.recurring, connectWise.recurring),
      ...different.flatMap((line) => [
        ...changed(line.name, line.quote?.oneTime ?? null, line.connectWise?.oneTime ?? null),
        ...changed(`${line.name}: recurring`, line.quote?.recurring ?? null, line.connectWise?.recurring ?? null),
      ]),
    ],
    leftOut: [{ label: 'lines of the quote', because: linesDiffer() }],
    difference: { digest: hash('sha256', JSON.stringify(figures), 'hex'), ...figures },
  };
}

const changed = (field: string, from: string | null, to: string | null): CheckAnswer['changes'] =>
  from === to ? [] : [{ field, from, to }];

const add = (amounts: readonly string[]): string =>
  roundMoney(amounts.reduce((all, amount) => all.plus(amount), new Decimal(0)));
