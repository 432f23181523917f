import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

export interface DocumentFile {
  fileName: string;
  contentType: string;
  data: Buffer;
}

/** The bytes of a document: a quote rendered as PDF, or the uploaded file. */
export type DocumentBytes = (tx: Tx, documentId: Id) => Promise<DocumentFile>;
