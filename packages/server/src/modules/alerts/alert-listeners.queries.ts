import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';

/** Somebody who may hear of alerts, with what they chose. */
export interface ListenerRow {
  userId: Id;
  email: string;
  role: string;
  preference: unknown;
}

export interface NoticeRow {
  userId: Id;
  what: 'opened' | 'resolved';
  heldFor: 'quiet_hours' | 'digest';
  at: Date;
  sentence: string;
}

export const listeners = (tx: Tx): Promise<ListenerRow[]> =>
  tx.query<ListenerRow>(
    `select u.id as "userId", u.email, u.role, p.preference from app_user u left join alert_preference p on p.user_id = u.id
     where u.disabled_at is null and u.removed_at is null`,
  );

export async function putPreference(tx: Tx, userId: Id, preference: object): Promise<void> {
  await tx.query(
    `insert into alert_preference (user_id, preference) values ($1, $2)
     on conflict (workspace_id, user_id) do update set preference = excluded.preference`,
    [userId, JSON.stringify(preference)],
  );
}

export async function storedRules(tx: Tx): Promise<unknown> {
  const [row] = await tx.query<{ rules: unknown }>('select rules from alert_rules');
  return row?.rules;
}

export async function putRules(tx: Tx, rules: object): Promise<void> {
  await tx.query(
    'insert into alert_rules (rules) values ($1) on conflict (workspace_id) do update set rules = excluded.rules',
    [JSON.stringify(rules)],
  );
}

export async function holdNotice(
  tx: Tx,
  notice: { userId: Id; alertId: Id; what: 'opened' | 'resolved'; heldFor: 'quiet_hours' | 'digest' },
): Promise<void> {
  await tx.query('insert into alert_notice (user_id, alert_id, what, held_for) values ($1, $2, $3, $4)', [
    notice.userId,
    notice.alertId,
    notice.what,
    notice.heldFor,
  ]);
}

/** What people have not been told yet, in order. `oldestMs` says how long the first of a person's waits. */
export const heldNotices = (tx: Tx): Promise<NoticeRow[]> =>
  tx.query<NoticeRow>(
    `select n.user_id as "userId", n.what, n.held_for as "heldFor", n.created_at as at, a.sentence
     from alert_notice n join alert a on a.id = n.alert_id where n.sent_at is null order by n.id limit 2000`,
  );

export async function noteNoticesSent(tx: Tx, userId: Id, heldFor: readonly NoticeRow['heldFor'][]): Promise<void> {
  await tx.query(
    'update alert_notice set sent_at = clock_timestamp() where user_id = $1 and held_for = any($2::text[]) and sent_at is null',
    [userId, heldFor],
  );
}
