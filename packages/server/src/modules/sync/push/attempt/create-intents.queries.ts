import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Fields } from '../../records/entity-sync.ts';

/** Beside the natural key: whoever finds the record has to know what of it is ours, and what ConnectWise filled in. */
const MADE_OF = '$madeOf';
/** What the request sends, in ConnectWise's words: what differs there when it is found was edited there since. */
const SENT = '$sent';

/** The body of a create. */
export type Body = Readonly<Record<string, unknown>>;

export interface CreateKey {
  connectionId: Id;
  /** What is created: a linked entity, or `fallback_item`. */
  entity: string;
  localKey: string;
}

/** `fresh`: no create was sent before. `open`: one may have been, at `since`, and was not finished. `busy`: somebody is at it now. */
export type OpenedIntent =
  | { state: 'fresh' }
  | { state: 'open'; since: Date; naturalKey: Record<string, unknown>; madeOf: Fields | null; sent: Body | null }
  | { state: 'busy' };

/**
 * The record of what is about to be created in ConnectWise, committed before the request goes out. ConnectWise has no idempotency key, so this is
 * what keeps a crash or a lost answer from making a second record: whoever finds an open intent looks for the record first.
 */
export class CreateIntents {
  /** A worker that has not been heard of for so long is taken for dead; nobody looks for a record that may still be on its way. */
  constructor(private readonly leaseMs = 20_000) {}

  async open(tx: Tx, key: CreateKey, owner: string): Promise<OpenedIntent> {
    const rows = await tx.query<{
      since: Date;
      naturalKey: Record<string, unknown> & { [MADE_OF]?: Fields; [SENT]?: Body };
    }>(
      `insert into create_intent as i (connection_id, entity, local_key, natural_key, lease_owner, lease_until)
       values ($1, $2, $3, '{}', $4, now() + make_interval(secs => $5))
       on conflict (workspace_id, connection_id, entity, local_key) do update set
         lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
       where i.lease_until is null or i.lease_until < now() or i.lease_owner = excluded.lease_owner
       returning i.intended_at as since, i.natural_key as "naturalKey"`,
      [key.connectionId, key.entity, key.localKey, owner, this.leaseMs / 1000],
    );
    const row = rows[0];
    if (!row) return { state: 'busy' };
    const { [MADE_OF]: madeOf, [SENT]: sent, ...naturalKey } = row.naturalKey;
    return Object.keys(naturalKey).length === 0
      ? { state: 'fresh' }
      : { state: 'open', since: row.since, naturalKey, madeOf: madeOf ?? null, sent: sent ?? null };
  }

  /**
   * The create request goes out after this commit: from now on a record with this natural key may be there, made of these values of ours, where it
   * has fields of its own.
   */
  async sending(
    tx: Tx,
    key: CreateKey,
    owner: string,
    { naturalKey, madeOf, sent }: { naturalKey: object; madeOf?: Fields | undefined; sent?: Body | undefined },
  ): Promise<void> {
    await tx.query(
      `update create_intent set natural_key = $5, intended_at = now() where connection_id = $1 and entity = $2 and local_key = $3 and lease_owner = $4`,
      [
        key.connectionId,
        key.entity,
        key.localKey,
        owner,
        JSON.stringify({ ...naturalKey, ...(madeOf ? { [MADE_OF]: madeOf } : {}), ...(sent ? { [SENT]: sent } : {}) }),
      ],
    );
  }

  /** Keeps the right to create for a request that takes its time; called with the heartbeat. */
  async keep(tx: Tx, owner: string): Promise<void> {
    await tx.query(
      `update create_intent set lease_until = now() + make_interval(secs => $2) where lease_owner = $1 and lease_until is not null`,
      [owner, this.leaseMs / 1000],
    );
  }

  /** The record stands and is bound, or ConnectWise has surely refused it. */
  async close(tx: Tx, key: CreateKey, owner: string): Promise<void> {
    await tx.query(
      `delete from create_intent where connection_id = $1 and entity = $2 and local_key = $3 and lease_owner = $4`,
      [key.connectionId, key.entity, key.localKey, owner],
    );
  }

  /** Keeps the intent open for the next attempt, but lets that one begin at once. */
  async release(tx: Tx, key: CreateKey, owner: string): Promise<void> {
    await tx.query(
      `update create_intent set lease_until = null where connection_id = $1 and entity = $2 and local_key = $3 and lease_owner = $4`,
      [key.connectionId, key.entity, key.localKey, owner],
    );
  }
}
