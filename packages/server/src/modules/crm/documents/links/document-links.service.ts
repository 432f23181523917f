import type { Database, Tx } from '../../../../platform/database/database.ts';
import { AppError, refuse } from '../../../../platform/errors.ts';
import { type Id, isId } from '../../../../platform/ids.ts';
import type { SecretBox } from '../../../../platform/secrets.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import { documentById } from '../document.queries.ts';
import { revokeQuoteLinks } from '../share/quote-link.queries.ts';
import { linkInForce, openLink, revokeLinks } from './document-links.queries.ts';
import { linkToken, readLinkToken } from './link-token.rules.ts';

/** What the workspace allows. */
export interface LinkPolicy {
  isOn: boolean;
  /** Days after which a new link expires; null: never. */
  expireAfterDays: number | null;
}

export interface DocumentLinksDeps {
  database: Database;
  secrets: SecretBox;
  audit: AuditLog;
  publicUrl: string;
  policyOf(tx: Tx): Promise<LinkPolicy>;
}

/** The same words for a link that was tampered with, revoked, expired or switched off: a stranger learns nothing from the difference. */
const INVALID = 'This link is not valid, or not any more. Ask the person who works on the quote for the document.';

/** Links by which a document opens without a session, where the workspace allows it. */
export class DocumentLinks {
  constructor(private readonly deps: DocumentLinksDeps) {}

  /** The address that opens a document: by a signed link where the workspace allows it, else one that leads to the sign-in. */
  async urlOf(workspaceId: Id, documentId: Id): Promise<string> {
    const { database, secrets, publicUrl, policyOf } = this.deps;
    const linkId = await database.inWorkspace(workspaceId, async (tx) => {
      const { isOn, expireAfterDays } = await policyOf(tx);
      return isOn ? linkInForce(tx, documentId, expireAfterDays) : null;
    });
    return linkId === null
      ? `${publicUrl}/api/documents/${documentId}/file`
      : `${publicUrl}/api/shared/documents/${linkToken(secrets, { workspaceId, linkId })}`;
  }

  /** The document of a link, noted in the audit log. Throws AppError "not_found" alike for all that is not valid. */
  async open(token: string, from: string): Promise<{ workspaceId: Id; documentId: Id }> {
    const { database, secrets, audit, policyOf } = this.deps;
    const named = readLinkToken(secrets, token);
    if (!named) throw new AppError('not_found', INVALID);
    const { workspaceId, linkId } = named;
    const opened = await database.inWorkspace(workspaceId, async (tx) => {
      const found = (await policyOf(tx)).isOn ? await openLink(tx, linkId) : null;
      if (!found) return null;
      const { documentId, opportunityId, title } = found;
      await audit.record(tx, [
        {
          operation: 'check',
          status: 'info',
          code: 'document_link_opened',
          entity: 'document',
          name: title,
          localId: documentId,
          opportunityId,
          description: `"${title}" was opened by its link, from the address ${from}.`,
        },
      ]);
      return documentId;
    });
    if (!opened) throw new AppError('not_found', INVALID);
    return { workspaceId, documentId: opened };
  }

  /** Ends the link of one document, or with null all of the workspace. Answers how many there were. ProblemsError: not_found. */
  async revoke(tx: Tx, documentId: Id | null, by: string): Promise<number> {
    const document = documentId !== null && isId(documentId) ? await documentById(tx, documentId) : null;
    if (documentId !== null && !document)
      return refuse('not_found', 'This document does not exist any more. Go back to the list.', 'documentId');
    const forClients = documentId === null ? await revokeQuoteLinks(tx, null) : 0;
    const revoked = forClients + (await revokeLinks(tx, documentId));
    if (revoked === 0) return 0;
    await this.deps.audit.record(tx, [
      {
        operation: 'setting',
        status: 'success',
        code: 'document_link_revoked',
        name: document?.title ?? 'Document links',
        ...(document
          ? { entity: 'document' as const, localId: document.id, opportunityId: document.opportunityId }
          : {}),
        actor: by,
        description: document
          ? `${by} revoked the link of "${document.title}": it opens nothing any more.`
          : `${by} revoked all ${revoked} links of documents: they open nothing any more.`,
      },
    ]);
    return revoked;
  }
}
