import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** Who of the CRM's users is which member of ConnectWise: the same e-mail address. One statement; answers from memory after that. */
export async function loadOwners(tx: Tx, connectionId: Id): Promise<(memberId: string | null) => Id | undefined> {
  const rows = await tx.query<{ memberId: string; userId: Id }>(
    `select r.remote_id as "memberId", u.id as "userId" from reference_item r
     join app_user u on lower(u.email) = lower(r.flags ->> 'email') and u.disabled_at is null
     where r.connection_id = $1 and r.kind = 'member'`,
    [connectionId],
  );
  const users = new Map(rows.map((row) => [row.memberId, row.userId]));
  return (memberId) => (memberId === null ? undefined : users.get(memberId));
}

/** Which active member of ConnectWise each user of the CRM is, by the same rule. One statement; answers from memory after that. */
export async function loadMembers(tx: Tx, connectionId: Id): Promise<(userId: Id) => number | undefined> {
  const rows = await tx.query<{ memberId: string; userId: Id }>(
    `select r.remote_id as "memberId", u.id as "userId" from reference_item r join app_user u on lower(u.email) = lower(r.flags ->> 'email')
     where r.connection_id = $1 and r.kind = 'member' and r.is_active`,
    [connectionId],
  );
  const members = new Map(rows.map((row) => [row.userId, Number(row.memberId)]));
  return (userId) => members.get(userId);
}
