import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { linesAsSentAgain } from '../../messages/line-drift.messages.ts';
import type { IssueText } from '../../messages/message.ts';
import type { StandingLine } from './line-drift.rules.ts';

export interface PushedLines {
  connectionId: Id;
  opportunityId: Id;
  remoteId: string;
  lines: readonly StandingLine[];
}

/** Keeps how the lines stand after a push; what was told of earlier edits is over. */
export async function keepPushedLines(
  tx: Tx,
  { connectionId, opportunityId, remoteId, lines }: PushedLines,
): Promise<void> {
  await tx.query(
    `insert into pushed_lines as p (connection_id, opportunity_id, remote_id, lines) values ($1, $2, $3, $4)
     on conflict (workspace_id, connection_id, opportunity_id) do update set
       remote_id = excluded.remote_id, lines = excluded.lines, version = p.version + 1, checked_at = null, told = null`,
    [connectionId, opportunityId, remoteId, JSON.stringify(lines)],
  );
}

export interface PushedWin {
  opportunityId: Id;
  remoteId: string;
  name: string;
  version: number;
  lines: StandingLine[];
  told: string | null;
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
  const rows = await tx.query<{ id: Id }>(
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

export const LINES_CHANGED = 'lines_changed';

export interface LinesIssue extends IssueText {
  opportunityId: Id;
  name: string;
}

/** One open issue a record; another cause that waits for a person goes before. A push that goes through resolves it, as all of direction out. */
export async function raiseLines(tx: Tx, connectionId: Id, issues: readonly LinesIssue[]): Promise<void> {
  if (issues.length === 0) return;
  await tx.query(
    `insert into sync_issue as i (connection_id, entity, direction, code, message, advice, record_name, local_id)
     select $1, 'opportunity', 'out', '${LINES_CHANGED}', g.message, g.advice, g.name, g.id
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as g(id, name, message, advice)
     on conflict (workspace_id, connection_id, entity, direction, record_key) where state = 'open' do update set
       message = excluded.message, last_seen_at = now() where i.code = '${LINES_CHANGED}'`,
    [
      connectionId,
      issues.map((one) => one.opportunityId),
      issues.map((one) => one.name),
      issues.map((one) => one.message),
      issues.map((one) => one.advice),
    ],
  );
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
