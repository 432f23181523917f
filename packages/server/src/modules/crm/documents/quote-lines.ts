import { settleBilling } from '@causeway/shared/billing';
import type { QuoteForm } from '@causeway/shared/forms/quote';
import type { Tx } from '../../../platform/database/database.ts';
import { rowSource } from '../../../platform/database/row-source.ts';
import type { Problem } from '../../../platform/errors.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import { missingReferences } from '../references.ts';
import type { QuoteLine } from './document.type.ts';

type Lines = QuoteForm['lines'];

/** A stored line as the form has it. */
export const formLineOf = ({ id, documentId, position, taxRate, ...line }: QuoteLine): Lines[number] => line;

/** Problems of a quote's references: region, products, and tax categories, which must be of the quote's region. */
export async function quoteProblems(tx: Tx, quote: Pick<QuoteForm, 'taxRegionId' | 'lines'>): Promise<Problem[]> {
  const missing = await missingReferences(tx, [
    { to: 'taxRegion', id: quote.taxRegionId, field: 'taxRegionId' },
    ...quote.lines.map((line, index) => ({
      to: 'product' as const,
      id: line.productId,
      field: `lines.${index}.productId`,
    })),
  ]);
  return missing.length > 0 ? missing : categoryProblems(tx, quote);
}

async function categoryProblems(tx: Tx, { taxRegionId, lines }: Pick<QuoteForm, 'taxRegionId' | 'lines'>) {
  const rows = await tx.query<{ id: Id }>('select id from tax_category where tax_region_id = $1', [taxRegionId]);
  const known = new Set(rows.map((row) => row.id));
  return lines.flatMap(({ taxCategoryId }, index): Problem[] => {
    if (taxCategoryId === null || known.has(taxCategoryId.toLowerCase())) return [];
    const message = taxRegionId
      ? 'This tax category is not one of the tax region of the quote. Choose another one.'
      : 'Choose a tax region for the quote before you choose tax categories.';
    return [{ code: 'tax_category_of_other_region', field: `lines.${index}.taxCategoryId`, message }];
  });
}

/**
 * Replaces the lines of a quote and notes today's tax rates on them. A line without a tax category bears the tax of its product: the rate of the
 * quote's region when the product is taxable. The n-th line keeps its ID, so that what was linked to it stays so.
 */
export async function replaceLines(
  tx: Tx,
  documentId: Id,
  { taxRegionId, lines: given }: Pick<QuoteForm, 'taxRegionId' | 'lines'>,
): Promise<void> {
  const former = await tx.query<{ id: Id }>('select id from quote_line where document_id = $1 order by position, id', [
    documentId,
  ]);
  const lines = given.map((line) => settleBilling(line));
  await tx.query('delete from quote_line where document_id = $1', [documentId]);
  const { sql, params } = rowSource([
    { column: 'id', type: 'uuid', values: lines.map((_, index) => former[index]?.id ?? newId()) },
    { column: 'position', type: 'int', values: lines.map((_, index) => index + 1) },
    { column: 'product_id', type: 'uuid', values: lines.map((line) => line.productId) },
    { column: 'description', type: 'text', values: lines.map((line) => line.description) },
    { column: 'quantity', type: 'numeric', values: lines.map((line) => line.quantity) },
    { column: 'price', type: 'numeric', values: lines.map((line) => line.price) },
    { column: 'cost', type: 'numeric', values: lines.map((line) => line.cost) },
    { column: 'discount', type: 'numeric', values: lines.map((line) => line.discountPercent) },
    { column: 'category_id', type: 'uuid', values: lines.map((line) => line.taxCategoryId) },
    { column: 'billing', type: 'text', values: lines.map((line) => line.billing) },
    { column: 'billing_cycle', type: 'text', values: lines.map((line) => line.billingCycle) },
    { column: 'billing_cycle_id', type: 'text', values: lines.map((line) => line.billingCycleId) },
    { column: 'billing_cycles', type: 'int', values: lines.map((line) => line.billingCycles) },
    { column: 'recurring_price', type: 'numeric', values: lines.map((line) => line.recurringPrice) },
    { column: 'recurring_cost', type: 'numeric', values: lines.map((line) => line.recurringCost) },
  ]);
  const quoted = `$${params.length + 1}::uuid`;
  const region = `$${params.length + 2}::uuid`;
  await tx.query(
    `insert into quote_line (document_id, id, position, product_id, description, quantity, price, cost, discount_percent, tax_category_id,
       tax_rate, billing, billing_cycle, billing_cycle_id, billing_cycles, recurring_price, recurring_cost)
     select ${quoted}, l.id, l.position, l.product_id, l.description, l.quantity, l.price, l.cost, l.discount, k.id, coalesce(k.rate, f.rate),
       l.billing, l.billing_cycle, l.billing_cycle_id, l.billing_cycles, l.recurring_price, l.recurring_cost
     from ${sql} l
     left join tax_category k on k.id = l.category_id
     left join product p on p.id = l.product_id
     left join tax_category f on l.category_id is null and f.tax_region_id = ${region}
       and f.name = case when p.is_taxable then 'Taxable' when not p.is_taxable then 'Non-taxable' end`,
    [...params, documentId, taxRegionId],
  );
}
