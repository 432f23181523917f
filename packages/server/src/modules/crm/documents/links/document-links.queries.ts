import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

export interface DocumentLinkRow {
  id: Id;
  documentId: Id;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  opened: number;
  openedAt: Date | null;
}

const columns = `l.id, l.document_id as "documentId", l.created_at as "createdAt", l.expires_at as "expiresAt",
  l.revoked_at as "revokedAt", l.opened, l.opened_at as "openedAt"`;

/** The link of a document that is in force, made where there is none; one that expired gives way. */
export async function linkInForce(tx: Tx, documentId: Id, expireAfterDays: number | null): Promise<Id> {
  await tx.query(
    `update document_link set revoked_at = now() where document_id = $1 and revoked_at is null and expires_at <= now()`,
    [documentId],
  );
  const made = await tx.query<{ id: Id }>(
    `insert into document_link as l (document_id, expires_at) values ($1, now() + make_interval(days => $2::int))
     on conflict (workspace_id, document_id) where revoked_at is null do update set document_id = excluded.document_id
     returning l.id`,
    [documentId, expireAfterDays],
  );
  return made[0]?.id ?? '';
}

/** Counts that a link was opened; null for one that is not in force, or whose document is gone. */
export async function openLink(tx: Tx, id: Id): Promise<{ documentId: Id; opportunityId: Id; title: string } | null> {
  const rows = await tx.query<{ documentId: Id; opportunityId: Id; title: string }>(
    `update document_link l set opened = l.opened + 1, opened_at = now() from document d
     where l.id = $1 and l.revoked_at is null and (l.expires_at is null or l.expires_at > now()) and d.id = l.document_id
     returning d.id as "documentId", d.opportunity_id as "opportunityId", d.title`,
    [id],
  );
  return rows[0] ?? null;
}

/** Ends the link of a document, or all of the workspace; answers how many were in force. */
export async function revokeLinks(tx: Tx, documentId: Id | null): Promise<number> {
  const rows = await tx.query(
    `update document_link set revoked_at = now() where revoked_at is null and ($1::uuid is null or document_id = $1)
     returning id`,
    [documentId],
  );
  return rows.length;
}

/** The newest link of each document. */
export async function linksByDocument(tx: Tx, documentIds: readonly Id[]): Promise<Map<Id, DocumentLinkRow>> {
  const rows = await tx.query<DocumentLinkRow>(
    `select distinct on (l.document_id) ${columns} from document_link l where l.document_id = any($1::uuid[])
     order by l.document_id, l.created_at desc`,
    [documentIds],
  );
  return new Map(rows.map((row) => [row.documentId, row]));
}

/** How many links open a document at this moment. */
export async function linksInForce(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from document_link where revoked_at is null and (expires_at is null or expires_at > now())',
  );
  return row?.count ?? 0;
}
