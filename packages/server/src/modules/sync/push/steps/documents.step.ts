import { type DocumentInfo, documentWire } from '../../../../connectwise/wire/document.ts';
import type { Id } from '../../../../platform/ids.ts';
import { attachedDocument, foundDocument } from '../../messages/push-description.messages.ts';
import { cut, wireLine } from '../../records/wire-text.rules.ts';
import type { DocumentRow } from '../attempt/crm-records.queries.ts';
import type { DocumentBytes } from '../attempt/document-bytes.ts';
import { isNewThere } from '../attempt/origin.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';

export interface DocumentsTarget {
  opportunityId: Id;
  opportunityName: string;
  remoteOpportunityId: number;
  documents: readonly DocumentRow[];
}

/** Uploads what is not attached yet (requirements R56, A21). Answers how many were. */
export async function pushDocuments(
  attempt: PushAttempt,
  target: DocumentsTarget,
  bytes: DocumentBytes,
): Promise<{ attached: number }> {
  const links = await attempt.links.ofAll(
    'document',
    target.documents.map((d) => d.id),
  );
  const missing = target.documents.filter((d) => !links.some((link) => link.localId === d.id));
  let attached = 0;
  for (const document of missing) if (await attach(attempt, target, document, bytes)) attached++;
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  return { attached };
}

async function attach(
  attempt: PushAttempt,
  target: DocumentsTarget,
  document: DocumentRow,
  bytes: DocumentBytes,
): Promise<boolean> {
  attempt.at({ entity: 'document', localId: document.id, name: document.title });
  const title = documentTitle(document);
  const file = await bytes(attempt.workspaceId, document.id);
  const made = await attempt.createOnce<DocumentInfo>({
    entity: 'document',
    localId: document.id,
    parentLocalId: target.opportunityId,
    naturalKey: { title },
    words: `document "${document.title}"`,
    find: () => findByMark(attempt, target.remoteOpportunityId, document.id),
    match: () => findByMark(attempt, target.remoteOpportunityId, document.id),
    create: () =>
      attempt.client.uploadDocument({
        recordType: 'Opportunity',
        recordId: target.remoteOpportunityId,
        title,
        fileName: file.fileName,
        contentType: file.contentType,
        data: file.data,
      }),
    event: (_record, how) => ({
      entity: 'document',
      name: document.title,
      description:
        how === 'created'
          ? attachedDocument({ name: file.fileName, bytes: file.data.length }, target.opportunityName)
          : foundDocument({ name: file.fileName }, target.opportunityName),
      changes: [],
    }),
  });
  return isNewThere(made);
}

/** The end of our ID: enough to tell documents apart, short enough for a title that people read. */
const markOf = (id: Id): string => `[${id.slice(-12)}]`;

/** `Quote 12: Firewall refresh [8c21f0a9d3e4]` */
export function documentTitle(document: Pick<DocumentRow, 'id' | 'kind' | 'number' | 'title'>): string {
  const title = cut(wireLine(document.title) ?? 'Document', 80);
  const name = document.kind === 'quote' ? `Quote ${document.number ?? ''}: ${title}` : title;
  return `${name} ${markOf(document.id)}`;
}

async function findByMark(attempt: PushAttempt, remoteOpportunityId: number, id: Id): Promise<DocumentInfo | null> {
  const found = await attempt.client.find(documentWire, {
    query: { recordType: 'Opportunity', recordId: String(remoteOpportunityId) },
  });
  return found.find((d) => d.title?.includes(markOf(id))) ?? null;
}
