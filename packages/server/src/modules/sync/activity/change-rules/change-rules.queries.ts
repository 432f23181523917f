import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

/** A row of the log, as far as its settings are told by it. */
export interface EventMoment {
  id: Id;
  /** The run whose settings it went by; null for a push, which goes by those in force when it begins. */
  runId: Id | null;
  /** When the work on the record began. */
  at: Date;
}

/**
 * The revision of the connection's settings that each row went by: that of its run, else the one in force at its moment. A row of another
 * connection, or of a run that is not kept any more, has none.
 */
export async function revisionsOf(tx: Tx, connectionId: Id, events: readonly EventMoment[]): Promise<Map<Id, number>> {
  const rows = await tx.query<{ id: Id; revision: number | null }>(
    `select e.id, case when e.run_id is null then s.revision else r.settings_revision end as revision
     from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as e(id, run_id, at)
     left join sync_run r on r.id = e.run_id and r.connection_id = $1
     left join lateral (
       select v.revision from settings_revision v where v.connection_id = $1 and v.at <= e.at order by v.revision desc limit 1
     ) s on true`,
    [
      connectionId,
      events.map(({ id }) => id),
      events.map(({ runId }) => runId),
      events.map(({ at }) => at.toISOString()),
    ],
  );
  return new Map(rows.flatMap(({ id, revision }) => (revision === null ? [] : [[id, revision]])));
}

/** Why a side's value stood in the conflicts that were written down with these rows, or whose value came with them, by row and field. */
export async function conflictsAt(
  tx: Tx,
  events: readonly { id: Id; localId: Id | null; at: Date }[],
): Promise<Map<Id, Map<string, string>>> {
  const rows = await tx.query<{ id: Id; field: string; why: string }>(
    `select e.id, c.field, c.why
     from unnest($1::uuid[], $2::uuid[]) as e(id, local_id)
     join audit_event a on a.id = e.id
     join sync_conflict c on c.local_id = e.local_id and a.at in (c.at, c.come_at)`,
    [events.map(({ id }) => id), events.map(({ localId }) => localId)],
  );
  const found = new Map<Id, Map<string, string>>();
  for (const { id, field, why } of rows) found.set(id, (found.get(id) ?? new Map()).set(field, why));
  return found;
}

/** The names of the pipeline's stages. */
export async function stageNames(tx: Tx): Promise<Map<Id, string>> {
  const rows = await tx.query<{ id: Id; name: string }>(`select id, name from pipeline_stage`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
