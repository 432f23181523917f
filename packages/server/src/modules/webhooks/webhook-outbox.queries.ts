import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { WebhookForm } from './webhook-message.rules.ts';
import type { Attempt } from './webhook-outcome.rules.ts';

/** One message that this process has claimed, with where it goes. `attempts` counts this one, and is its fence. */
export interface ClaimedRow {
  id: Id;
  webhookId: Id;
  messageId: Id;
  event: string;
  facts: unknown;
  createdAt: Date;
  attempts: number;
  earlierAttempts: number;
  name: string;
  url: string;
  form: WebhookForm;
  secretSealed: string;
  previousSecretSealed: string | null;
  isOff: boolean;
  workspace: string;
}

/** Longer than any attempt takes. */
const LEASE_SECONDS = 60;

const claimed = `d.id, d.webhook_id as "webhookId", d.message_id as "messageId", d.event, d.facts, d.created_at as "createdAt", d.attempts,
  d.earlier_attempts as "earlierAttempts", w.name, w.url, w.form, w.secret_sealed as "secretSealed",
  case when w.previous_secret_until > clock_timestamp() then w.previous_secret_sealed end as "previousSecretSealed", w.off_at is not null as "isOff",
  p.name as workspace`;

/** Webhooks that have something to be told, of all workspaces. */
export const dueWebhooks = (tx: Tx): Promise<{ workspaceId: Id; webhookId: Id }[]> =>
  tx.query<{ workspaceId: Id; webhookId: Id }>(
    'select workspace_id as "workspaceId", webhook_id as "webhookId" from system_due_webhooks()',
  );

/** Tells all webhooks that want it, in the transaction that does it. What the tables tell by themselves is in the migration of webhooks. */
export async function tellWebhooks(tx: Tx, event: string, facts: object): Promise<void> {
  await tx.query('select tell_webhooks($1, $2, $3)', [tx.workspaceId, event, JSON.stringify(facts)]);
}

/** The next message of a webhook that is due; of two processes one gets it. */
export async function claimNext(tx: Tx, webhookId: Id): Promise<ClaimedRow | undefined> {
  const [row] = await tx.query<ClaimedRow>(
    `update webhook_delivery d set attempts = d.attempts + 1, lease_until = clock_timestamp() + make_interval(secs => $2)
     from webhook w, workspace p
     where d.id = (select due.id from webhook_delivery due where due.webhook_id = $1 and due.state = 'waiting' and due.next_attempt_at <= clock_timestamp()
         and (due.lease_until is null or due.lease_until < clock_timestamp()) order by due.next_attempt_at, due.id limit 1 for update skip locked)
       and w.id = d.webhook_id and p.id = d.workspace_id
     returning ${claimed}`,
    [webhookId, LEASE_SECONDS],
  );
  return row;
}

/** Writes a test and claims it at once. Undefined when there is no such webhook. */
export async function claimTest(tx: Tx, webhookId: Id): Promise<ClaimedRow | undefined> {
  const [made] = await tx.query<{ id: Id }>(
    `insert into webhook_delivery (webhook_id, message_id, event, facts, attempts, lease_until)
     select id, uuidv7(), 'webhook_test', '{}', 1, clock_timestamp() + make_interval(secs => $2) from webhook where id = $1 returning id`,
    [webhookId, LEASE_SECONDS],
  );
  if (!made) return undefined;
  const [row] = await tx.query<ClaimedRow>(
    `select ${claimed} from webhook_delivery d join webhook w on w.id = d.webhook_id join workspace p on p.id = d.workspace_id where d.id = $1`,
    [made.id],
  );
  return row;
}

export type Fence = Pick<ClaimedRow, 'id' | 'webhookId' | 'attempts'>;

/** Ends a message in this state, or lets it wait for so long. False when another process has it by now, or the webhook is gone. */
export async function endAttempt(
  tx: Tx,
  { id, attempts }: Fence,
  then: { state: 'delivered' | 'failed' | 'stopped' } | { delayMs: number },
): Promise<boolean> {
  const state = 'state' in then ? then.state : 'waiting';
  const rows = await tx.query(
    `update webhook_delivery set state = $3, lease_until = null, finished_at = case when $3 <> 'waiting' then clock_timestamp() end,
       next_attempt_at = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
     where id = $1 and attempts = $2 and state = 'waiting' returning 1`,
    [id, attempts, state, 'delayMs' in then ? then.delayMs : 0],
  );
  return rows.length > 0;
}

/** Gives a message back that was not sent after all, since this process ends. */
export async function giveBack(tx: Tx, { id, attempts }: Fence): Promise<void> {
  await tx.query(
    `update webhook_delivery set lease_until = null, attempts = attempts - 1 where id = $1 and attempts = $2 and state = 'waiting'`,
    [id, attempts],
  );
}

export async function insertAttempt(tx: Tx, deliveryId: Id, attempt: Attempt): Promise<void> {
  await tx.query(
    'insert into webhook_attempt (delivery_id, status_code, duration_ms, answer, error) values ($1, $2, $3, $4, $5)',
    [deliveryId, attempt.statusCode, attempt.durationMs, attempt.answer, attempt.error],
  );
}

export async function noteArrived(tx: Tx, webhookId: Id): Promise<void> {
  await tx.query(
    'update webhook set failing_since = null, last_error = null, last_delivered_at = clock_timestamp() where id = $1',
    [webhookId],
  );
}

/** Answers since when nothing arrives, and for how many hours that is so. */
export async function noteNotArrived(
  tx: Tx,
  webhookId: Id,
  error: string,
): Promise<{ since: Date; hours: number } | undefined> {
  const [row] = await tx.query<{ since: Date; hours: number }>(
    `update webhook set failing_since = coalesce(failing_since, clock_timestamp()), last_error = $2 where id = $1
     returning failing_since as since, extract(epoch from clock_timestamp() - failing_since)::float8 / 3600 as hours`,
    [webhookId, error],
  );
  return row;
}
