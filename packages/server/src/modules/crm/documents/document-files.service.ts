import type { DocumentKind } from '@causeway/shared/vocabulary';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { AppError, ProblemsError, refuse } from '../../../platform/errors.ts';
import { type Id, isId, newId } from '../../../platform/ids.ts';
import type { Storage } from '../../../platform/storage.ts';
import type { Origin } from '../../audit/origin.ts';
import type { CrmChanges } from '../history/crm-changes.ts';
import { insertFile, isOpportunityThere, type StoredDocument, storedDocument } from './document-files.queries.ts';
import { contentTypeOf, fileProblem, titleOf } from './file-name.rules.ts';
import { printedQuote } from './print-quote.ts';
import { type QuoteToPrint, readQuoteSheet } from './quote-sheet.ts';
import { keptPdf } from './revisions/quote-revision.queries.ts';

/** A document as a file: an uploaded one, or a quote printed as PDF. */
export interface DocumentFile {
  kind: DocumentKind;
  title: string;
  fileName: string;
  contentType: string;
  data: Buffer;
}

interface Found {
  stored: StoredDocument;
  /** Of quotes. */
  sheet: QuoteToPrint | null;
}

/** The bytes of documents. No transaction of its own is open while a PDF is printed or a file is read or written. */
export class DocumentFiles {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly changes: CrmChanges,
  ) {}

  /** A quote as it was sent: a revision that was. Throws AppError "not_found". */
  async readRevision(workspaceId: Id, documentId: Id, revision: number): Promise<{ fileName: string; data: Buffer }> {
    const found = await this.database.inWorkspace(workspaceId, (tx) => keptPdf(tx, documentId, revision), {
      readOnly: true,
    });
    if (!found)
      throw new AppError('not_found', 'This revision of the quote was never sent, or is gone with its quote.');
    return { fileName: found.fileName, data: found.pdf };
  }

  /** The same quote gives the same bytes until it is edited; a sent one those that were sent. Throws AppError "not_found". */
  async read(workspaceId: Id, documentId: Id): Promise<DocumentFile> {
    const found = await this.database.inWorkspace(workspaceId, (tx) => find(tx, documentId), { readOnly: true });
    return this.open(found);
  }

  /** Attaches a file to an opportunity; `fileName` is clean already. Throws ProblemsError: not_found, file_type, file_empty, file_too_large. */
  async attach(
    workspaceId: Id,
    opportunityId: Id,
    file: { fileName: string; data: Buffer },
    origin: Origin,
  ): Promise<Id> {
    const problem = fileProblem({ fileName: file.fileName, bytes: file.data.length });
    if (problem) throw new ProblemsError([problem]);
    await this.assertOpportunity(workspaceId, opportunityId);
    const id = newId();
    const storageKey = `${workspaceId}/${id}`;
    await this.storage.put(storageKey, file.data);
    try {
      await this.database.inWorkspace(workspaceId, async (tx) => {
        const title = titleOf(file.fileName);
        await insertFile(tx, {
          id,
          opportunityId,
          title,
          fileName: file.fileName,
          contentType: contentTypeOf(file.fileName),
          storageKey,
          sizeBytes: file.data.length,
        });
        const told = { entity: 'document', id, kind: 'created', name: title } as const;
        await this.changes.tell(tx, { entity: 'opportunity', id: opportunityId, kind: 'updated', origin }, told);
      });
    } catch (error) {
      await this.storage.delete(storageKey);
      throw error;
    }
    return id;
  }

  private async open({ stored, sheet }: Found): Promise<DocumentFile> {
    const { kind, title, fileName, contentType, storageKey, kept } = stored;
    const data =
      kept ?? (sheet ? (await printedQuote(this.storage, sheet)).pdf : await this.storage.get(storageKey ?? ''));
    return { kind, title, fileName, contentType, data };
  }

  private async assertOpportunity(workspaceId: Id, id: Id): Promise<void> {
    const isThere =
      isId(id) &&
      (await this.database.inWorkspace(workspaceId, (tx) => isOpportunityThere(tx, id), { readOnly: true }));
    if (!isThere)
      refuse('not_found', 'This opportunity does not exist any more. Go back to the list.', 'opportunityId');
  }
}

async function find(tx: Tx, documentId: Id): Promise<Found> {
  const stored = isId(documentId) ? await storedDocument(tx, documentId) : null;
  if (!stored) throw new AppError('not_found', 'This document does not exist any more.', { id: documentId });
  return {
    stored,
    sheet: stored.kind === 'quote' && !stored.kept ? await readQuoteSheet(tx, documentId.toLowerCase()) : null,
  };
}
