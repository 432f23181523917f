import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { MatchRecord } from '../scoring/match-record.ts';
import { refreshRivals } from '../scoring/match-rivals.queries.ts';
import { type FoundPair, pairKey } from '../scoring/pairing.rules.ts';

const AT_ONCE = 1_000;

/** Pairs that a person has decided: they are not proposed again. */
export async function readSettled(tx: Tx, connectionId: Id, entity: PulledEntity): Promise<Set<string>> {
  const rows = await tx.query<{ remoteId: string; localId: Id }>(
    `select remote_id as "remoteId", local_id as "localId" from match_pair
     where connection_id = $1 and entity = $2 and state in ('rejected', 'create')`,
    [connectionId, entity],
  );
  return new Set(rows.map((row) => pairKey(row.remoteId, row.localId)));
}

export interface FoundPairs {
  run: { id: Id; connectionId: Id };
  entity: PulledEntity;
  pairs: readonly FoundPair[];
  local: readonly MatchRecord[];
  remote: readonly MatchRecord[];
}

/** Makes what a run found the proposals; decisions stay, and what is linked meanwhile is no proposal. */
export async function writePairs(tx: Tx, { run, entity, pairs, local, remote }: FoundPairs): Promise<void> {
  const locals = new Map(local.map((record) => [record.id, record]));
  const remotes = new Map(remote.map((record) => [record.id, record]));
  const bests = new Map<string, number>();
  for (const { remoteId, score } of pairs) bests.set(remoteId, Math.max(score, bests.get(remoteId) ?? 0));
  for (let from = 0; from < pairs.length; from += AT_ONCE) {
    const some = pairs.slice(from, from + AT_ONCE).map((pair) => ({ ...pair, best: bests.get(pair.remoteId) ?? 0 }));
    await upsert(tx, run, entity, some, locals, remotes);
  }
  await tx.query(
    `delete from match_pair p where p.connection_id = $1 and p.entity = $2 and p.state in ('proposed', 'later') and (
       p.run_id is distinct from $3
       or exists (select from entity_link l where l.connection_id = $1 and l.entity = $2 and l.remote_id = p.remote_id)
       or exists (select from entity_link l where l.connection_id = $1 and l.entity = $2 and l.local_id = p.local_id))`,
    [run.connectionId, entity, run.id],
  );
  await refreshRivals(tx, run.connectionId, entity);
}

async function upsert(
  tx: Tx,
  run: FoundPairs['run'],
  entity: PulledEntity,
  pairs: readonly (FoundPair & { best: number })[],
  locals: ReadonlyMap<string, MatchRecord>,
  remotes: ReadonlyMap<string, MatchRecord>,
): Promise<void> {
  const nameOf = (record: MatchRecord | undefined) => record?.name ?? record?.identifier ?? '';
  await tx.query(
    `insert into match_pair as p (connection_id, entity, run_id, remote_id, remote_name, remote_parent_id, local_id, local_name, local_parent_id,
       score, rival, best, veto, breakdown)
     select $1, $2, $3, v.remote_id, v.remote_name, v.remote_parent_id, v.local_id, v.local_name, v.local_parent_id, v.score, v.rival, v.best, v.veto,
       v.breakdown::jsonb
     from unnest($4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::uuid[], $10::int[], $11::int[], $12::int[], $13::text[], $14::text[])
       as v(remote_id, remote_name, remote_parent_id, local_id, local_name, local_parent_id, score, rival, best, veto, breakdown)
     on conflict (workspace_id, connection_id, entity, remote_id, local_id) do update set run_id = excluded.run_id,
       remote_name = excluded.remote_name, remote_parent_id = excluded.remote_parent_id, local_name = excluded.local_name,
       local_parent_id = excluded.local_parent_id, score = excluded.score, rival = excluded.rival, best = excluded.best, veto = excluded.veto,
       breakdown = excluded.breakdown,
       -- Linked once, and unlinked elsewhere since: the two are open again.
       state = case when p.state = 'linked' then 'proposed' else p.state end
     where p.state in ('proposed', 'later', 'linked')`,
    [
      run.connectionId,
      entity,
      run.id,
      pairs.map((pair) => pair.remoteId),
      pairs.map((pair) => nameOf(remotes.get(pair.remoteId))),
      pairs.map((pair) => remotes.get(pair.remoteId)?.withinId ?? null),
      pairs.map((pair) => pair.localId),
      pairs.map((pair) => nameOf(locals.get(pair.localId))),
      pairs.map((pair) => locals.get(pair.localId)?.withinId ?? null),
      pairs.map((pair) => pair.score),
      pairs.map((pair) => pair.rival),
      pairs.map((pair) => pair.best),
      pairs.map((pair) => pair.veto),
      pairs.map((pair) => JSON.stringify(pair.breakdown)),
    ],
  );
}
