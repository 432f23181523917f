import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** What a preview stands on beside the settings, as a hash for each part, by what the part is called in sentences. */
export type Basis = Readonly<Record<string, string>>;

/** Each gives rows of `part` and `hash` for the connection `$1`. */
const parts: readonly string[] = [
  `select 'the list "' || replace(kind, '_', ' ') || '" of ConnectWise' as part,
     md5(string_agg(concat_ws('|', remote_id, label, is_active, flags), chr(10) order by remote_id)) as hash
   from reference_item where connection_id = $1 group by kind`,
  `select 'the pipeline', md5(string_agg(concat_ws('|', id, name, position, kind), chr(10) order by id)) from pipeline_stage having count(*) > 0`,
  `select 'what was decided about single records', md5(string_agg(concat_ws('|', entity, remote_id), chr(10) order by entity, remote_id))
   from sync_skip where connection_id = $1 and code = 'dismissed' having count(*) > 0`,
  `select 'the matches of existing records', md5(string_agg(concat_ws('|', entity, remote_id, local_id, state, score), chr(10)
     order by entity, remote_id, local_id))
   from match_pair where connection_id = $1 having count(*) > 0`,
];

/** How it stands now; one statement. */
export async function readBasis(tx: Tx, connectionId: Id): Promise<Basis> {
  const rows = await tx.query<{ part: string; hash: string }>(parts.join('\nunion all\n'), [connectionId]);
  return Object.fromEntries(rows.map(({ part, hash }) => [part, hash]));
}
