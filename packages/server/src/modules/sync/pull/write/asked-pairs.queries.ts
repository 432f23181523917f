import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { askedByPoll } from '../../messages/push-problem.messages.ts';

/**
 * A push and a poll may ask about the same pair. The poll's question names both records and is answered where it stands, so it is the one that stays
 * open; the push waits for its answer.
 */

/** What the detail of a push's question says that was closed for one of a poll. */
export const ASKED_BY_POLL = `'{"isAskedByPoll": true}'::jsonb`;

/** A push `r` that was parked goes again. */
export const pendingAgain = `revision = r.revision + 1, attempts = 0, state = 'pending', next_attempt_at = now(), updated_at = now()`;

/** Whether an open question of a poll has this record of the CRM among its candidates. */
const isAsked = (connection: string, localId: string): string =>
  `exists (select from sync_issue a where a.connection_id = ${connection} and a.direction = 'in' and a.state = 'open'
     and a.code = 'possible_duplicate' and a.detail -> 'candidates' @> jsonb_build_array(jsonb_build_object('id', ${localId})))`;

export async function isAskedByPoll(tx: Tx, connectionId: Id, localId: Id): Promise<boolean> {
  const [row] = await tx.query<{ isAsked: boolean }>(`select ${isAsked('$1', '$2::text')} as "isAsked"`, [
    connectionId,
    localId,
  ]);
  return row?.isAsked === true;
}

/** Ends the questions of pushes about records that a poll asks about by now. */
export async function standForPushes(tx: Tx, connectionId: Id, localIds: readonly Id[]): Promise<void> {
  if (localIds.length === 0) return;
  await tx.query(
    `update sync_issue set state = 'resolved', resolution = $3, detail = detail || ${ASKED_BY_POLL}, last_seen_at = now()
     where connection_id = $1 and direction = 'out' and state = 'open' and code = 'match_needed'
       and coalesce(detail ->> 'about', local_id::text) = any($2::text[])`,
    [connectionId, localIds, askedByPoll()],
  );
}

/**
 * Lets pushes ask for themselves that waited for the answer to a question which ended without one: somebody dismissed it, or the record is excluded or
 * gone by now.
 */
export async function releaseUnasked(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(
    `update push_request r set ${pendingAgain}
     from (select distinct on (i.entity, i.local_id) i.entity, i.local_id, i.detail, coalesce(i.detail ->> 'about', i.local_id::text) as about
       from sync_issue i join push_request p on p.connection_id = i.connection_id and p.entity = i.entity and p.local_id = i.local_id
         and p.state = 'parked' and p.last_code = 'match_needed'
       where i.connection_id = $1 and i.direction = 'out' order by i.entity, i.local_id, i.id desc) newest
     where r.connection_id = $1 and r.entity = newest.entity and r.local_id = newest.local_id and r.state = 'parked'
       and newest.detail @> ${ASKED_BY_POLL} and not ${isAsked('$1', 'newest.about')}`,
    [connectionId],
  );
}
