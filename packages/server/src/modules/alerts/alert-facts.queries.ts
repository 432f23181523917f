import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { AlertFacts } from './alert-condition.rules.ts';

type RecordFacts = Pick<AlertFacts, 'causes' | 'lastHour' | 'driftTasks'>;

/** What the records of a connection tell, in one statement. */
export async function recordFacts(tx: Tx, connectionId: Id): Promise<RecordFacts> {
  const [row] = await tx.query<RecordFacts>(
    `select
       coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'count', i.n, 'message', i.message, 'kinds', i.kinds)) from (
          select code, sum(n)::int as n, (array_agg(message order by n desc, entity))[1] as message, count(*)::int as kinds from (
            select code, entity, count(*) as n, (array_agg(message order by id))[1] as message from sync_issue
            where connection_id = $1 and state = 'open' group by code, entity) k
          group by code order by sum(n) desc limit 20) i), '[]') as causes,
       (select jsonb_build_object('processed', coalesce(sum(e.processed), 0), 'failed', coalesce(sum(e.failed), 0),
          'brokenLinks', (select count(*) from entity_link l where l.connection_id = $1 and l.state = 'broken' and l.broken_at > now() - interval '1 hour'))
        from sync_run r join sync_run_entity e on e.run_id = r.id where r.connection_id = $1 and r.started_at > now() - interval '1 hour') as "lastHour",
       (select count(*)::int from drift_task d where d.connection_id = $1 and d.accepted_at is null) as "driftTasks"`,
    [connectionId],
  );
  return row ?? noRecords;
}

export const noRecords: RecordFacts = {
  causes: [],
  lastHour: { processed: 0, failed: 0, brokenLinks: 0 },
  driftTasks: 0,
};

/** API tokens that still work and soon will not. */
export const expiringTokens = (tx: Tx, days: number): Promise<{ id: Id; name: string; expiresAt: Date }[]> =>
  tx.query(
    `select id, name, expires_at as "expiresAt" from api_token
     where revoked_at is null and expires_at > now() and expires_at < now() + make_interval(days => $1) order by expires_at`,
    [days],
  );
