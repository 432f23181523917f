import { AppError } from '../../../platform/errors.ts';
import type { Storage } from '../../../platform/storage.ts';
import { renderQuotePdf } from './quote-pdf.ts';
import type { QuoteToPrint } from './quote-sheet.ts';

/** A quote as PDF, and the key of the logo at its head. Without the picture where the store has it no more: a quote is worth more than a logo. */
export async function printedQuote(
  storage: Pick<Storage, 'get'>,
  { logoKey, ...sheet }: QuoteToPrint,
): Promise<{ pdf: Buffer; logoKey: string | null }> {
  const logo = logoKey === null ? null : await pictureOf(storage, logoKey);
  return { pdf: await renderQuotePdf({ ...sheet, logo }), logoKey: logo && logoKey };
}

async function pictureOf(storage: Pick<Storage, 'get'>, key: string): Promise<Buffer | null> {
  try {
    return await storage.get(key);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
