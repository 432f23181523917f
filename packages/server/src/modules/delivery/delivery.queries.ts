import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';

/** Webhooks have an outbox of their own: `modules/webhooks`. */
export type Channel = 'mail';

export interface NewDelivery {
  channel: Channel;
  /** A mail address. */
  recipient: string;
  subject: string;
  body: object;
}

/** One that this process has claimed; `attempts` counts this one, and is its fence. */
export interface ClaimedDelivery extends Omit<NewDelivery, 'body'> {
  /** Null once it was delivered. */
  body: unknown;
  id: Id;
  workspaceId: Id;
  createdAt: Date;
  attempts: number;
}

export const mailStates = ['waiting', 'sent', 'kept', 'failed'] as const;
export type MailState = (typeof mailStates)[number];

export interface MailRow {
  id: Id;
  at: Date;
  to: string;
  subject: string;
  state: MailState;
  error: string | null;
}

/** Longer than any attempt takes. */
const LEASE_SECONDS = 120;

export async function insertDelivery(tx: Tx, { channel, recipient, subject, body }: NewDelivery): Promise<void> {
  await tx.query('insert into delivery (channel, recipient, subject, body) values ($1, $2, $3, $4)', [
    channel,
    recipient,
    subject,
    JSON.stringify(body),
  ]);
}

export const workspacesWithDeliveries = (tx: Tx): Promise<{ workspaceId: Id }[]> =>
  tx.query<{ workspaceId: Id }>('select workspace_id as "workspaceId" from system_due_deliveries()');

/** The next one that is due; of two processes one gets it. */
export async function claimDelivery(tx: Tx): Promise<ClaimedDelivery | undefined> {
  const [claimed] = await tx.query<ClaimedDelivery>(
    `update delivery d set attempts = d.attempts + 1, lease_until = clock_timestamp() + make_interval(secs => $1)
     where d.id = (select due.id from delivery due where due.state = 'waiting' and due.next_attempt_at <= clock_timestamp()
       and (due.lease_until is null or due.lease_until < clock_timestamp()) order by due.id limit 1 for update skip locked)
     returning d.id, d.workspace_id as "workspaceId", d.channel, d.recipient, d.subject, d.body, d.created_at as "createdAt", d.attempts`,
    [LEASE_SECONDS],
  );
  return claimed;
}

export async function noteDelivered(tx: Tx, { id, attempts }: ClaimedDelivery, state: 'sent' | 'kept'): Promise<void> {
  await tx.query(
    `update delivery set state = $3, body = null, last_error = null, lease_until = null, finished_at = clock_timestamp()
     where id = $1 and attempts = $2`,
    [id, attempts, state],
  );
}

/** `delayMs` null: given up. */
export async function noteNotDelivered(
  tx: Tx,
  { id, attempts }: ClaimedDelivery,
  error: string,
  delayMs: number | null,
): Promise<void> {
  await tx.query(
    `update delivery set last_error = $3, lease_until = null, state = case when $4::float8 is null then 'failed' else 'waiting' end,
       body = case when $4::float8 is null then null else body end,
       finished_at = case when $4::float8 is null then clock_timestamp() end,
       next_attempt_at = clock_timestamp() + make_interval(secs => coalesce($4::float8, 0) / 1000) where id = $1 and attempts = $2`,
    [id, attempts, error, delayMs],
  );
}

/** The latest mails, newest first. */
export const latestMails = (tx: Tx, limit: number): Promise<MailRow[]> =>
  tx.query<MailRow>(
    `select id, created_at as at, recipient as "to", subject, state, last_error as error from delivery where channel = 'mail' order by id desc limit $1`,
    [limit],
  );
