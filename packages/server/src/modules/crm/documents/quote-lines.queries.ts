import type { QuoteForm } from '@causeway/shared/forms/quote';
import type { Tx } from '../../../platform/database/database.ts';
import { rowSource } from '../../../platform/database/row-source.ts';
import type { Id } from '../../../platform/ids.ts';

/** A line of a quote that is about to be written. */
export type NewLine = QuoteForm['lines'][number] & { id: Id };

/** The tax categories of a region; none without one. */
export async function categoryIdsOf(tx: Tx, taxRegionId: Id | null): Promise<Set<Id>> {
  const rows = await tx.query<{ id: Id }>('select id from tax_category where tax_region_id = $1', [taxRegionId]);
  return new Set(rows.map((row) => row.id));
}

/** A line of a quote as far as it is known again by. */
export interface FormerLine {
  id: Id;
  productId: Id | null;
  description: string;
}

/** The lines of a quote, in their order. */
export function formerLines({ db }: Tx, documentId: Id): Promise<FormerLine[]> {
  return db
    .selectFrom('quote_line')
    .select(['id', 'product_id as productId', 'description'])
    .where('document_id', '=', documentId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export async function deleteLines({ db }: Tx, documentId: Id): Promise<void> {
  await db.deleteFrom('quote_line').where('document_id', '=', documentId).execute();
}

/** Writes the lines in the order given, each with the tax of today: that of its category, else of its product in the region. */
export async function insertLines(
  tx: Tx,
  { documentId, taxRegionId }: { documentId: Id; taxRegionId: Id | null },
  lines: readonly NewLine[],
): Promise<void> {
  const { sql, params } = rowSource([
    { column: 'id', type: 'uuid', values: lines.map((line) => line.id) },
    { column: 'position', type: 'int', values: lines.map((_, index) => index + 1) },
    { column: 'product_id', type: 'uuid', values: lines.map((line) => line.productId) },
    { column: 'description', type: 'text', values: lines.map((line) => line.description) },
    { column: 'quantity', type: 'numeric', values: lines.map((line) => line.quantity) },
    { column: 'price', type: 'numeric', values: lines.map((line) => line.price) },
    { column: 'cost', type: 'numeric', values: lines.map((line) => line.cost) },
    { column: 'discount', type: 'numeric', values: lines.map((line) => line.discountPercent) },
    { column: 'category_id', type: 'uuid', values: lines.map((line) => line.taxCategoryId) },
    { column: 'section', type: 'text', values: lines.map((line) => line.section) },
    { column: 'is_optional', type: 'boolean', values: lines.map((line) => line.isOptional) },
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
       section, is_optional, tax_rate, is_taxable, billing, billing_cycle, billing_cycle_id, billing_cycles, recurring_price, recurring_cost)
     select ${quoted}, l.id, l.position, l.product_id, l.description, l.quantity, l.price, l.cost, l.discount, k.id,
       l.section, l.is_optional, coalesce(k.rate, f.rate), coalesce(k.name = 'Taxable', p.is_taxable, false),
       l.billing, l.billing_cycle, l.billing_cycle_id, l.billing_cycles, l.recurring_price, l.recurring_cost
     from ${sql} l
     left join tax_category k on k.id = l.category_id
     left join product p on p.id = l.product_id
     left join tax_category f on l.category_id is null and f.tax_region_id = ${region}
       and f.name = case when p.is_taxable then 'Taxable' when not p.is_taxable then 'Non-taxable' end`,
    [...params, documentId, taxRegionId],
  );
}
