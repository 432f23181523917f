import type { Tx } from '../../../../platform/database/database.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { Base } from '../../conflicts/base.rules.ts';

export interface LinkUpdate {
  link: EntityLink;
  remoteUpdatedAt: Date | null;
  remoteHash: string | null;
  /** Null keeps the base that is there. */
  base: Base | null;
  state: EntityLink['state'];
  /** A value came in: looking at a record is no sync. */
  isSynced: boolean;
}

/** Brings links up to date with what was just taken in, or looked at and left alone: nothing was synced then. */
export async function updateLinks(tx: Tx, updates: readonly LinkUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  await tx.query(
    `update entity_link l set remote_updated_at = coalesce(v.updated_at, l.remote_updated_at), remote_hash = coalesce(v.hash, l.remote_hash),
       base = coalesce(v.base::jsonb, l.base), state = v.state, look_again_at = case when v.base is null then l.look_again_at end,
       removal_asked_at = case when v.state <> 'linked' then l.removal_asked_at end,
       hold = case when v.state in ('paused', 'never') then l.hold end, synced_at = case when v.is_synced or v.state <> l.state then now() else l.synced_at end
     from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::boolean[]) as v(id, updated_at, hash, base, state, is_synced)
     where l.id = v.id`,
    [
      updates.map((u) => u.link.id),
      updates.map((u) => u.remoteUpdatedAt?.toISOString() ?? null),
      updates.map((u) => u.remoteHash),
      updates.map((u) => (u.base ? JSON.stringify(u.base) : null)),
      updates.map((u) => u.state),
      updates.map((u) => u.isSynced),
    ],
  );
}
