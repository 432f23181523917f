import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';

export const LEVELS = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'] as const;

/** Recomputes `totalSalesTax` of an opportunity. Assumed not to move its `lastUpdated` (§10); a switch makes it. */
export function refreshSalesTax(opportunityId: unknown, context: WriteContext): void {
  const opportunity = context.find('opportunities', opportunityId);
  if (!opportunity) return;
  const silent = !context.readings.childrenMoveParent;
  const totalSalesTax = salesTaxOf(opportunity, context);
  if (totalSalesTax === opportunity.totalSalesTax && silent) return;
  context.change('opportunities', opportunity, { totalSalesTax }, { silent });
}

/** Sum over the taxable lines of every level that taxes products; a level's cap limits what each line is taxed on (§3.9). */
function salesTaxOf(opportunity: Stored, context: WriteContext): number {
  const code = context.find('taxCodes', opportunity.taxCode);
  if (!code) return 0;
  const lines = context.related('products', 'opportunity', opportunity.id);
  let total = 0;
  for (const line of lines) {
    if (line.taxableFlag !== true || line.cancelledFlag === true || isExempt(line, code, context)) continue;
    total += lineTax(Number(line.extPrice ?? 0), code);
  }
  return Math.round(total * 100) / 100;
}

function lineTax(amount: number, code: Stored): number {
  let tax = 0;
  for (const level of LEVELS) {
    const rate = Number(code[`level${level}Rate`] ?? 0);
    if (rate === 0 || code[`level${level}ProductsFlag`] !== true) continue;
    const cap = Number(code[`level${level}TaxableMax`] ?? 0);
    const taxed = cap > 0 ? Math.min(amount, cap) : amount;
    tax += code[`level${level}RateType`] === 'Amount' ? rate : taxed * rate;
  }
  return tax;
}

function isExempt(line: Stored, code: Stored, context: WriteContext): boolean {
  const productType = context.find('catalog', line.catalogItem)?.type;
  const listed = (code.productTypeIds ?? []) as readonly number[];
  if (listed.includes(productType as number)) return true;
  return context.related('productTypeExemptions', 'taxCodeId', code.id).some((row) => row.productType === productType);
}
