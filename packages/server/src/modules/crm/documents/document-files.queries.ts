import type { DocumentKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** A document, and where its bytes are; a quote has none. */
export interface StoredDocument {
  kind: DocumentKind;
  title: string;
  fileName: string;
  contentType: string;
  storageKey: string | null;
  /** Of a quote that is no draft: the PDF as it was sent. */
  kept: Buffer | null;
}

export interface NewFile {
  id: Id;
  opportunityId: Id;
  title: string;
  fileName: string;
  contentType: string;
  storageKey: string;
  sizeBytes: number;
}

export async function isOpportunityThere({ db }: Tx, id: Id): Promise<boolean> {
  const row = await db.selectFrom('opportunity').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

export async function storedDocument({ db }: Tx, id: Id): Promise<StoredDocument | null> {
  const row = await db
    .selectFrom('document as d')
    .leftJoin('quote_revision as r', (join) =>
      join.onRef('r.document_id', '=', 'd.id').onRef('r.revision', '=', 'd.revision').on('d.state', '<>', 'draft'),
    )
    .select([
      'd.kind',
      'd.title',
      'd.file_name as fileName',
      'd.content_type as contentType',
      'd.storage_key as storageKey',
      'r.pdf as kept',
    ])
    .where('d.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertFile({ db }: Tx, file: NewFile): Promise<void> {
  await db
    .insertInto('document')
    .values({
      id: file.id,
      opportunity_id: file.opportunityId,
      kind: 'file',
      title: file.title,
      file_name: file.fileName,
      content_type: file.contentType,
      storage_key: file.storageKey,
      size_bytes: file.sizeBytes,
    })
    .execute();
}
