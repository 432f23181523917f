import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { WebhookForm } from './webhook-message.rules.ts';

/** A webhook as people see it. */
export interface WebhookRow {
  id: Id;
  name: string;
  url: string;
  form: WebhookForm;
  events: string[];
  createdAt: Date;
  previousSecretUntil: Date | null;
  failingSince: Date | null;
  lastError: string | null;
  lastDeliveredAt: Date | null;
  offAt: Date | null;
  offReason: string | null;
  /** Messages on their way. */
  waiting: number;
}

export interface NewWebhook {
  id: Id;
  name: string;
  url: string;
  form: WebhookForm;
  events: readonly string[];
  secretSealed: string;
}

const columns = `w.id, w.name, w.url, w.form, w.events, w.created_at as "createdAt", w.previous_secret_until as "previousSecretUntil",
  w.failing_since as "failingSince", w.last_error as "lastError", w.last_delivered_at as "lastDeliveredAt", w.off_at as "offAt", w.off_reason as "offReason",
  (select count(*)::int from webhook_delivery d where d.webhook_id = w.id and d.state = 'waiting') as waiting`;

export const webhooks = (tx: Tx): Promise<WebhookRow[]> =>
  tx.query<WebhookRow>(`select ${columns} from webhook w order by w.id`);

export async function webhookById(tx: Tx, id: Id): Promise<WebhookRow | undefined> {
  const [row] = await tx.query<WebhookRow>(`select ${columns} from webhook w where w.id = $1`, [id]);
  return row;
}

export async function insertWebhook(tx: Tx, webhook: NewWebhook): Promise<void> {
  await tx.query('insert into webhook (id, name, url, form, events, secret_sealed) values ($1, $2, $3, $4, $5, $6)', [
    webhook.id,
    webhook.name,
    webhook.url,
    webhook.form,
    webhook.events,
    webhook.secretSealed,
  ]);
}

export async function updateWebhook(
  tx: Tx,
  { id, name, url, form, events }: Omit<NewWebhook, 'secretSealed'>,
): Promise<void> {
  await tx.query('update webhook set name = $2, url = $3, form = $4, events = $5 where id = $1', [
    id,
    name,
    url,
    form,
    events,
  ]);
}

export async function deleteWebhook(tx: Tx, id: Id): Promise<void> {
  await tx.query('delete from webhook where id = $1', [id]);
}

/** Signs with the new secret, and for so long with the old one too. */
export async function replaceSecret(tx: Tx, id: Id, secretSealed: string, overlapMs: number): Promise<void> {
  await tx.query(
    `update webhook set previous_secret_sealed = case when $3::float8 > 0 then secret_sealed end,
       previous_secret_until = case when $3::float8 > 0 then clock_timestamp() + make_interval(secs => $3::float8 / 1000) end,
       secret_sealed = $2 where id = $1`,
    [id, secretSealed, overlapMs],
  );
}

export async function switchOn(tx: Tx, id: Id): Promise<void> {
  await tx.query(
    'update webhook set off_at = null, off_because = null, off_reason = null, failing_since = null, last_error = null where id = $1',
    [id],
  );
}

/** Nothing more is written for it; what waits stays undelivered until somebody asks for it. False when it was off already. */
export async function switchOff(
  tx: Tx,
  id: Id,
  { because, reason }: { because: 'person' | 'gone' | 'failing'; reason: string },
): Promise<boolean> {
  const changed = await tx.query(
    'update webhook set off_at = clock_timestamp(), off_because = $2, off_reason = $3 where id = $1 and off_at is null returning 1',
    [id, because, reason],
  );
  await tx.query(
    `update webhook_delivery set state = 'stopped', finished_at = clock_timestamp(), lease_until = null where webhook_id = $1 and state = 'waiting'`,
    [id],
  );
  return changed.length > 0;
}

/** Those that the product switched off, for the alerts. */
export const webhooksGivenUp = (tx: Tx): Promise<{ id: Id; reason: string | null }[]> =>
  tx.query<{ id: Id; reason: string | null }>(
    `select id, off_reason as reason from webhook where off_because in ('gone', 'failing') order by id`,
  );

/** Takes away secrets that are good for nothing any more. Old deliveries go with the retention of the workspace. */
export async function forgetOldSecrets(tx: Tx): Promise<void> {
  await tx.query(
    'update webhook set previous_secret_sealed = null, previous_secret_until = null where previous_secret_until < clock_timestamp()',
  );
}
