import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Storage } from '../../../../platform/storage.ts';
import { holdLogo } from '../../profile/workspace-profile.queries.ts';
import { printedQuote } from '../print-quote.ts';
import { readQuoteSheet } from '../quote-sheet.ts';
import { keepRevision, quoteToKeep, setLastDay } from './quote-revision.queries.ts';

/**
 * Keeps a quote as it stands, with its PDF, as the revision that was sent; one that is kept already stays as it is. `sent` says by whom it is
 * sent now; null for one that was sent at some time before revisions were kept. Answers the last day that it got, where it is sent now, had
 * none and the workspace says how long quotes are valid.
 */
export async function keepAsSent(
  tx: Tx,
  storage: Pick<Storage, 'get'>,
  documentId: Id,
  sent: { by: string | null } | null,
): Promise<string | null> {
  const quote = await quoteToKeep(tx, documentId);
  if (!quote) return null;
  await holdLogo(tx);
  const lastDay = sent ? await setLastDay(tx, documentId) : null;
  const toPrint = await readQuoteSheet(tx, documentId);
  if (!toPrint) return null;
  const { logoKey: _, ...sheet } = toPrint;
  const { pdf, logoKey } = await printedQuote(storage, toPrint);
  await keepRevision(tx, { documentId, ...quote, sheet, pdf, logoKey, sent });
  return lastDay;
}
