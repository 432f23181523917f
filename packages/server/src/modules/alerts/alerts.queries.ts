import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { Condition } from './alert-condition.rules.ts';

export interface AlertRow {
  id: Id;
  key: string;
  kind: string;
  sentence: string;
  remedy: string | null;
  openedAt: Date;
  resolvedAt: Date | null;
}

const columns = `a.id, a.key, a.kind, a.sentence, a.remedy, a.opened_at as "openedAt", a.resolved_at as "resolvedAt"`;

/** Workspaces whose states nobody has looked at for a while; of several processes one gets each. */
export const claimChecks = (tx: Tx, everySeconds: number): Promise<{ workspaceId: Id }[]> =>
  tx.query<{ workspaceId: Id }>('select workspace_id as "workspaceId" from system_claim_alert_checks($1)', [
    everySeconds,
  ]);

/** One look at a time in each workspace, until the transaction ends. */
export async function lockAlerts(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('alerts:' || $1, 0))`, [tx.workspaceId]);
}

export const openAlerts = (tx: Tx): Promise<(AlertRow & { clearMs: number | null })[]> =>
  tx.query(
    `select ${columns}, extract(epoch from clock_timestamp() - a.clear_since)::float8 * 1000 as "clearMs" from alert a where a.resolved_at is null`,
  );

export async function openAlert(tx: Tx, { key, kind, sentence, remedy }: Condition): Promise<AlertRow | undefined> {
  const [row] = await tx.query<AlertRow>(
    `insert into alert as a (key, kind, sentence, remedy) values ($1, $2, $3, $4)
     on conflict (workspace_id, key) where resolved_at is null do nothing returning ${columns}`,
    [key, kind, sentence, remedy],
  );
  return row;
}

/** It still holds: told in its newest words, and not about to end. */
export async function keepAlert(tx: Tx, id: Id, { sentence, remedy }: Condition): Promise<void> {
  await tx.query(
    `update alert set sentence = $2, remedy = $3, clear_since = null where id = $1 and (sentence, remedy, clear_since) is distinct from ($2, $3, null)`,
    [id, sentence, remedy],
  );
}

export async function noteClear(tx: Tx, id: Id): Promise<void> {
  await tx.query('update alert set clear_since = clock_timestamp() where id = $1 and clear_since is null', [id]);
}

export async function resolveAlert(tx: Tx, id: Id): Promise<AlertRow | undefined> {
  const [row] = await tx.query<AlertRow>(
    `update alert a set resolved_at = clock_timestamp() where a.id = $1 and a.resolved_at is null returning ${columns}`,
    [id],
  );
  return row;
}

/** Open ones first, then the latest that are over. */
export const listAlerts = (tx: Tx, limit: number): Promise<AlertRow[]> =>
  tx.query<AlertRow>(`select ${columns} from alert a order by a.resolved_at is not null, a.id desc limit $1`, [limit]);
