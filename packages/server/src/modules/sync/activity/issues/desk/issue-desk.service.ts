import type { Database, Tx } from '../../../../../platform/database/database.ts';
import { refuse } from '../../../../../platform/errors.ts';
import type { Actor } from '../../../../../platform/graphql/context.ts';
import { type Id, isId } from '../../../../../platform/ids.ts';
import type { AuditLog } from '../../../../audit/audit-log.service.ts';
import { issueParked, issueUnparked } from '../../../messages/issue.messages.ts';
import { findIssue, type IssueRow } from '../issues.queries.ts';
import { addComment, assignIssue, isPerson, parkIssue } from './issue-desk.queries.ts';

export interface IssueDeskDeps {
  database: Pick<Database, 'inWorkspace'>;
  audit: AuditLog;
}

const MAX_TEXT = 2_000;

/** How people share the work on issues: who has one, what was found out, and what waits until later. Syncing is not touched by any of it. */
export class IssueDesk {
  constructor(private readonly deps: IssueDeskDeps) {}

  /** Gives an issue to somebody, or to nobody. */
  assign(actor: Actor, id: Id, userId: string | null): Promise<IssueRow> {
    return this.change(actor, id, async (tx) => {
      if (userId !== null && !(isId(userId) && (await isPerson(tx, userId))))
        refuse('not_found', 'This person does not exist or may not sign in any more.', 'userId');
      await assignIssue(tx, id, userId);
    });
  }

  comment(actor: Actor, id: Id, text: string): Promise<IssueRow> {
    const said = textOf(text, 'text');
    return this.change(actor, id, (tx) => addComment(tx, { issueId: id, author: actor.name, text: said }));
  }

  /** Puts an open issue aside with a reason; it still closes by itself once its record syncs. */
  park(actor: Actor, id: Id, reason: string): Promise<IssueRow> {
    const because = textOf(reason, 'reason');
    return this.change(actor, id, async (tx, issue) => {
      if (!(await parkIssue(tx, id, { by: actor.name, reason: because })))
        refuse('closed', 'This issue was closed meanwhile. Reload the list.', 'id');
      await this.tell(tx, actor, issue, issueParked(actor.name, because));
    });
  }

  unpark(actor: Actor, id: Id): Promise<IssueRow> {
    return this.change(actor, id, async (tx, issue) => {
      if (issue.parkedAt === null) return;
      if (!(await parkIssue(tx, id, null))) refuse('closed', 'This issue was closed meanwhile. Reload the list.', 'id');
      await this.tell(tx, actor, issue, issueUnparked(actor.name));
    });
  }

  private tell(tx: Tx, actor: Actor, issue: IssueRow, description: string): Promise<void> {
    const { direction, entity, recordName: name, localId, remoteId } = issue;
    return this.deps.audit.record(tx, [
      {
        direction,
        entity,
        name,
        localId,
        remoteId,
        operation: 'check',
        status: 'info',
        code: 'parked',
        description,
        actor: actor.name,
      },
    ]);
  }

  private change(actor: Actor, id: Id, work: (tx: Tx, issue: IssueRow) => Promise<void>): Promise<IssueRow> {
    return this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      const issue = isId(id) ? await findIssue(tx, id) : null;
      if (!issue) return refuse('not_found', 'This issue does not exist.', 'id');
      await work(tx, issue);
      return (await findIssue(tx, id)) ?? issue;
    });
  }
}

function textOf(text: string, field: 'text' | 'reason'): string {
  const said = text.trim();
  if (said === '' && field === 'text') refuse('required', 'Write what you want to say.', field);
  if (said === '') refuse('required', 'Say why it is parked; others will read it.', field);
  if (said.length > MAX_TEXT)
    refuse('too_long', `Keep it below ${MAX_TEXT.toLocaleString('en-US')} characters.`, field);
  return said;
}
