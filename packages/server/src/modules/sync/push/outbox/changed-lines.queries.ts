import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { IssueText } from '../../messages/message.ts';

/** The issue of lines in ConnectWise that are not those of the quote. */
export const LINES_CHANGED = 'lines_changed';

/** Lines that are not those of the quote after a push: an issue, opened when that is news. */
export interface LinesRemark extends IssueText {
  isNews: boolean;
}

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

/** On a person's word the next push makes the lines those of the quote, whatever was edited in ConnectWise. */
export const sendLinesAgain = (tx: Tx, connectionId: Id, opportunityId: Id) =>
  tx.query(`update pushed_lines set sent = null, difference = null where connection_id = $1 and opportunity_id = $2`, [
    connectionId,
    opportunityId,
  ]);
