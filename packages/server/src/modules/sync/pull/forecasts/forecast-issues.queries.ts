import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { issueEndedByForecast } from '../../messages/pull-description.messages.ts';
import { forecastUnread } from '../../messages/pull-problem.messages.ts';

/** The issue of an opportunity whose forecast cannot be read; it is of the CRM's record, since ConnectWise's own comes in all the same. */
export const FORECAST_UNREAD = 'forecast_unread';

/** So often in a row: what passes by itself is nobody's matter. */
const MAX_FAILED_READS = 3;

/** A forecast that was asked for in vain, and why. */
interface UnreadForecastIssue {
  opportunityId: Id;
  cause: string;
}

interface OpenedIssue {
  opportunityId: Id;
  remoteId: string;
  name: string;
  message: string;
}

/** Opens the issues of those that were asked for in vain often enough just now, and answers them; one that is open counts the attempt. */
export async function raiseUnreadForecasts(
  tx: Tx,
  connectionId: Id,
  unread: readonly UnreadForecastIssue[],
): Promise<OpenedIssue[]> {
  if (unread.length === 0) return [];
  const given = [unread.map((one) => one.opportunityId), unread.map(({ cause }) => forecastUnread(cause).message)];
  await tx.query(
    `update sync_issue i set message = g.message, attempts = i.attempts + 1, last_seen_at = now()
     from unnest($2::uuid[], $3::text[]) as g(id, message)
     where i.connection_id = $1 and i.entity = 'opportunity' and i.direction = 'in' and i.code = '${FORECAST_UNREAD}' and i.state = 'open' and i.local_id = g.id`,
    [connectionId, ...given],
  );
  return tx.query<OpenedIssue>(
    `with opened as (
       insert into sync_issue (connection_id, entity, direction, code, message, advice, record_name, local_id)
       select $1, 'opportunity', 'in', '${FORECAST_UNREAD}', g.message, $4, o.name, o.id
       from unnest($2::uuid[], $3::text[]) as g(id, message) join opportunity o on o.id = g.id
       join opportunity_forecast f on f.opportunity_id = o.id and f.failed_reads = ${MAX_FAILED_READS}
       on conflict (workspace_id, connection_id, entity, direction, record_key) where state = 'open' do nothing
       returning local_id, message)
     select o.id as "opportunityId", f.remote_id as "remoteId", o.name, n.message from opened n
     join opportunity o on o.id = n.local_id join opportunity_forecast f on f.opportunity_id = o.id`,
    [connectionId, ...given, forecastUnread('').advice],
  );
}

/** Ends the issues of forecasts that were read, or that nobody asks for any more: a quote gives the amount, or the link is not there. */
export const endForecastIssues = (tx: Tx, connectionId: Id): Promise<unknown> =>
  tx.query(
    `update sync_issue i set state = 'resolved', resolution = $2, settled_by = i.detail ->> 'retriedBy', last_seen_at = now(), next_retry_at = null
     where i.connection_id = $1 and i.entity = 'opportunity' and i.direction = 'in' and i.code = '${FORECAST_UNREAD}' and i.state = 'open'
       and not exists (
         select from opportunity_forecast f
         join entity_link l on l.connection_id = i.connection_id and l.entity = 'opportunity' and l.local_id = f.opportunity_id
           and l.remote_id = f.remote_id and l.state = 'linked'
         where f.opportunity_id = i.local_id and f.failed_reads > 0
           and not exists (select from document q where q.opportunity_id = f.opportunity_id and q.kind = 'quote' and q.state <> 'declined'))`,
    [connectionId, issueEndedByForecast()],
  );
