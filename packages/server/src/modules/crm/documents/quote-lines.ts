import type { QuoteForm } from '@causeway/shared/forms/quote';
import type { Tx } from '../../../platform/database/database.ts';
import type { Problem } from '../../../platform/errors.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import { missingReferences } from '../references.ts';
import type { QuoteLine } from './document.type.ts';

type Lines = QuoteForm['lines'];

/** A stored line as the form has it. */
export const formLineOf = ({
  productId,
  description,
  quantity,
  price,
  cost,
  discountPercent,
  taxCategoryId,
}: QuoteLine): Lines[number] => ({ productId, description, quantity, price, cost, discountPercent, taxCategoryId });

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

/** Replaces the lines of a quote and notes today's tax rates on them. The n-th line keeps its ID, so that what was linked to it stays so. */
export async function replaceLines(tx: Tx, documentId: Id, lines: Lines): Promise<void> {
  const former = await tx.query<{ id: Id }>('select id from quote_line where document_id = $1 order by position, id', [
    documentId,
  ]);
  await tx.query('delete from quote_line where document_id = $1', [documentId]);
  await tx.query(
    `insert into quote_line (document_id, id, position, product_id, description, quantity, price, cost, discount_percent, tax_category_id, tax_rate)
     select $1, l.id, l.position, l.product_id, l.description, l.quantity, l.price, l.cost, l.discount, k.id, k.rate
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::numeric[], $6::numeric[], $7::numeric[], $8::numeric[], $9::uuid[])
       with ordinality l(id, product_id, description, quantity, price, cost, discount, category_id, position)
     left join tax_category k on k.id = l.category_id`,
    [
      documentId,
      lines.map((_, index) => former[index]?.id ?? newId()),
      lines.map((line) => line.productId),
      lines.map((line) => line.description),
      lines.map((line) => line.quantity),
      lines.map((line) => line.price),
      lines.map((line) => line.cost),
      lines.map((line) => line.discountPercent),
      lines.map((line) => line.taxCategoryId),
    ],
  );
}
