import type { Tx } from '../../../../platform/database/database.ts';
import { type Id, isId } from '../../../../platform/ids.ts';
import type { QuoteSheet, QuoteSheetLine } from '../quote-sheet.ts';

/** A quote as it was sent. */
export interface QuoteRevisionRow {
  documentId: Id;
  revision: number;
  fileName: string;
  sheet: KeptSheet;
  sentAt: Date | null;
  sentBy: string | null;
  acceptedAt: Date | null;
  acceptedBy: string | null;
  acceptedFrom: string | null;
  /** Where the logo at its head is stored. */
  logoKey: string | null;
}

/** The printed quote as it is stored: its day is text there, its logo a file. */
export type KeptSheet = Omit<QuoteSheet, 'date' | 'logo'> & { date: string };

const columns = `r.document_id as "documentId", r.revision, r.file_name as "fileName", r.sheet, r.sent_at as "sentAt", r.sent_by as "sentBy",
  r.accepted_at as "acceptedAt", r.accepted_by as "acceptedBy", r.accepted_from as "acceptedFrom",
  r.logo_key as "logoKey"`;

export async function isKept(tx: Tx, documentId: Id, revision: number): Promise<boolean> {
  const rows = await tx.query('select 1 from quote_revision where document_id = $1 and revision = $2', [
    documentId,
    revision,
  ]);
  return rows.length > 0;
}

/** A quote whose revision is not kept yet; null for any other document. */
export async function quoteToKeep(tx: Tx, documentId: Id): Promise<{ revision: number; fileName: string } | null> {
  const rows = await tx.query<{ revision: number; fileName: string }>(
    `select d.revision, d.file_name as "fileName" from document d where d.id = $1 and d.kind = 'quote'
       and not exists (select from quote_revision r where r.document_id = d.id and r.revision = d.revision)`,
    [documentId],
  );
  return rows[0] ?? null;
}

export async function keepRevision(
  tx: Tx,
  of: {
    documentId: Id;
    revision: number;
    fileName: string;
    sheet: Omit<QuoteSheet, 'logo'>;
    pdf: Buffer;
    logoKey: string | null;
    sent: { by: string | null } | null;
  },
): Promise<void> {
  await tx.query(
    `insert into quote_revision (document_id, revision, file_name, sheet, pdf, logo_key, sent_by, sent_at)
     values ($1, $2, $3, $4, $5, $6, $7, case when $8::boolean then now() end)
     on conflict (workspace_id, document_id, revision) do nothing`,
    [
      of.documentId,
      of.revision,
      of.fileName,
      JSON.stringify(of.sheet),
      of.pdf,
      of.logoKey,
      of.sent?.by ?? null,
      of.sent !== null,
    ],
  );
}

/** The revisions of each quote that were sent, the newest first. */
export async function revisionsByDocument(tx: Tx, documentIds: readonly Id[]): Promise<Map<Id, QuoteRevisionRow[]>> {
  const rows = await tx.query<QuoteRevisionRow>(
    `select ${columns} from quote_revision r where r.document_id = any($1::uuid[]) order by r.document_id, r.revision desc`,
    [documentIds],
  );
  return Map.groupBy(rows, (row) => row.documentId);
}

export async function revisionOf(tx: Tx, documentId: Id, revision: number): Promise<QuoteRevisionRow | null> {
  const [row] = await tx.query<QuoteRevisionRow>(
    `select ${columns} from quote_revision r where r.document_id = $1 and r.revision = $2`,
    [documentId, revision],
  );
  return row ? { ...row, sheet: wholeSheet(row.sheet) } : null;
}

const notSaid: Pick<KeptSheet, 'sellerLines' | 'currency' | 'paper' | 'validDays'> = {
  sellerLines: [],
  currency: '',
  paper: 'a4',
  validDays: null,
};
const notSaidOfLine: Pick<QuoteSheetLine, 'parts' | 'taxRate'> = { parts: [], taxRate: null };

/** What was kept before quotes said more of the seller and of their lines says nothing of it. */
export const wholeSheet = (stored: KeptSheet): KeptSheet => ({
  ...notSaid,
  ...stored,
  lines: stored.lines.map((line) => ({ ...notSaidOfLine, ...line })),
});

/** Gives a quote that is sent its last day, by the profile of the workspace; null where it has one, or needs none. */
export async function setLastDay(tx: Tx, documentId: Id): Promise<string | null> {
  const rows = await tx.query<{ validUntil: string }>(
    `update document d set valid_until = (now() at time zone 'UTC')::date + p.quote_valid_days from workspace_profile p
     where d.id = $1 and d.state = 'sent' and d.valid_until is null and p.quote_valid_days is not null
     returning d.valid_until::text as "validUntil"`,
    [documentId],
  );
  return rows[0]?.validUntil ?? null;
}

/** The file that was sent; null where none was, or none of that number. */
export async function keptPdf(
  tx: Tx,
  documentId: Id,
  revision: number,
): Promise<{ fileName: string; pdf: Buffer } | null> {
  if (!isId(documentId) || !Number.isInteger(revision) || revision < 1 || revision > 1_000_000) return null;
  const rows = await tx.query<{ fileName: string; pdf: Buffer }>(
    `select r.file_name as "fileName", r.pdf from quote_revision r where r.document_id = $1 and r.revision = $2`,
    [documentId, revision],
  );
  return rows[0] ?? null;
}

/** Who accepted a revision over its link, and from where. */
export async function noteAcceptance(
  tx: Tx,
  documentId: Id,
  { revision, name, from }: { revision: number; name: string; from: string },
): Promise<void> {
  await tx.query(
    `update quote_revision set accepted_at = now(), accepted_by = $3, accepted_from = $4 where document_id = $1 and revision = $2`,
    [documentId, revision, name, from],
  );
}

/** The acceptance of a quote was taken back, or is somebody else's word now: the audit log alone still tells of the client's. */
export async function clearAcceptance(tx: Tx, documentId: Id): Promise<void> {
  await tx.query(
    `update quote_revision set accepted_at = null, accepted_by = null, accepted_from = null where document_id = $1 and accepted_at is not null`,
    [documentId],
  );
}
