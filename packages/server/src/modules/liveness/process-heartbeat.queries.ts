import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ProcessKind, ProcessRow } from './process-standing.rules.ts';

export interface Beat {
  id: Id;
  kind: ProcessKind;
  host: string;
  pid: number;
  isJobStoreReady: boolean;
}

/** Says that this process lives, and since when it finds the job store away. Times are the database's. */
export async function beat(tx: Tx, { id, kind, host, pid, isJobStoreReady }: Beat): Promise<void> {
  await tx.query(
    `insert into process_heartbeat as h (id, kind, host, pid, job_store_away_since)
     values ($1, $2, $3, $4, case when $5 then null else clock_timestamp() end)
     on conflict (id) do update set at = clock_timestamp(), ended_at = null,
       job_store_away_since = case when $5 then null else coalesce(h.job_store_away_since, clock_timestamp()) end`,
    [id, kind, host, pid, isJobStoreReady],
  );
}

/** The process ends on purpose; the row stays, so that "stopped" can be told from "never started". */
export async function noteEnd(tx: Tx, id: Id): Promise<void> {
  await tx.query('update process_heartbeat set ended_at = clock_timestamp(), at = clock_timestamp() where id = $1', [
    id,
  ]);
}

/** Forgets processes that were not heard of for a day, except the last one of each kind. */
export async function forgetOldProcesses(tx: Tx): Promise<void> {
  await tx.query(
    `delete from process_heartbeat h where h.at < clock_timestamp() - interval '1 day'
       and exists (select from process_heartbeat later where later.kind = h.kind and later.at > h.at)`,
  );
}

/** Every process that was heard of lately, the newest first. Works inside a workspace too. */
export const processes = (tx: Tx): Promise<ProcessRow[]> =>
  tx.query<ProcessRow>(
    `select kind, host, pid, started_at as "startedAt", at, ended_at as "endedAt", job_store_away_since as "jobStoreAwaySince", silent_ms as "silentMs"
     from system_processes()`,
  );
