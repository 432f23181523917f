import type { Database, Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { CW_STATUS } from '../../integration/mapping/cw-status.rules.ts';

/** Longer than a page takes; what a killed worker left is taken up again after it. */
const HOLD = `interval '30 seconds'`;

/** How far a filling has come: the last link that was looked at. */
export interface FillPlace {
  afterLinkId: Id | null;
}

/** Asks for a filling, once as long as the field is used; true when it was not asked for yet. */
export async function askForFill(tx: Tx, connectionId: Id): Promise<boolean> {
  const rows = await tx.query(
    `insert into status_fill (connection_id) values ($1) on conflict do nothing returning 1`,
    [connectionId],
  );
  return rows.length > 0;
}

/** Ends a filling that goes on, and forgets one that is done, so that the next use of the field begins anew. */
export const dropFill = (tx: Tx, connectionId: Id) =>
  tx.query(`delete from status_fill where connection_id = $1`, [connectionId]);

/** Takes a filling that is due; null when there is none, or another worker has it. */
export async function claimFill(tx: Tx, connectionId: Id): Promise<FillPlace | null> {
  const rows = await tx.query<FillPlace>(
    `update status_fill set next_attempt_at = now() + ${HOLD}
     where connection_id = $1 and finished_at is null and next_attempt_at <= now() returning after_link_id as "afterLinkId"`,
    [connectionId],
  );
  return rows[0] ?? null;
}

/** Moves on from the place that the caller came from; false when another worker was there first, or the field is used no more. */
export async function advanceFill(tx: Tx, connectionId: Id, from: FillPlace, to: FillPlace): Promise<boolean> {
  const rows = await tx.query(
    `update status_fill set after_link_id = $3, next_attempt_at = now() + ${HOLD}
     where connection_id = $1 and finished_at is null and after_link_id is not distinct from $2 returning 1`,
    [connectionId, from.afterLinkId, to.afterLinkId],
  );
  return rows.length > 0;
}

export const countFilled = (tx: Tx, connectionId: Id, count: number) =>
  tx.query(`update status_fill set filled = filled + $2 where connection_id = $1`, [connectionId, count]);

/** Answers how many were filled in all; null when another worker has ended it. */
export async function finishFill(tx: Tx, connectionId: Id, from: FillPlace): Promise<number | null> {
  const rows = await tx.query<{ filled: number }>(
    `update status_fill set finished_at = now()
     where connection_id = $1 and finished_at is null and after_link_id is not distinct from $2 returning filled`,
    [connectionId, from.afterLinkId],
  );
  return rows[0]?.filled ?? null;
}

/** Lets go of it, to be taken up again after so long. */
export const postponeFill = (tx: Tx, connectionId: Id, seconds: number) =>
  tx.query(
    `update status_fill set next_attempt_at = now() + make_interval(secs => $2) where connection_id = $1 and finished_at is null`,
    [connectionId, seconds],
  );

export interface Unfilled {
  linkId: Id;
  localId: Id;
  remoteId: string;
}

/** Linked opportunities that have no value and never had one, in the order of their links; those that somebody has emptied are left alone. */
export const readUnfilled = (
  tx: Tx,
  connectionId: Id,
  { afterLinkId }: FillPlace,
  limit: number,
): Promise<Unfilled[]> =>
  tx.query<Unfilled>(
    `select l.id as "linkId", l.local_id as "localId", l.remote_id as "remoteId"
     from entity_link l join opportunity o on o.id = l.local_id
     where l.connection_id = $1 and l.entity = 'opportunity' and l.state = 'linked' and ($2::uuid is null or l.id > $2)
       and o.custom_fields ->> '${CW_STATUS}' is null and l.base is not null and l.base ->> 'cwStatus' is null
     order by l.id limit $3`,
    [connectionId, afterLinkId, limit],
  );

export interface Filling {
  localId: Id;
  label: string;
}

/**
 * Fills those that are still empty, and notes it in the base, so that it is no edit that would be pushed; one statement. Answers those that
 * were filled.
 */
export const fillStatuses = (
  tx: Tx,
  connectionId: Id,
  fillings: readonly Filling[],
): Promise<(Filling & { name: string; remoteId: string })[]> =>
  tx.query(
    `with given as (select * from unnest($2::uuid[], $3::text[]) as g(id, label)),
     filled as (
       update opportunity o set custom_fields = o.custom_fields || jsonb_build_object('${CW_STATUS}', g.label), version = o.version + 1,
         updated_at = now()
       from given g where o.id = g.id and o.custom_fields ->> '${CW_STATUS}' is null returning o.id, o.name, g.label)
     update entity_link l set base = l.base || jsonb_build_object('cwStatus', f.label)
     from filled f where l.connection_id = $1 and l.entity = 'opportunity' and l.local_id = f.id
     returning f.id as "localId", f.name, f.label, l.remote_id as "remoteId"`,
    [connectionId, fillings.map((one) => one.localId), fillings.map((one) => one.label)],
  );

/** Fillings of all workspaces that nobody is at. */
export const readDueFills = (
  database: Pick<Database, 'acrossWorkspaces'>,
): Promise<{ workspaceId: Id; connectionId: Id }[]> =>
  database.acrossWorkspaces((tx) =>
    tx.query<{ workspaceId: Id; connectionId: Id }>(
      'select workspace_id as "workspaceId", connection_id as "connectionId" from system_due_status_fills()',
    ),
  );
