import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';

export const LEVELS = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'] as const;
type Level = (typeof LEVELS)[number];

/** Recomputes `totalSalesTax` of an opportunity. Assumed not to move its `lastUpdated` (§10); a switch makes it. */
export function refreshSalesTax(opportunityId: unknown, context: WriteContext): void {
  const opportunity = context.find('opportunities', opportunityId);
  if (!opportunity) return;
  const silent = !context.readings.childrenMoveParent;
  const totalSalesTax = salesTaxOf(opportunity, context);
  if (totalSalesTax === opportunity.totalSalesTax && silent) return;
  context.change('opportunities', opportunity, { totalSalesTax }, { silent });
}

/** Sum over the levels that tax products, for the taxable lines that are not exempt from the level (§3.9). */
function salesTaxOf(opportunity: Stored, context: WriteContext): number {
  const code = context.find('taxCodes', opportunity.taxCode);
  if (!code || (context.readings.taxNeedsValidity && !isValid(code, context.nowSeconds))) return 0;
  const lines = context
    .related('products', 'opportunity', opportunity.id)
    .filter((line) => line.taxableFlag === true && line.cancelledFlag !== true);
  let total = 0;
  for (const [at, level] of LEVELS.entries()) {
    const taxed = lines.filter((line) => !isExempt(line, code, at + 1, context));
    total += levelTax(taxed, code, level, context);
  }
  return Math.round(total * 100) / 100;
}

function isValid(code: Stored, now: number): boolean {
  const from = Number(code.effectiveDate ?? 0);
  const until = code.cancelDate === undefined ? Number.POSITIVE_INFINITY : Number(code.cancelDate);
  return from <= now && now < until;
}

function levelTax(lines: readonly Stored[], code: Stored, level: Level, context: WriteContext): number {
  const rate = Number(code[`level${level}Rate`] ?? 0);
  if (rate === 0 || code[`level${level}ProductsFlag`] !== true) return 0;
  if (code[`level${level}RateType`] === 'Amount') return rate * lines.length;
  const cap = Number(code[`level${level}TaxableMax`] ?? 0) || Number.POSITIVE_INFINITY;
  const amounts = lines.map((line) => taxableAmount(line, code, level));
  const taxed =
    context.readings.taxCap === 'total' ? Math.min(sum(amounts), cap) : sum(amounts.map((one) => Math.min(one, cap)));
  return taxed * rate;
}

/** A level on single units taxes that part of each unit's price which lies between its minimum and maximum. */
function taxableAmount(line: Stored, code: Stored, level: Level): number {
  const amount = Number(line.extPrice ?? 0);
  const quantity = Number(line.quantity ?? 0) - Number(line.quantityCancelled ?? 0);
  if (code[`level${level}ApplySingleUnitFlag`] !== true || quantity <= 0) return amount;
  const from = Number(code[`level${level}ApplySingleUnitMin`] ?? 0);
  const until = Number(code[`level${level}ApplySingleUnitMax`] ?? 0) || Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(amount / quantity, until) - from) * quantity;
}

/** Types listed on the code are exempt from every level; an exemption row leaves its `taxableLevels` taxed. */
function isExempt(line: Stored, code: Stored, level: number, context: WriteContext): boolean {
  const productType = context.find('catalog', line.catalogItem)?.type;
  const listed = (code.productTypeIds ?? []) as readonly number[];
  if (listed.includes(productType as number)) return true;
  return context
    .related('productTypeExemptions', 'taxCodeId', code.id)
    .some((row) => row.productType === productType && !((row.taxableLevels ?? []) as number[]).includes(level));
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
