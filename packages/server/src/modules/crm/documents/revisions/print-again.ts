import { AppError } from '../../../../platform/errors.ts';
import type { Storage } from '../../../../platform/storage.ts';
import { printedQuote } from '../print-quote.ts';
import { type KeptSheet, wholeSheet } from './quote-revision.queries.ts';

/** Prints a quote that was sent of what is stored of it. AppError: internal, when that is something else. */
export async function printAgain(
  storage: Pick<Storage, 'get'>,
  stored: unknown,
  logoKey: string | null,
): Promise<Buffer> {
  if (!isKeptSheet(stored)) throw new AppError('internal', 'What is stored of a quote that was sent is no quote.');
  const sheet = wholeSheet(stored);
  const { pdf } = await printedQuote(storage, { ...sheet, date: new Date(sheet.date), logoKey });
  return pdf;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Has what no print can do without; what came later, `wholeSheet` adds. */
const isKeptSheet = (stored: unknown): stored is KeptSheet =>
  isObject(stored) &&
  ['seller', 'title', 'date', 'clientName', 'opportunityName'].every((key) => typeof stored[key] === 'string') &&
  !Number.isNaN(Date.parse(String(stored.date))) &&
  Array.isArray(stored.clientAddress) &&
  isObject(stored.totals) &&
  Array.isArray(stored.lines) &&
  stored.lines.every((line: unknown) => isObject(line) && typeof line.description === 'string');
