import type { LinkState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PushReason } from '../push/outbox/push-request.ts';

/** A linked contact or opportunity of a client. */
export interface LinkedChild {
  entity: 'contact' | 'opportunity';
  localId: Id;
  linkId: Id;
  remoteId: string;
}

/** Those of a client whose links things pass over, contacts first: opportunities name them. */
export const linkedChildrenOf = (tx: Tx, connectionId: Id, clientId: Id): Promise<LinkedChild[]> =>
  childrenIn(tx, connectionId, clientId, 'linked');

/** Those that ConnectWise does not have any more. */
export const brokenChildrenOf = (tx: Tx, connectionId: Id, clientId: Id): Promise<LinkedChild[]> =>
  childrenIn(tx, connectionId, clientId, 'broken');

const childrenIn = (
  tx: Tx,
  connectionId: Id,
  clientId: Id,
  state: Extract<LinkState, 'linked' | 'broken'>,
): Promise<LinkedChild[]> =>
  tx.query<LinkedChild>(
    `select l.entity, l.local_id as "localId", l.id as "linkId", l.remote_id as "remoteId"
     from (select 'contact' as entity, id from contact where client_id = $2
       union all select 'opportunity', id from opportunity where client_id = $2) k
     join entity_link l on l.connection_id = $1 and l.entity = k.entity and l.local_id = k.id and l.state = $3
     order by l.entity, l.id`,
    [connectionId, clientId, state],
  );

/** For what pushes of these records wait. */
export async function readWaiting(
  tx: Tx,
  connectionId: Id,
  records: readonly Pick<LinkedChild, 'entity' | 'localId'>[],
): Promise<ReadonlyMap<Id, PushReason>> {
  const rows = await tx.query<{ localId: Id; reason: PushReason }>(
    `select r.local_id as "localId", r.reason from unnest($2::text[], $3::uuid[]) as k(entity, id)
     join push_request r on r.connection_id = $1 and r.entity = k.entity and r.local_id = k.id and r.state <> 'done'`,
    [connectionId, records.map(({ entity }) => entity), records.map(({ localId }) => localId)],
  );
  return new Map(rows.map(({ localId, reason }) => [localId, reason]));
}

/** Both sides do not agree any more on where these belong: what they have here is an edit that goes out. */
export const disagreeOnClient = (tx: Tx, linkIds: readonly Id[]): Promise<unknown> =>
  tx.query(
    `update entity_link set base = jsonb_set(coalesce(base, '{}') #- '{$standIns,clientId}', '{clientId}', 'null') where id = any($1::uuid[])`,
    [linkIds],
  );

/** The same taken back. */
export const agreeOnClient = (tx: Tx, linkIds: readonly Id[], clientId: Id): Promise<unknown> =>
  tx.query(
    `update entity_link set base = jsonb_set(base, '{clientId}', to_jsonb($2::text)) where id = any($1::uuid[]) and base -> 'clientId' = 'null'`,
    [linkIds, clientId],
  );

/** Of these records the first on which both sides agree that it belongs to this client, or this contact. */
export async function firstAgreedAt(
  tx: Tx,
  connectionId: Id,
  records: readonly { entity: 'contact' | 'opportunity'; localId: Id }[],
  { field, id }: { field: 'clientId' | 'contactId'; id: Id },
): Promise<{ entity: 'contact' | 'opportunity'; localId: Id } | null> {
  const [row] = await tx.query<{ entity: 'contact' | 'opportunity'; localId: Id }>(
    `select l.entity, l.local_id as "localId" from unnest($2::text[], $3::uuid[]) as k(entity, id)
     join entity_link l on l.connection_id = $1 and l.entity = k.entity and l.local_id = k.id and l.state = 'linked'
     where l.base ->> $4 = $5::text order by l.entity, l.id limit 1`,
    [connectionId, records.map(({ entity }) => entity), records.map(({ localId }) => localId), field, id],
  );
  return row ?? null;
}
