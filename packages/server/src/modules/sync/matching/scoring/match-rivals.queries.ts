import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';

/** Tells each open pair anew how good the others of its two records are; writes only what changed. */
export async function refreshRivals(tx: Tx, connectionId: Id, entity: PulledEntity): Promise<void> {
  await tx.query(
    `update match_pair p set rival = n.rival, best = n.best from (
       select o.id, greatest(
           coalesce(max(o.score) over (partition by o.remote_id rows between unbounded preceding and unbounded following exclude current row), 0),
           coalesce(max(o.score) over (partition by o.local_id rows between unbounded preceding and unbounded following exclude current row), 0)
         ) as rival,
         max(o.score) over (partition by o.remote_id) as best
       from match_pair o where o.connection_id = $1 and o.entity = $2 and o.state in ('proposed', 'later')
     ) n
     where p.id = n.id and (p.rival, p.best) is distinct from (n.rival, n.best)`,
    [connectionId, entity],
  );
}
