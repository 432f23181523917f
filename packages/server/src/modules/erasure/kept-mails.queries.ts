import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';

/** Mails that were kept, each with whether its row bears the mark of an erasure. */
export const keptMails = (tx: Tx, after: Id | null, most: number): Promise<{ id: Id; isMarked: boolean }[]> =>
  tx.query<{ id: Id; isMarked: boolean }>(
    `select d.id, (d.recipient || ' ' || d.subject) like '%[erased]%' as "isMarked" from delivery d
     where d.state = 'kept' and ($1::uuid is null or d.id > $1) order by d.id limit $2`,
    [after, most],
  );

export async function redactedText(tx: Tx, text: string, needles: readonly string[]): Promise<string> {
  const [row] = await tx.query<{ text: string }>(`select redact_text($1, erasing_pattern($2::text[])) as text`, [
    text,
    needles,
  ]);
  return row?.text ?? text;
}
