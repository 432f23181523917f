import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';
import { issueUndone } from '../messages/undo-description.messages.ts';
import { differsSql } from '../records/fields/columns.ts';
import { MAX_BUNDLE_DEPTH } from '../records/quote-line/bundle-lines.rules.ts';
import { registry, syncOf } from '../registry.ts';

/** In the order in which they can be removed: what refers to others goes first. */
export const undoOrder = (): PulledEntity[] => registry.map(({ entity }) => entity).reverse();

export const HAS_OTHERS = 'needed by a record that stays';

/** Why a record that a first sync created stays, as a SQL expression over its row `t` and link `l`; null when nobody has used it. */
function reasonSql(entity: PulledEntity, stays: (entity: PulledEntity, id: string) => string): string {
  const { fields, uses } = syncOf(entity);
  const used: (readonly [string, string])[] = [
    [`l.id is null or l.state <> 'linked' or l.origin <> 'pulled'`, 'the link was changed'],
    // A wave of removals that was held, or whose links somebody kept: no later sync could bring these in again.
    ['l.removal_asked_at is not null', 'gone from ConnectWise'],
    [
      `exists (select from push_request p where p.workspace_id = t.workspace_id and p.entity = '${entity}' and p.local_id = t.id)`,
      'sent to ConnectWise, or waiting to be sent',
    ],
    [
      `t.updated_at > l.synced_at or (l.base is not null and (${differsSql(fields) || 'false'})) or ${workedOnSql(entity)}`,
      'edited in the CRM',
    ],
    ...uses.used,
    // What has one that stays, stays.
    ...uses.dependents.map(
      ({ entity: other, some }) => [`exists (${some((id) => stays(other, id))})`, HAS_OTHERS] as const,
    ),
  ];
  return `case ${used.map(([sql, reason]) => `when ${sql} then '${reason}'`).join(' ')} end`;
}

/**
 * Whether somebody has ever worked on a record, by the log: a later pull may have written over it, so the row as it stands does not tell. The log
 * forgets the oldest first, so a row that says what a run created goes before those about what people did with it. What is told of an opportunity
 * (quotes, activities) counts as well; what a run brought does not, whoever asked for it.
 */
const workedOnSql = (entity: PulledEntity): string =>
  `exists (select from audit_event p where p.workspace_id = t.workspace_id and p.${syncOf(entity).saleOf ? 'opportunity_id' : 'local_id'} = t.id
     and p.direction is null and p.operation in ('create', 'update') and p.actor is not null and p.run_id is null)`;

const linkOf = (entity: PulledEntity): string =>
  `left join entity_link l on l.workspace_id = t.workspace_id and l.connection_id = $2 and l.entity = '${entity}' and l.local_id = t.id`;

/** Records that a run created and that are still there. */
const madeBy = (entity: PulledEntity): string =>
  `select distinct e.local_id as id from audit_event e where e.run_id = $1 and e.entity = '${entity}' and e.direction = 'in'
     and e.operation = 'create' and e.status = 'success' and e.local_id is not null`;

/** The judgement once more, where what has one of its own kind that stays by now stays too. */
const heldSql = (entity: PulledEntity, judged: string): string => {
  // Few stay, so that looking through them costs little.
  const stays = (id: string) => `exists (select from staying_${judged} j where j.id = ${id})`;
  const held = syncOf(entity).uses.dependents.flatMap((one) =>
    one.entity === entity ? [`exists (${one.some(stays)})`] : [],
  );
  return `select t.id, coalesce(p.reason, case when ${held.join(' or ')} then '${HAS_OTHERS}' end) as reason
     from ${judged} p join ${syncOf(entity).table.name} t on t.id = p.id`;
};

export interface UndoCount {
  entity: PulledEntity;
  /** Null for those that would be removed. */
  reason: string | null;
  count: number;
}

/**
 * What an undo of a run would remove, and what stays and why, counted; one statement. A record whose dependents are all removed goes too.
 */
export function countUndo(tx: Tx, { runId, connectionId }: { runId: Id; connectionId: Id }): Promise<UndoCount[]> {
  const kinds = undoOrder();
  // A record that hangs on one of its own kind cannot be judged before it: there it counts whether this run made it, and then pass by pass.
  const staysFor = (of: PulledEntity) => (entity: PulledEntity, id: string) =>
    entity === of
      ? `not exists (select from made_${entity} m where m.id = ${id})`
      : `not exists (select from judged_${entity} j where j.id = ${id} and j.reason is null)`;
  const parts = kinds.map((entity) => {
    const own = syncOf(entity).uses.dependents.some((one) => one.entity === entity);
    const passes = own ? MAX_BUNDLE_DEPTH : 0;
    const judged = (pass: number) => (pass === passes ? `judged_${entity}` : `judged_${entity}_${pass}`);
    const first = `made_${entity} as materialized (${madeBy(entity)}),
     ${judged(0)} as materialized (
       select t.id, ${reasonSql(entity, staysFor(entity))} as reason from made_${entity} m join ${syncOf(entity).table.name} t on t.id = m.id ${linkOf(entity)})`;
    const others = Array.from(
      { length: passes },
      (_, at) => `staying_${judged(at)} as materialized (select id from ${judged(at)} where reason is not null),
       ${judged(at + 1)} as materialized (${heldSql(entity, judged(at))})`,
    );
    return [first, ...others].join(', ');
  });
  const counts = kinds.map(
    (entity) => `select '${entity}' as entity, reason, count(*)::int as count from judged_${entity} group by reason`,
  );
  return tx.query<UndoCount>(`with ${parts.join(', ')} ${counts.join(' union all ')}`, [runId, connectionId]);
}

/** Writes down what a run created, to be looked at one after another. */
export async function listMade(tx: Tx, runId: Id): Promise<void> {
  for (const entity of undoOrder())
    await tx.query(
      `insert into sync_undo_item (run_id, entity, local_id) select $1, '${entity}', m.id from (${madeBy(entity)}) m
       join ${syncOf(entity).table.name} t on t.id = m.id on conflict do nothing`,
      [runId],
    );
}

export interface JudgedItem {
  localId: Id;
  remoteId: string | null;
  name: string | null;
  reason: string | null;
}

/** The next records of a kind after one, each with why it stays by now; their rows are locked until the commit. */
export function judgeItems(
  tx: Tx,
  { runId, connectionId }: { runId: Id; connectionId: Id },
  entity: PulledEntity,
  { after, limit }: { after: Id | null; limit: number },
): Promise<JudgedItem[]> {
  return tx.query<JudgedItem>(
    `select t.id as "localId", l.remote_id as "remoteId", ${syncOf(entity).crmSide.name} as name, ${reasonSql(entity, () => 'true')} as reason
     from (select local_id from sync_undo_item where run_id = $1 and entity = '${entity}' and reason is null and ($3::uuid is null or local_id > $3)
       order by local_id limit $4) k
     join ${syncOf(entity).table.name} t on t.id = k.local_id ${linkOf(entity)} order by t.id for update of t`,
    [runId, connectionId, after, limit],
  );
}

/** Removes records of the CRM with their links; ConnectWise's stay. */
export async function removeRecords(
  tx: Tx,
  { runId, connectionId }: { runId: Id; connectionId: Id },
  entity: PulledEntity,
  ids: readonly Id[],
): Promise<void> {
  if (ids.length === 0) return;
  // What was skipped of these records says nothing any more: the next sync lists them anew, those that are still there.
  await tx.query(
    `with unlinked as (delete from entity_link where connection_id = $1 and entity = $2 and local_id = any($3::uuid[]) returning remote_id)
     delete from sync_skip s using unlinked u where s.connection_id = $1 and s.entity = $2 and s.remote_id = u.remote_id`,
    [connectionId, entity, ids],
  );
  await tx.query(
    `update sync_issue set state = 'resolved', resolution = $4
     where connection_id = $1 and entity = $2 and local_id = any($3::uuid[]) and state = 'open'`,
    [connectionId, entity, ids, issueUndone()],
  );
  await tx.query(`delete from ${syncOf(entity).table.name} where id = any($1::uuid[])`, [ids]);
  await tx.query(`delete from sync_undo_item where run_id = $1 and entity = $2 and local_id = any($3::uuid[])`, [
    runId,
    entity,
    ids,
  ]);
  await tx.query(
    `update sync_undo set removed = removed || jsonb_build_object($2::text, coalesce((removed ->> $2)::int, 0) + $3::int) where run_id = $1`,
    [runId, entity, ids.length],
  );
}

export async function keepItems(
  tx: Tx,
  runId: Id,
  entity: PulledEntity,
  kept: readonly { localId: Id; reason: string | null }[],
): Promise<void> {
  if (kept.length === 0) return;
  await tx.query(
    `update sync_undo_item i set reason = k.reason from unnest($3::uuid[], $4::text[]) as k(id, reason)
     where i.run_id = $1 and i.entity = $2 and i.local_id = k.id`,
    [runId, entity, kept.map(({ localId }) => localId), kept.map(({ reason }) => reason)],
  );
}
