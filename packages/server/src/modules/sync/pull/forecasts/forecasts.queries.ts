import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { ForecastLine } from './forecast-lines.rules.ts';

export interface DueForecast {
  opportunityId: Id;
  remoteId: string;
  remoteUpdatedAt: Date | null;
  /** A quote gives the amount here, so that the forecast is not asked for. */
  hasQuote: boolean;
}

/**
 * Linked opportunities of which ConnectWise has something new to say: not read yet, changed there since, or open and read an hour ago, for a forecast
 * changes without moving the time of its opportunity (`again`); or the one that a person asks for (`only`), whatever is known of it. Those that were never asked for come first, open ones before the others.
 */
export const readDueForecasts = (
  tx: Tx,
  connectionId: Id,
  { again, limit, except, only = null }: { again: boolean; limit: number; except: readonly Id[]; only?: Id | null },
): Promise<DueForecast[]> =>
  tx.query<DueForecast>(
    `select d."opportunityId", d."remoteId", d."remoteUpdatedAt", d."hasQuote" from (
       select l.local_id as "opportunityId", l.remote_id as "remoteId", l.remote_updated_at as "remoteUpdatedAt", s.kind, f.read_at, f.lines,
         (f.remote_id is null or f.remote_id <> l.remote_id) as is_new, f.remote_updated_at is distinct from l.remote_updated_at as is_changed,
         exists (select from document q where q.opportunity_id = o.id and q.kind = 'quote' and q.state <> 'declined') as "hasQuote"
       from entity_link l
       join opportunity o on o.id = l.local_id
       join pipeline_stage s on s.id = o.stage_id
       left join opportunity_forecast f on f.opportunity_id = l.local_id
       where l.connection_id = $1 and l.entity = 'opportunity' and l.state = 'linked' and l.local_id <> all ($4::uuid[]) and ($5::uuid is null or l.local_id = $5)
     ) d
     where $5::uuid is not null or d.is_new or (not d."hasQuote" and (d.lines is null or d.is_changed or ($3 and d.kind = 'open' and d.read_at < now() - interval '1 hour')))
     order by d.read_at nulls first, d.kind = 'open' desc, d."opportunityId" limit $2`,
    [connectionId, limit, again, except, only],
  );

export interface ReadForecast {
  opportunityId: Id;
  remoteId: string;
  remoteUpdatedAt: Date | null;
  enteredAt: string | null;
  /** Null where it was not asked for. */
  lines: readonly ForecastLine[] | null;
}

/** Keeps what was read. An opportunity that was deleted meanwhile is left out. */
export async function keepForecasts(tx: Tx, read: readonly ReadForecast[]): Promise<void> {
  await tx.query(
    `insert into opportunity_forecast as f (opportunity_id, remote_id, remote_updated_at, entered_at, lines, read_at)
     select g.id, g.remote_id, g.remote_updated_at, g.entered_at, g.lines, now()
     from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::jsonb[]) as g(id, remote_id, remote_updated_at, entered_at, lines)
     join opportunity o on o.id = g.id
     on conflict (workspace_id, opportunity_id) do update set
       remote_id = excluded.remote_id, remote_updated_at = excluded.remote_updated_at, read_at = excluded.read_at,
       entered_at = coalesce(excluded.entered_at, case when f.remote_id = excluded.remote_id then f.entered_at end), lines = excluded.lines,
       failed_reads = 0`,
    [
      read.map((one) => one.opportunityId),
      read.map((one) => one.remoteId),
      read.map((one) => one.remoteUpdatedAt),
      read.map((one) => one.enteredAt),
      read.map((one) => (one.lines === null ? null : JSON.stringify(one.lines))),
    ],
  );
}

/** A forecast that was asked for in vain. */
interface AskedInVain extends Pick<DueForecast, 'opportunityId' | 'remoteId'> {
  /** The reason lies in this one, as far as that can be told. */
  isOfItself: boolean;
}

/** These were asked for in vain: they come after the others, and what was known of them stays. */
export async function noteUnreadForecasts(tx: Tx, unread: readonly AskedInVain[]): Promise<void> {
  if (unread.length === 0) return;
  await tx.query(
    `insert into opportunity_forecast as f (opportunity_id, remote_id, read_at, failed_reads)
     select g.id, g.remote_id, now(), g.failed::int from unnest($1::uuid[], $2::text[], $3::boolean[]) as g(id, remote_id, failed)
     join opportunity o on o.id = g.id
     on conflict (workspace_id, opportunity_id) do update set remote_id = excluded.remote_id, read_at = excluded.read_at,
       remote_updated_at = case when f.remote_id = excluded.remote_id then f.remote_updated_at end,
       entered_at = case when f.remote_id = excluded.remote_id then f.entered_at end,
       lines = case when f.remote_id = excluded.remote_id then f.lines end,
       failed_reads = case when f.remote_id = excluded.remote_id then f.failed_reads else 0 end + excluded.failed_reads`,
    [unread.map((one) => one.opportunityId), unread.map((one) => one.remoteId), unread.map((one) => one.isOfItself)],
  );
}

/** What belongs to an opportunity of ConnectWise that this one is no longer linked to. */
export async function dropForecasts(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(
    `delete from opportunity_forecast f where not exists (
       select from entity_link l where l.connection_id = $1 and l.entity = 'opportunity' and l.local_id = f.opportunity_id
         and l.remote_id = f.remote_id and l.state <> 'never')`,
    [connectionId],
  );
}
