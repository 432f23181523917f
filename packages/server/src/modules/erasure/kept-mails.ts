import type { Tx } from '../../platform/database/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Id } from '../../platform/ids.ts';
import type { Storage } from '../../platform/storage.ts';
import { keptMails, redactedText } from './kept-mails.queries.ts';

export interface MailFiles {
  storage: Pick<Storage, 'get' | 'put' | 'delete'>;
  /** The text of a mail that was kept because there is no mail server. */
  keptText: (workspaceId: Id, mailId: Id) => string;
  /** All that lies in the store for it. */
  filesOfMail: (workspaceId: Id, mailId: Id) => readonly string[];
}

/** One page of the mails that lie in the store; their text gets the mark, and what was composed of it goes. `lastId` null: there was none behind. */
export async function eraseInKeptMails(
  tx: Tx,
  { needles, after }: { needles: readonly string[] | null; after: Id | null },
  { storage, keptText, filesOfMail }: MailFiles,
  most = 100,
): Promise<{ lastId: Id | null; changed: number }> {
  const mails = await keptMails(tx, after, most);
  let changed = 0;
  for (const { id, isMarked } of mails) {
    const key = keptText(tx.workspaceId, id);
    const text = await textAt(storage, key);
    const redacted = text === null ? null : await redactedText(tx, text, needles ?? []);
    if (redacted === text && !isMarked) continue;
    for (const file of filesOfMail(tx.workspaceId, id)) if (file !== key) await storage.delete(file);
    if (redacted !== null && redacted !== text) await storage.put(key, Buffer.from(redacted));
    if (redacted !== text) changed++;
  }
  return { lastId: mails.at(-1)?.id ?? null, changed };
}

/** Null when there is no such file. Any other error is thrown, so that the erasure is tried again and not taken for done. */
async function textAt(storage: Pick<Storage, 'get'>, key: string): Promise<string | null> {
  try {
    return String(await storage.get(key));
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
