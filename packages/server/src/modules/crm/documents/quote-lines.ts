import { settleBilling } from '@causeway/shared/billing';
import type { QuoteForm } from '@causeway/shared/forms/quote';
import type { Tx } from '../../../platform/database/database.ts';
import type { Problem } from '../../../platform/errors.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import { missingReferences } from '../references.ts';
import type { QuoteLine } from './document.type.ts';
import { knownAgain } from './known-lines.rules.ts';
import { categoryIdsOf, deleteLines, formerLines, insertLines } from './quote-lines.queries.ts';

type Lines = QuoteForm['lines'];

/** A stored line as the form has it. */
export const formLineOf = ({ id, documentId, position, taxRate, notedTaxable, ...line }: QuoteLine): Lines[number] =>
  line;

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
  const known = await categoryIdsOf(tx, taxRegionId);
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
 * quote's region when the product is taxable. A line that is the same one as before keeps its ID, so that what was linked to it stays so.
 */
export async function replaceLines(
  tx: Tx,
  documentId: Id,
  { taxRegionId, lines: given }: Pick<QuoteForm, 'taxRegionId' | 'lines'>,
): Promise<void> {
  const former = await formerLines(tx, documentId);
  const lines = given.map((line) => settleBilling(line));
  const ids = knownAgain(former, lines);
  await deleteLines(tx, documentId);
  await insertLines(
    tx,
    { documentId, taxRegionId },
    lines.map((line, index) => ({ ...line, id: ids[index] ?? newId() })),
  );
}
