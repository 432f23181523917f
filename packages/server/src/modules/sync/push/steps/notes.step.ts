import { type OpportunityNote, opportunityNoteWire } from '../../../../connectwise/wire/opportunity.ts';
import type { Id } from '../../../../platform/ids.ts';
import { addedNote, foundNote } from '../../messages/push-description.messages.ts';
import { cut, wireLine } from '../../records/wire-text.rules.ts';
import type { DocumentRow } from '../attempt/crm-records.queries.ts';
import { isNewThere } from '../attempt/origin.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import type { DocumentsTarget } from './documents.step.ts';

/** Where a document can be opened in this product. */
export type DocumentUrl = (workspaceId: Id, documentId: Id) => Promise<string>;

/** Adds one note with the address of each document, unless it is there (requirement R56). Answers how many were added. */
export async function pushNotes(
  attempt: PushAttempt,
  target: DocumentsTarget,
  urlOf: DocumentUrl,
): Promise<{ noted: number }> {
  const links = await attempt.links.ofAll(
    'note',
    target.documents.map((d) => d.id),
  );
  const missing = target.documents.filter((d) => !links.some((link) => link.localId === d.id));
  let noted = 0;
  for (const document of missing)
    if (await note(attempt, target, document, await urlOf(attempt.workspaceId, document.id))) noted++;
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  return { noted };
}

async function note(
  attempt: PushAttempt,
  target: DocumentsTarget,
  document: DocumentRow,
  url: string,
): Promise<boolean> {
  attempt.at({ entity: 'document', localId: document.id, name: document.title });
  const text = noteText(document, url);
  const find = async (address: string): Promise<OpportunityNote | null> => {
    const notes = await attempt.client.find(opportunityNoteWire, { parentId: target.remoteOpportunityId });
    return notes.find((n) => n.text?.includes(address)) ?? null;
  };
  const made = await attempt.createOnce<OpportunityNote>({
    entity: 'note',
    localId: document.id,
    parentLocalId: target.opportunityId,
    naturalKey: { url },
    words: `the note about "${document.title}"`,
    // As it was sent then: the settings may have changed what addresses look like.
    find: (_since, key) => find(String(key.url)),
    match: () => find(url),
    create: () => attempt.client.create(opportunityNoteWire, { text }, target.remoteOpportunityId),
    event: (_record, how) => ({
      entity: 'document',
      name: document.title,
      description:
        how === 'created'
          ? addedNote(document.title, target.opportunityName)
          : foundNote(document.title, target.opportunityName),
      changes: how === 'created' ? [{ field: 'text', from: null, to: text }] : [],
    }),
  });
  return isNewThere(made);
}

/** One line: ConnectWise does not support line breaks in notes (connectwise-api.md §3.5). */
export const noteText = (document: Pick<DocumentRow, 'kind' | 'number' | 'title'>, url: string): string => {
  const title = cut(wireLine(document.title) ?? 'Document', 200);
  return document.kind === 'quote'
    ? `Quote ${document.number ?? ''} "${title}": ${url}`
    : `Document "${title}": ${url}`;
};
