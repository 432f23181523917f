import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { linesAsSentAgain } from '../../messages/line-drift.messages.ts';
import { LINES_CHANGED } from '../outbox/changed-lines.queries.ts';
import type { StandingLine } from './line-drift.rules.ts';

export interface PushedLines {
  connectionId: Id;
  opportunityId: Id;
  remoteId: string;
  lines: readonly StandingLine[];
  /** What the quote was; see `digestOfLines`. */
  sent: string;
  /** By what they differ from the quote all the same, in words; null when they do not. */
  difference: string | null;
}

/** Keeps how the lines stand after a push; what was told of earlier edits is over. Answers whether the difference is news. */
export async function keepPushedLines(
  tx: Tx,
  { connectionId, opportunityId, remoteId, lines, sent, difference }: PushedLines,
): Promise<boolean> {
  const rows = await tx.query<{ isNews: boolean }>(
    `with before as (select difference from pushed_lines where connection_id = $1 and opportunity_id = $2),
     kept as (
       insert into pushed_lines as p (connection_id, opportunity_id, remote_id, lines, sent, difference) values ($1, $2, $3, $4, $5, $6)
       on conflict (workspace_id, connection_id, opportunity_id) do update set
         remote_id = excluded.remote_id, lines = excluded.lines, sent = excluded.sent, difference = excluded.difference,
         version = p.version + 1, checked_at = null, told = null
       returning difference)
     select kept.difference is not null and kept.difference is distinct from (select difference from before) as "isNews" from kept`,
    [connectionId, opportunityId, remoteId, JSON.stringify(lines), sent, difference],
  );
  return rows[0]?.isNews === true;
}

/** How the lines stood after the last push, and what the quote was then; null when none was sent. */
export async function readPushedLines(
  tx: Tx,
  connectionId: Id,
  opportunityId: Id,
): Promise<{ remoteId: string; lines: StandingLine[]; sent: string | null } | null> {
  const rows = await tx.query<{ remoteId: string; lines: StandingLine[]; sent: string | null }>(
    `select remote_id as "remoteId", lines, sent from pushed_lines where connection_id = $1 and opportunity_id = $2`,
    [connectionId, opportunityId],
  );
  return rows[0] ?? null;
}

/** Notes what a push saw of edits that it left as they are; answers whether that is news. */
export async function noteLeft(tx: Tx, connectionId: Id, opportunityId: Id, told: string): Promise<boolean> {
  const rows = await tx.query(
    `update pushed_lines set told = $3, checked_at = clock_timestamp()
     where connection_id = $1 and opportunity_id = $2 and told is distinct from $3 returning 1`,
    [connectionId, opportunityId, told],
  );
  return rows.length > 0;
}

export interface PushedWin {
  opportunityId: Id;
  remoteId: string;
  name: string;
  version: number;
  lines: StandingLine[];
  told: string | null;
}

/** When a round begins, by the database's clock. */
export async function readRoundStart(tx: Tx): Promise<Date> {
  const [clock] = await tx.query<{ now: Date }>('select now() as now');
  if (!clock) throw new Error('PostgreSQL did not tell the time.');
  return clock.now;
}

/** Pushed wins that were not looked at since, those first that were not for the longest time. None whose push is on its way. */
export const readPushedWins = (tx: Tx, connectionId: Id, since: Date, limit: number): Promise<PushedWin[]> =>
  tx.query<PushedWin>(
    `select p.opportunity_id as "opportunityId", p.remote_id as "remoteId", o.name, p.version, p.lines, p.told
     from pushed_lines p
     join opportunity o on o.id = p.opportunity_id
     join pipeline_stage s on s.id = o.stage_id and s.kind = 'won'
     join entity_link l on l.connection_id = p.connection_id and l.entity = 'opportunity' and l.local_id = o.id and l.state = 'linked'
     where p.connection_id = $1 and (p.checked_at is null or p.checked_at < $2) and ${isAtRest}
     order by p.checked_at nulls first, p.opportunity_id limit $3`,
    [connectionId, since.toISOString(), limit],
  );

const isAtRest = `exists (select from push_request r where r.connection_id = p.connection_id and r.entity = 'opportunity'
  and r.local_id = p.opportunity_id and r.state = 'done')`;

export interface Looked {
  opportunityId: Id;
  version: number;
  /** What is to be told of it now; null: nothing. */
  told: string | null;
}

/** Notes what was seen of each; answers those of which it is news. One that was pushed meanwhile is left alone. */
export async function noteLooked(tx: Tx, connectionId: Id, looked: readonly Looked[]): Promise<Set<Id>> {
  const rows = await tx.query<{ id: Id | null }>(
    `with given as (select * from unnest($2::uuid[], $3::int[], $4::text[]) as g(id, version, told)),
     before as (select p.opportunity_id, p.told from pushed_lines p join given g on g.id = p.opportunity_id where p.connection_id = $1 for update of p)
     update pushed_lines p set checked_at = clock_timestamp(), told = g.told from given g, before b
     where p.connection_id = $1 and p.opportunity_id = g.id and b.opportunity_id = g.id and p.version = g.version and ${isAtRest}
     returning case when b.told is distinct from g.told then p.opportunity_id end as id`,
    [
      connectionId,
      looked.map((one) => one.opportunityId),
      looked.map((one) => one.version),
      looked.map((one) => one.told),
    ],
  );
  return new Set(rows.flatMap(({ id }) => (id ? [id] : [])));
}

/** Those whose lines are as they were sent again. */
export async function resolveLines(tx: Tx, connectionId: Id, opportunityIds: readonly Id[]): Promise<void> {
  if (opportunityIds.length === 0) return;
  await tx.query(
    `update sync_issue set state = 'resolved', resolution = $3, last_seen_at = now()
     where connection_id = $1 and entity = 'opportunity' and direction = 'out' and code = '${LINES_CHANGED}' and state = 'open'
       and local_id = any($2::uuid[])`,
    [connectionId, opportunityIds, linesAsSentAgain()],
  );
}
