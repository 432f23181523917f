import type { DocumentKind } from '@causeway/shared/vocabulary';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { AppError, ProblemsError, refuse } from '../../../platform/errors.ts';
import { type Id, isId, newId } from '../../../platform/ids.ts';
import type { Storage } from '../../../platform/storage.ts';
import type { Origin } from '../../audit/origin.ts';
import type { CrmChanges } from '../history/crm-changes.ts';
import { contentTypeOf, fileProblem, titleOf } from './file-name.rules.ts';
import { renderQuotePdf } from './quote-pdf.ts';
import { type QuoteSheet, readQuoteSheet } from './quote-sheet.ts';

/** A document as a file: an uploaded one, or a quote printed as PDF. */
export interface DocumentFile {
  kind: DocumentKind;
  title: string;
  fileName: string;
  contentType: string;
  data: Buffer;
}

interface Stored {
  kind: DocumentKind;
  title: string;
  fileName: string;
  contentType: string;
  storageKey: string | null;
}

interface Found {
  stored: Stored;
  /** Of quotes. */
  sheet: QuoteSheet | null;
}

/** The bytes of documents. No transaction of its own is open while a PDF is printed or a file is read or written. */
export class DocumentFiles {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly changes: CrmChanges,
  ) {}

  /** The same quote gives the same bytes until it is edited. Throws AppError "not_found". */
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
        await tx.query(
          `insert into document (id, opportunity_id, kind, title, file_name, content_type, storage_key, size_bytes)
           values ($1, $2, 'file', $3, $4, $5, $6, $7)`,
          [
            id,
            opportunityId,
            titleOf(file.fileName),
            file.fileName,
            contentTypeOf(file.fileName),
            storageKey,
            file.data.length,
          ],
        );
        const told = { entity: 'document', id, kind: 'created', name: titleOf(file.fileName) } as const;
        await this.changes.tell(tx, { entity: 'opportunity', id: opportunityId, kind: 'updated', origin }, told);
      });
    } catch (error) {
      await this.storage.delete(storageKey);
      throw error;
    }
    return id;
  }

  private async open({ stored, sheet }: Found): Promise<DocumentFile> {
    const { kind, title, fileName, contentType, storageKey } = stored;
    const data = sheet ? await renderQuotePdf(sheet) : await this.storage.get(storageKey ?? '');
    return { kind, title, fileName, contentType, data };
  }

  private async assertOpportunity(workspaceId: Id, id: Id): Promise<void> {
    const isThere =
      isId(id) &&
      (await this.database.inWorkspace(workspaceId, (tx) => tx.query('select 1 from opportunity where id = $1', [id]), {
        readOnly: true,
      }));
    if (!isThere || isThere.length === 0)
      refuse('not_found', 'This opportunity does not exist any more. Go back to the list.', 'opportunityId');
  }
}

async function find(tx: Tx, documentId: Id): Promise<Found> {
  const [stored] = isId(documentId)
    ? await tx.query<Stored>(
        `select kind, title, file_name as "fileName", content_type as "contentType", storage_key as "storageKey"
         from document where id = $1`,
        [documentId],
      )
    : [];
  if (!stored) throw new AppError('not_found', 'This document does not exist any more.', { id: documentId });
  return { stored, sheet: stored.kind === 'quote' ? await readQuoteSheet(tx, documentId.toLowerCase()) : null };
}
