import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { Rivalry } from './clear-pair.rules.ts';
import { isOutshone } from './match-buckets.queries.ts';
import { refreshRivals } from './match-rivals.queries.ts';
import type { ProposedPair, PushMatchContext } from './push-match.ts';

type Row = Rivalry & { remoteId: string; state: 'proposed' | 'later' | 'rejected' | 'create' };

/** What the review of matches says of one CRM record. */
export async function readPushMatch(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  localId: Id,
  threshold: number,
): Promise<Pick<PushMatchContext, 'known' | 'rejected'>> {
  const rows = await tx.query<Row>(
    `select p.remote_id as "remoteId", p.score, p.rival, p.veto, p.state from match_pair p
     left join entity_link l on l.connection_id = p.connection_id and l.entity = p.entity and l.remote_id = p.remote_id
     where p.connection_id = $1 and p.entity = $2 and p.local_id = $3 and p.state <> 'linked'
       and (p.state in ('rejected', 'create') or (l.id is null and not ${isOutshone('$4')}))`,
    [connectionId, entity, localId, threshold],
  );
  const known: [string, Rivalry & { state: 'proposed' | 'later' }][] = [];
  const rejected = new Set<string>();
  for (const { remoteId, state, ...pair } of rows) {
    if (state === 'rejected' || state === 'create') rejected.add(remoteId);
    else known.push([remoteId, { ...pair, state }]);
  }
  return { known: new Map(known), rejected };
}

/** Whether a person has said that these two are not the same. */
export async function isKeptApart(
  tx: Tx,
  connectionId: Id,
  { entity, localId, remoteId }: { entity: string; localId: Id; remoteId: string },
): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from match_pair where connection_id = $1 and entity = $2 and local_id = $3 and remote_id = $4 and state in ('rejected', 'create')`,
    [connectionId, entity, localId, remoteId],
  );
  return rows.length > 0;
}

/** Records of ConnectWise that this one of the CRM was asked about, and that were linked to others before anybody answered. */
export const readTakenMeanwhile = (
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  localId: Id,
): Promise<{ remoteName: string; by: Id }[]> =>
  tx.query(
    `select p.remote_name as "remoteName", l.local_id as by from match_pair p
     join entity_link l on l.connection_id = p.connection_id and l.entity = p.entity and l.remote_id = p.remote_id
     where p.connection_id = $1 and p.entity = $2 and p.local_id = $3 and l.local_id <> p.local_id and p.state in ('proposed', 'later')
     order by p.score desc limit 3`,
    [connectionId, entity, localId],
  );

/** Puts what a push asks about before the people who review matches; decisions stay. */
export async function proposePairs(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  local: { id: Id; name: string; parentId: Id | null },
  pairs: readonly ProposedPair[],
): Promise<void> {
  await tx.query(
    `insert into match_pair as p (connection_id, entity, local_id, local_name, local_parent_id, remote_id, remote_name, remote_parent_id,
       score, best, veto, breakdown)
     select $1, $2, $3, $4, $5, v.remote_id, v.remote_name, v.remote_parent_id, v.score, v.score, v.veto, v.breakdown::jsonb
     from unnest($6::text[], $7::text[], $8::text[], $9::int[], $10::text[], $11::text[])
       as v(remote_id, remote_name, remote_parent_id, score, veto, breakdown)
     on conflict (workspace_id, connection_id, entity, remote_id, local_id) do update set
       remote_name = excluded.remote_name, local_name = excluded.local_name, score = excluded.score, veto = excluded.veto,
       breakdown = excluded.breakdown, state = case when p.state = 'linked' then 'proposed' else p.state end
     where p.state in ('proposed', 'later', 'linked')`,
    [
      connectionId,
      entity,
      local.id,
      local.name,
      local.parentId,
      pairs.map((pair) => pair.remoteId),
      pairs.map((pair) => pair.remoteName),
      pairs.map((pair) => pair.remoteParentId),
      pairs.map((pair) => pair.score),
      pairs.map((pair) => (pair.veto === 'later' ? null : pair.veto)),
      pairs.map((pair) => JSON.stringify(pair.breakdown)),
    ],
  );
  await refreshRivals(tx, connectionId, entity);
}
