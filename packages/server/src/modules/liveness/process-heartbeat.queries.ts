import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ProcessKind, ProcessRow } from './process-standing.rules.ts';

export interface Beat {
  id: Id;
  kind: ProcessKind;
  host: string;
  pid: number;
  isJobStoreReady: boolean;
  /** Of SECRET_KEYS, the sealing one first. */
  keyNames: readonly string[];
}

/** Says that this process lives, and since when it finds the job store away. Times are the database's. */
export async function beat(tx: Tx, { id, kind, host, pid, isJobStoreReady, keyNames }: Beat): Promise<void> {
  await tx.query(
    `insert into process_heartbeat as h (id, kind, host, pid, job_store_away_since, key_names)
     values ($1, $2, $3, $4, case when $5 then null else clock_timestamp() end, $6::text[])
     on conflict (id) do update set at = clock_timestamp(), ended_at = null,
       job_store_away_since = case when $5 then null else coalesce(h.job_store_away_since, clock_timestamp()) end`,
    [id, kind, host, pid, isJobStoreReady, keyNames],
  );
}

/** The process ends on purpose; the row stays, so that "stopped" can be told from "never started". */
export async function noteEnd(tx: Tx, id: Id): Promise<void> {
  await tx.query('update process_heartbeat set ended_at = clock_timestamp(), at = clock_timestamp() where id = $1', [
    id,
  ]);
}

export interface LiveProcess {
  kind: ProcessKind;
  host: string;
  pid: number;
  keyNames: string[];
}

/** Processes that have not ended and were heard of within half a minute, outside of workspaces. */
export const liveProcesses = (tx: Tx): Promise<LiveProcess[]> =>
  tx.query<LiveProcess>(
    `select kind, host, pid, key_names as "keyNames" from process_heartbeat
     where ended_at is null and at > clock_timestamp() - interval '30 seconds' order by kind, host, pid`,
  );

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
