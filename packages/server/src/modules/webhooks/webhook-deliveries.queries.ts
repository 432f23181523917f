import type { Tx } from '../../platform/database/database.ts';
import { firstOf, idAfter, pageOf } from '../../platform/graphql/pagination.ts';
import type { Id } from '../../platform/ids.ts';
import type { WebhookForm } from './webhook-message.rules.ts';

export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'stopped';

export interface AttemptRow {
  at: Date;
  statusCode: number | null;
  durationMs: number;
  answer: string | null;
  error: string | null;
}

interface StoredDelivery {
  id: Id;
  webhookId: Id;
  messageId: Id;
  event: string;
  facts: unknown;
  state: DeliveryState;
  createdAt: Date;
  finishedAt: Date | null;
  nextAttemptAt: Date | null;
  form: WebhookForm;
  workspace: string;
}

/** A message to a webhook as people see it, with its attempts, newest first. */
export interface DeliveryRow extends StoredDelivery {
  attempts: AttemptRow[];
}

const columns = `d.id, d.webhook_id as "webhookId", d.message_id as "messageId", d.event, d.facts, d.state, d.created_at as "createdAt",
  d.finished_at as "finishedAt", case when d.state = 'waiting' then d.next_attempt_at end as "nextAttemptAt", w.form, p.name as workspace`;
const tables = `webhook_delivery d join webhook w on w.id = d.webhook_id join workspace p on p.id = d.workspace_id`;

export async function deliveriesOf(
  tx: Tx,
  webhookId: Id,
  args: { first?: number | null; after?: string | null; states?: readonly DeliveryState[] | null },
) {
  const first = firstOf(args.first);
  const after = idAfter(args.after);
  const states = args.states && args.states.length > 0 ? args.states : null;
  const rows = await tx.query<StoredDelivery>(
    `select ${columns} from ${tables} where d.webhook_id = $1 and ($2::uuid is null or d.id < $2::uuid) and ($3::text[] is null or d.state = any($3::text[]))
     order by d.id desc limit ${first + 1}`,
    [webhookId, after, states],
  );
  return pageOf(await withAttempts(tx, rows), first, ({ id }) => [id]);
}

export async function deliveryById(tx: Tx, id: Id): Promise<DeliveryRow | undefined> {
  const rows = await tx.query<StoredDelivery>(`select ${columns} from ${tables} where d.id = $1`, [id]);
  return (await withAttempts(tx, rows))[0];
}

async function withAttempts(tx: Tx, rows: readonly StoredDelivery[]): Promise<DeliveryRow[]> {
  if (rows.length === 0) return [];
  const attempts = await tx.query<AttemptRow & { deliveryId: Id }>(
    `select delivery_id as "deliveryId", at, status_code as "statusCode", duration_ms as "durationMs", answer, error from webhook_attempt
     where delivery_id = any($1::uuid[]) order by id desc`,
    [rows.map(({ id }) => id)],
  );
  const of = Map.groupBy(attempts, ({ deliveryId }) => deliveryId);
  return rows.map((row) => ({ ...row, attempts: of.get(row.id) ?? [] }));
}

/** Sends a message again, whatever became of it; one that is being sent at this moment is left alone. */
export async function askAgain(tx: Tx, id: Id): Promise<boolean> {
  const rows = await tx.query(
    `update webhook_delivery set state = 'waiting', earlier_attempts = attempts, next_attempt_at = clock_timestamp(), finished_at = null, lease_until = null
     where id = $1 and (lease_until is null or lease_until < clock_timestamp()) returning 1`,
    [id],
  );
  return rows.length > 0;
}

/** The same for everything of a webhook that did not arrive. Answers how many. */
export async function askAgainForMissed(tx: Tx, webhookId: Id): Promise<number> {
  const rows = await tx.query(
    `update webhook_delivery set state = 'waiting', earlier_attempts = attempts, next_attempt_at = clock_timestamp(), finished_at = null
     where webhook_id = $1 and state in ('failed', 'stopped') and event <> 'webhook_test' returning 1`,
    [webhookId],
  );
  return rows.length;
}
