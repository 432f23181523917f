import type { Id } from '../../../../platform/ids.ts';

interface DocumentFile {
  fileName: string;
  contentType: string;
  data: Buffer;
}

/** The bytes of a document: a quote rendered as PDF, or the uploaded file. Called without an open transaction. */
export type DocumentBytes = (workspaceId: Id, documentId: Id) => Promise<DocumentFile>;
