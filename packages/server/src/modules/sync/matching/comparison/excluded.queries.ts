import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { EntitySync } from '../../records/entity-sync.ts';

/** A record that a filter excludes from the comparison, or, in the CRM, out of what goes out. */
export interface ExcludedRecord {
  recordId: string;
  rule: string;
  reason: string;
}

/** The column of a side's ID. */
const sides = { local: 'local_id', remote: 'remote_id' } as const;
type Side = keyof typeof sides;
type Run = { id: Id; connectionId: Id };

export async function storeExcluded(
  tx: Tx,
  run: Run,
  entity: PulledEntity,
  side: Side,
  records: readonly ExcludedRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await tx.query(
    `insert into match_excluded (connection_id, entity, run_id, ${sides[side]}, rule, reason)
     select $1, $2, $3, v.* from unnest($4::${side === 'local' ? 'uuid' : 'text'}[], $5::text[], $6::text[]) as v(id, rule, reason)
     on conflict (workspace_id, connection_id, entity, ${sides[side]}) do update set run_id = excluded.run_id,
       rule = excluded.rule, reason = excluded.reason`,
    [
      run.connectionId,
      entity,
      run.id,
      records.map((one) => one.recordId),
      records.map((one) => one.rule),
      records.map((one) => one.reason),
    ],
  );
}

/** Forgets those that this run does not exclude. */
export async function forgetOldExcluded(tx: Tx, run: Run, entity: PulledEntity, side: Side): Promise<void> {
  await tx.query(
    `delete from match_excluded where connection_id = $1 and entity = $2 and run_id <> $3 and ${sides[side]} is not null`,
    [run.connectionId, entity, run.id],
  );
}

/** Reading A22: what belongs to a record that a filter excludes is excluded with it, unless that one is linked. */
export async function excludeChildren(
  tx: Tx,
  run: Run,
  entity: PulledEntity,
  parent: Pick<EntitySync, 'entity' | 'words'>,
): Promise<void> {
  await tx.query(
    `insert into match_excluded (connection_id, entity, run_id, remote_id, rule, reason)
     select $1, $3, $2, c.remote_id, o.rule, 'its ' || $5 || ' "' || r.name || '" is excluded: ' || o.reason
     from match_excluded o
     join match_record r on r.connection_id = $1 and r.entity = $4 and r.remote_id = o.remote_id
     join match_record c on c.connection_id = $1 and c.entity = $3 and c.parent_id = o.remote_id
     where o.connection_id = $1 and o.entity = $4 and o.remote_id is not null and not exists (
       select from entity_link l where l.connection_id = $1 and l.entity = $4 and l.remote_id = o.remote_id)
     on conflict (workspace_id, connection_id, entity, remote_id) do update set run_id = excluded.run_id, rule = excluded.rule,
       reason = excluded.reason where match_excluded.run_id <> excluded.run_id`,
    [run.connectionId, run.id, entity, parent.entity, parent.words.remote],
  );
}

/** What needs an excluded record, as a bundle needs its parts, does not come in without it, unless that one is linked; and so on upwards. */
export async function excludeDependents(tx: Tx, run: Run, { entity }: Pick<EntitySync, 'entity'>): Promise<void> {
  for (;;) {
    const excluded = await tx.query(
      `insert into match_excluded (connection_id, entity, run_id, remote_id, rule, reason)
       select distinct on (r.remote_id) $1, $3, $2, r.remote_id, o.rule, 'its part "' || p.name || '" is excluded: ' || o.reason
       from match_record r cross join jsonb_array_elements_text(r.facts -> 'needs') n(id)
       join match_excluded o on o.connection_id = $1 and o.entity = $3 and o.remote_id = n.id and o.run_id = $2
       join match_record p on p.connection_id = $1 and p.entity = $3 and p.remote_id = n.id
       where r.connection_id = $1 and r.entity = $3 and r.facts ? 'needs'
         and not exists (select from entity_link l where l.connection_id = $1 and l.entity = $3 and l.remote_id = o.remote_id)
         and not exists (select from match_excluded x where x.connection_id = $1 and x.entity = $3 and x.remote_id = r.remote_id and x.run_id = $2)
       order by r.remote_id
       on conflict (workspace_id, connection_id, entity, remote_id) do update set run_id = excluded.run_id, rule = excluded.rule,
         reason = excluded.reason
       returning remote_id`,
      [run.connectionId, run.id, entity],
    );
    if (excluded.length === 0) return;
  }
}

/** The records of ConnectWise that filters exclude. */
export async function readExcluded(tx: Tx, connectionId: Id, entity: PulledEntity): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select remote_id as id from match_excluded where connection_id = $1 and entity = $2 and remote_id is not null`,
    [connectionId, entity],
  );
  return new Set(rows.map((row) => row.id));
}

/** Why some of these records of ConnectWise are excluded. */
export async function readReasons(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; reason: string }>(
    `select o.remote_id as id, o.reason from unnest($3::text[]) as k(id)
     join match_excluded o on o.connection_id = $1 and o.entity = $2 and o.remote_id = k.id`,
    [connectionId, entity, remoteIds],
  );
  return new Map(rows.map((row) => [row.id, row.reason]));
}
