import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { CW_STATUS } from '../../integration/mapping/cw-status.rules.ts';

/** A status that was renamed in ConnectWise is no change of the opportunity: value and base move along, nothing is pushed. */
export async function renameStatuses(
  tx: Tx,
  connectionId: Id,
  renamed: readonly { from: string; to: string }[],
): Promise<void> {
  const names = [renamed.map((r) => r.from), renamed.map((r) => r.to)];
  await tx.query(
    `update opportunity o set custom_fields = o.custom_fields || jsonb_build_object('${CW_STATUS}', r.now), version = o.version + 1,
       updated_at = now()
     from unnest($1::text[], $2::text[]) as r(old, now) where o.custom_fields ->> '${CW_STATUS}' = r.old`,
    names,
  );
  await tx.query(
    `update entity_link l set base = l.base || jsonb_build_object('cwStatus', r.now)
     from unnest($2::text[], $3::text[]) as r(old, now)
     where l.connection_id = $1 and l.entity = 'opportunity' and l.base ->> 'cwStatus' = r.old`,
    [connectionId, ...names],
  );
}

/** The stage of an opportunity, and what its field holds; null when it is not there. */
export async function readStageAndStatus(
  tx: Tx,
  opportunityId: Id,
): Promise<{ stageId: Id; cwStatus: string | null } | null> {
  const [row] = await tx.query<{ stageId: Id; cwStatus: string | null }>(
    `select stage_id as "stageId", custom_fields ->> '${CW_STATUS}' as "cwStatus" from opportunity where id = $1`,
    [opportunityId],
  );
  return row ?? null;
}
