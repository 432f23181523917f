import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ErasureQuotes } from './erased-quotes.queries.ts';

export type ErasureSubject = 'contact' | 'person';
/** What becomes of the link of a contact: it stays, with ConnectWise's number and never to sync, or goes. */
export type ErasureLink = 'keep' | 'remove';

export interface ErasureRow {
  id: Id;
  subject: ErasureSubject;
  subjectId: Id;
  link: ErasureLink;
  quotes: ErasureQuotes;
  state: 'running' | 'done';
  needles: string[] | null;
  remoteIds: string[] | null;
  step: number;
  after: Id | null;
  counts: Record<string, number>;
  requestedBy: string;
  startedAt: Date;
  finishedAt: Date | null;
}

const columns = `id, subject, subject_id as "subjectId", link, quotes, state, needles, remote_ids as "remoteIds", step, after, counts,
  requested_by as "requestedBy", started_at as "startedAt", finished_at as "finishedAt"`;

export interface NewErasure {
  subject: ErasureSubject;
  subjectId: Id;
  link: ErasureLink;
  quotes: ErasureQuotes;
  needles: readonly string[];
  remoteIds: readonly string[];
  requestedBy: string;
}

/** Undefined when this one was erased, or is being erased, already. */
export async function insertErasure(tx: Tx, one: NewErasure): Promise<ErasureRow | undefined> {
  const [row] = await tx.query<ErasureRow>(
    `insert into erasure (subject, subject_id, link, needles, remote_ids, requested_by, quotes) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, subject, subject_id) do nothing returning ${columns}`,
    [one.subject, one.subjectId, one.link, one.needles, one.remoteIds, one.requestedBy, one.quotes],
  );
  return row;
}

export const erasures = (tx: Tx, limit: number): Promise<ErasureRow[]> =>
  tx.query<ErasureRow>(`select ${columns} from erasure order by id desc limit $1`, [limit]);

export async function erasureOf(tx: Tx, subject: ErasureSubject, subjectId: Id): Promise<ErasureRow | undefined> {
  const [row] = await tx.query<ErasureRow>(`select ${columns} from erasure where subject = $1 and subject_id = $2`, [
    subject,
    subjectId,
  ]);
  return row;
}

export const unfinishedErasures = (tx: Tx): Promise<{ workspaceId: Id; erasureId: Id }[]> =>
  tx.query('select workspace_id as "workspaceId", erasure_id as "erasureId" from system_unfinished_erasures()');

/** Takes a running erasure, for a minute from now; locked, so that two workers never do the same piece. */
export async function takeErasure(tx: Tx, id: Id): Promise<ErasureRow | undefined> {
  const [row] = await tx.query<ErasureRow>(
    `update erasure set lease_until = now() + interval '1 minute' where id = $1 and state = 'running' returning ${columns}`,
    [id],
  );
  return row;
}

/** How far it is. `after` null: the piece is done, and the next one comes. */
export async function noteProgress(
  tx: Tx,
  { id, step, counts }: ErasureRow,
  { counted, changed, after }: { counted: string; changed: number; after: Id | null },
): Promise<void> {
  const now = { ...counts, [counted]: (counts[counted] ?? 0) + changed };
  await tx.query('update erasure set step = $2, after = $3, counts = $4 where id = $1', [
    id,
    after === null ? step + 1 : step,
    after,
    JSON.stringify(now),
  ]);
}

/** With its end everything that was looked for is forgotten. */
export async function endErasure(tx: Tx, id: Id): Promise<void> {
  await tx.query(
    `update erasure set state = 'done', needles = null, remote_ids = null, after = null, lease_until = null, finished_at = now() where id = $1`,
    [id],
  );
}

/** One page of a log. `lastId` null: there was none behind. */
export async function eraseInLog(
  tx: Tx,
  log: 'audit' | 'security',
  { id, after }: Pick<ErasureRow, 'id' | 'after'>,
  most: number,
): Promise<{ lastId: Id | null; changed: number }> {
  const [row] = await tx.query<{ lastId: Id | null; changed: number }>(
    `select last_id as "lastId", changed from erase_in_${log}_log($1, $2, $3)`,
    [id, after, most],
  );
  return row ?? { lastId: null, changed: 0 };
}
