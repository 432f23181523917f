import type { DocumentState, StageKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

export interface QuoteLinkRow {
  id: Id;
  documentId: Id;
  revision: number;
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date;
  revokedAt: Date | null;
  opened: number;
  openedAt: Date | null;
}

const columns = `l.id, l.document_id as "documentId", l.revision, l.created_at as "createdAt", l.created_by as "createdBy",
  l.expires_at as "expiresAt", l.revoked_at as "revokedAt", l.opened, l.opened_at as "openedAt"`;

/** A new link; the one before is revoked. */
export async function replaceQuoteLink(
  tx: Tx,
  of: { documentId: Id; revision: number; days: number; by: string | null },
): Promise<void> {
  await revokeQuoteLinks(tx, of.documentId);
  await tx.query(
    `insert into quote_link (document_id, revision, created_by, expires_at) values ($1, $2, $3, now() + make_interval(days => $4::int))`,
    [of.documentId, of.revision, of.by, of.days],
  );
}

/** Ends the link of a quote, or with null all of the workspace; answers how many were in force. */
export async function revokeQuoteLinks(tx: Tx, documentId: Id | null): Promise<number> {
  const rows = await tx.query(
    `update quote_link set revoked_at = now() where revoked_at is null and ($1::uuid is null or document_id = $1) returning id`,
    [documentId],
  );
  return rows.length;
}

/** The newest link of each quote. */
export async function quoteLinksByDocument(tx: Tx, documentIds: readonly Id[]): Promise<Map<Id, QuoteLinkRow>> {
  const rows = await tx.query<QuoteLinkRow>(
    `select distinct on (l.document_id) ${columns} from quote_link l where l.document_id = any($1::uuid[])
     order by l.document_id, l.id desc`,
    [documentIds],
  );
  return new Map(rows.map((row) => [row.documentId, row]));
}

/** A link with how its quote stands now. */
export interface LinkedQuote {
  link: QuoteLinkRow;
  quote: {
    id: Id;
    opportunityId: Id;
    title: string;
    number: number | null;
    state: DocumentState;
    revision: number;
    stageKind: StageKind;
    isOutOfDate: boolean;
  };
}

/** Null for a link whose quote is gone. */
export async function quoteOfLink(tx: Tx, linkId: Id): Promise<LinkedQuote | null> {
  const [row] = await tx.query<QuoteLinkRow & Omit<LinkedQuote['quote'], 'id' | 'revision'> & { revisionNow: number }>(
    `select ${columns}, d.opportunity_id as "opportunityId", d.title, d.number, d.state, d.revision as "revisionNow", s.kind as "stageKind",
       (d.valid_until is not null and d.valid_until < (now() at time zone 'UTC')::date) as "isOutOfDate"
     from quote_link l join document d on d.id = l.document_id join opportunity o on o.id = d.opportunity_id
     join pipeline_stage s on s.id = o.stage_id
     where l.id = $1`,
    [linkId],
  );
  if (!row) return null;
  const { opportunityId, title, number, state, revisionNow, stageKind, isOutOfDate, ...link } = row;
  return {
    link,
    quote: { id: link.documentId, opportunityId, title, number, state, revision: revisionNow, stageKind, isOutOfDate },
  };
}

export async function countOpening(tx: Tx, linkId: Id): Promise<void> {
  await tx.query('update quote_link set opened = opened + 1, opened_at = now() where id = $1', [linkId]);
}
