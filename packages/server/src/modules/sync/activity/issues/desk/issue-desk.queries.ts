import type { Direction, EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../../platform/database/database.ts';
import type { Id } from '../../../../../platform/ids.ts';
import { conditions, type IssueFilter } from '../issues.queries.ts';
import type { IssueAssignee, IssueComment } from './issue-desk.type.ts';

export interface IssueGroupRow {
  code: string;
  entity: EntityType;
  direction: Direction;
  count: number;
  since: Date;
  lastSeenAt: Date;
  newLastDay: number;
  newDayBefore: number;
  advice: string | null;
}

/** All issues that match, by cause and scope, the largest group first. */
export function groupIssues(tx: Tx, filter: IssueFilter): Promise<IssueGroupRow[]> {
  const { where, params } = conditions(filter);
  return tx.query<IssueGroupRow>(
    `select i.code, i.entity, i.direction, count(*)::int as count, min(i.first_seen_at) as since, max(i.last_seen_at) as "lastSeenAt",
       count(*) filter (where i.first_seen_at > now() - interval '24 hours')::int as "newLastDay",
       count(*) filter (where i.first_seen_at > now() - interval '48 hours' and i.first_seen_at <= now() - interval '24 hours')::int as "newDayBefore",
       (array_agg(i.advice order by i.last_seen_at desc))[1] as advice
     from sync_issue i where ${where.join(' and ')} group by i.code, i.entity, i.direction order by count(*) desc, i.code, i.entity, i.direction`,
    params,
  );
}

export async function assignIssue({ db }: Tx, id: Id, userId: Id | null): Promise<void> {
  await db.updateTable('sync_issue').set({ assignee_id: userId }).where('id', '=', id).execute();
}

export async function isPerson({ db }: Tx, userId: Id): Promise<boolean> {
  const found = await db
    .selectFrom('app_user')
    .select('id')
    .where('id', '=', userId)
    .where('disabled_at', 'is', null)
    .where('removed_at', 'is', null)
    .execute();
  return found.length > 0;
}

/** Puts an open issue aside, or with null takes it up again; false when it was closed meanwhile. */
export async function parkIssue({ db }: Tx, id: Id, parked: { by: string; reason: string } | null): Promise<boolean> {
  const rows = await db
    .updateTable('sync_issue')
    .set({
      parked_at: parked ? new Date() : null,
      parked_by: parked?.by ?? null,
      parked_reason: parked?.reason ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .execute();
  return rows.length > 0;
}

export async function addComment({ db }: Tx, comment: { issueId: Id; author: string; text: string }): Promise<void> {
  const { issueId, author, text } = comment;
  await db.insertInto('issue_comment').values({ issue_id: issueId, author, text }).execute();
}

/** Comments of these issues, the oldest first. */
export async function commentsOf({ db }: Tx, issueIds: readonly Id[]): Promise<Map<Id, IssueComment[]>> {
  const rows = await db
    .selectFrom('issue_comment')
    .select(['id', 'issue_id', 'at', 'author', 'text'])
    .where('issue_id', 'in', issueIds)
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, ({ issue_id }) => issue_id);
}

export async function assigneesById({ db }: Tx, ids: readonly Id[]): Promise<Map<Id, IssueAssignee>> {
  const rows = await db.selectFrom('app_user').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
