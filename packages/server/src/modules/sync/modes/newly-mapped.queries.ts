import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { currentTraceParent } from '../../../platform/tracing/tracing.ts';
import { pendingAgain } from '../pull/write/asked-pairs.queries.ts';

export interface LeftOutOf {
  stages: readonly string[];
  taxRegions: readonly string[];
  /** Of tax regions: only where no code of their own went out, which is told by nothing or this default in its place; undefined: whatever did. */
  instead?: string | null;
}

/**
 * Linked opportunities of which a push left out the stage, its status or the tax region for want of a map; of those that are won or lost the region alone,
 * since their status tells how they ended.
 */
export async function readLeftOut(tx: Tx, connectionId: Id, { stages, taxRegions, instead }: LeftOutOf): Promise<Id[]> {
  const rows = await tx.query<{ id: Id }>(
    `select l.local_id as id from entity_link l
     join opportunity o on o.workspace_id = l.workspace_id and o.id = l.local_id
     join pipeline_stage s on s.workspace_id = o.workspace_id and s.id = o.stage_id
     where l.connection_id = $1 and l.entity = 'opportunity' and l.state = 'linked'
       and ((s.kind = 'open' and l.base #>> '{$unmapped,stageId}' = any($2::text[]))
         or (l.base #>> '{$tax,regionId}' = any($3::text[])
           and ($4 or l.base #>> '{$tax,code}' is null or l.base #>> '{$tax,code}' = $5::text)))`,
    [connectionId, stages, taxRegions, instead === undefined, instead ?? null],
  );
  return rows.map(({ id }) => id);
}

/** Makes pending what could not be made for want of a map. */
export const releaseUnmapped = (tx: Tx, connectionId: Id, codes: readonly string[]) =>
  tx.query(
    `update push_request r set ${pendingAgain}, trace_parent = $3
     where connection_id = $1 and state = 'parked' and last_code = any($2::text[])`,
    [connectionId, codes, currentTraceParent()],
  );

/**
 * Forgets where opportunities stood in ConnectWise that had nothing here: by the map of now it is a move of there. What we filled in ourselves with a
 * new one (`filled`), and where the CRM had moved it since, is none.
 */
export const forgetUnplacedStages = (
  tx: Tx,
  connectionId: Id,
  { stages, statuses }: { stages: readonly string[]; statuses: readonly string[] },
  filled: { stageId: string | null; statusId: string | null },
) =>
  tx.query(
    `update entity_link l set base = l.base || jsonb_build_object('$said', coalesce(l.base -> '$said', '{}')
       || case when k.stage then '{"remoteStageId": null}'::jsonb else '{}' end || case when k.status then '{"remoteStatusId": null}'::jsonb else '{}' end)
     from (select o.id, o.base #>> '{$said,remoteStageId}' = any($2::text[])
           and not (o.origin = 'pushed' and o.base #>> '{$said,remoteStageId}' is not distinct from $4) as stage,
         o.base #>> '{$said,remoteStatusId}' = any($3::text[])
           and not (o.origin = 'pushed' and o.base #>> '{$said,remoteStatusId}' is not distinct from $5) as status
       from entity_link o where o.connection_id = $1 and o.entity = 'opportunity' and jsonb_exists(o.base, '$said')
         and not jsonb_exists(coalesce(o.base -> '$standIns', '{}'), 'stageId')) k
     where l.id = k.id and (k.stage or k.status)`,
    [connectionId, stages, statuses, filled.stageId, filled.statusId],
  );

/** Has the next poll look again at the clients whose company has one of these tax codes, which had nothing here. */
export const lookAgainAtTaxCodes = (tx: Tx, connectionId: Id, codes: readonly string[]) =>
  tx.query(
    `update entity_link set look_again_at = (select array_agg(distinct f) from unnest(coalesce(look_again_at, '{}') || '{taxRegionId}'::text[]) f)
     where connection_id = $1 and entity = 'company' and base #>> '{$unplaced,taxCode}' = any($2::text[])`,
    [connectionId, codes],
  );
