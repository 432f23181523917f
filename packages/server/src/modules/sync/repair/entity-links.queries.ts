import type { LinkDifferenceWord, LinkOrigin, LinkState, SyncStanding } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { isSame } from '../../../platform/is-same.ts';
import { containing, SqlFilter } from '../../crm/sql-filter.ts';
import { type EntityLink, type LinkHold, type PulledEntity, UNREAD } from '../../links/link.ts';
import { beforeState, firstWord, isWaitingPush, standsUnder } from '../../links/record-standing.ts';
import { agreedFields, apartOfBase, type Base, closedOfBase, isHeldEdit, standInsOf } from '../conflicts/base.rules.ts';
import type { EntitySync, FieldValue } from '../records/entity-sync.ts';
import { selectList } from '../records/fields/columns.ts';
import { type AnyFieldTable, wordOf } from '../records/fields/field-table.ts';
import { heldEdits, isLeftSql, standingDifferenceSql } from '../records/fields/held-fields.ts';
import { registry, syncOf } from '../registry.ts';
import { nameInBase } from './link-planner.ts';

export interface LinkFilter {
  id: Id | null;
  ids: readonly Id[] | null;
  localIds: readonly Id[] | null;
  entity: PulledEntity | null;
  states: readonly LinkState[] | null;
  /** Inside either name, or an ID of either side. */
  text: string | null;
  localId: Id | null;
  remoteId: string | null;
  syncedAfter: Date | null;
  syncedBefore: Date | null;
  createdAfter: Date | null;
  createdBefore: Date | null;
  /** How the two records of a link that works stand to each other. */
  difference: LinkDifferenceWord | null;
  /** Each link under one word alone: it has an open issue, a push of it waits, or its state. */
  standing: SyncStanding | null;
}

export const anyLink: LinkFilter = {
  id: null,
  ids: null,
  localIds: null,
  entity: null,
  states: null,
  text: null,
  localId: null,
  remoteId: null,
  syncedAfter: null,
  syncedBefore: null,
  createdAfter: null,
  createdBefore: null,
  difference: null,
  standing: null,
};

/** What the settings say of the records that are listed: their descriptions, and the fields of which no edit goes out. */
export interface LinkView {
  syncs: Syncs;
  held: (entity: PulledEntity) => AnyFieldTable;
  /** All that are synced, whatever their direction. */
  fields: (entity: PulledEntity) => AnyFieldTable;
}

/** The description of a record as the settings have it. */
export type Syncs = (entity: PulledEntity) => EntitySync;

export interface ListedLink {
  id: Id;
  entity: PulledEntity;
  state: LinkState;
  /** An open issue, else a push that waits, else the state. */
  standing: SyncStanding;
  origin: LinkOrigin;
  localId: Id;
  localName: string | null;
  remoteId: string;
  /** As ConnectWise was last seen to call it. */
  remoteName: string | null;
  lastSyncedAt: Date;
  createdAt: Date;
  brokenAt: Date | null;
  hold: LinkHold | null;
  /** Labels of fields in which the CRM's record differs from what both agreed on. */
  differing: string[];
  /** Of those and of closed ones: fields with an edit that the settings do not send. */
  heldEdits: string[];
  /** Fields in which ConnectWise shows another value, and both stay as they are. */
  byChoice: string[];
  /** ConnectWise has changes that were not taken in yet. */
  hasNewsThere: boolean;
  /** ConnectWise does not have its record any more, and the link stays: somebody decided so, or is asked. */
  isGoneThere: boolean;
  /** Why something that ConnectWise has did not come in, a clause; null where all did. */
  notTakenIn: string | null;
}

/** How far down a link stands in the list by its state. */
const [FAILING, LINKED] = [0, 2];
const rank = `(case l.state when 'broken' then -1 else 1 end)`;

function filterOf(
  {
    difference,
    standing,
    id: linkId,
    ids,
    localIds,
    entity,
    states,
    text,
    localId,
    remoteId,
    syncedAfter,
    syncedBefore,
    createdAfter,
    createdBefore,
  }: LinkFilter,
  fields: LinkView['fields'],
): SqlFilter {
  const filter = new SqlFilter();
  filter.and((value) => `l.entity = any(${value(entity ? [entity] : registry.map((sync) => sync.entity))}::text[])`);
  if (states && states.length > 0) filter.and((value) => `l.state = any(${value(states)}::text[])`);
  if (linkId) filter.and((value) => `l.id = ${value(linkId)}`);
  if (ids) filter.and((value) => `l.id = any(${value(ids)}::uuid[])`);
  if (localIds) filter.and((value) => `l.local_id = any(${value(localIds)}::uuid[])`);
  if (localId) filter.and((value) => `l.local_id = ${value(localId)}`);
  if (remoteId) filter.and((value) => `l.remote_id = ${value(printable(remoteId))}`);
  if (syncedAfter) filter.and((value) => `l.synced_at >= ${value(syncedAfter.toISOString())}`);
  if (syncedBefore) filter.and((value) => `l.synced_at < ${value(syncedBefore.toISOString())}`);
  if (createdAfter) filter.and((value) => `l.created_at >= ${value(createdAfter.toISOString())}`);
  if (createdBefore) filter.and((value) => `l.created_at < ${value(createdBefore.toISOString())}`);
  // Where a push of the record waits, or it has an open issue, what differs is told as that, here as on the overview.
  if (difference)
    filter.and(
      (value) =>
        `${standsUnder(beforeState, 'linked', `l.state = 'linked'`)} and ${differenceOf(fields)} = any(${value(standingDifferences[difference])}::text[])`,
    );
  if (standing) filter.and(() => standsUnder(beforeState, standing, `l.state = '${standing}'`));
  const pattern = containing(text);
  const id = printable(text ?? '');
  if (pattern)
    filter.and((value) => {
      const like = value(pattern);
      const kinds = entity ? [entity] : registry.map((sync) => sync.entity);
      const here = kinds.map((kind) => syncOf(kind).search.here(like)).join(' union all ');
      return `(l.local_id in (${here}) or l.remote_id = ${value(id)} or l.local_id::text = ${value(id.toLowerCase())}
        or lower(${nameInBaseSql(kinds)}) like ${like})`;
    });
  return filter;
}

const standingDifferences: Record<LinkDifferenceWord, readonly string[]> = {
  none: ['none'],
  any: ['held_edit', 'by_choice'],
  held_edit: ['held_edit'],
  by_choice: ['by_choice'],
};

/** How the two records of a link `l` of any kind differ for good. */
const differenceOf = (fields: LinkView['fields']): string => {
  const kinds = registry.map(
    ({ entity, table }) =>
      `when '${entity}' then (select ${standingDifferenceSql(fields(entity))} from ${table.name} t where t.id = l.local_id)`,
  );
  return `coalesce(case l.entity ${kinds.join(' ')} end, 'none')`;
};

/** What both sides last agreed on as the name of a link's record `l`. */
const nameInBaseSql = (kinds: readonly PulledEntity[]): string => {
  const names = kinds.map((kind) => {
    const fields = syncOf(kind).nameFields.map((field) => `l.base ->> '${field}'`);
    return `when '${kind}' then concat_ws(' ', ${fields.join(', ')})`;
  });
  return `case l.entity ${names.join(' ')} end`;
};

/** PostgreSQL takes no NUL in a text. */
const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

type Row = Omit<ListedLink, 'localName' | 'remoteName' | 'differing' | 'heldEdits' | 'byChoice' | 'hasNewsThere'> &
  Pick<EntityLink, 'base' | 'remoteHash'> & { rank: number };

/** Broken links first, then those that fail, then those that somebody holds; the newest first. `after`: rank and ID of the last row of the page before. */
export async function listLinks(
  tx: Tx,
  connectionId: Id,
  filter: LinkFilter,
  page: { limit: number; after: { rank: number; id: Id } | null },
  view: LinkView,
): Promise<(ListedLink & { rank: number })[]> {
  const where = filterOf(filter, view.fields).and((value) => `l.connection_id = ${value(connectionId)}`);
  const params = [...where.params, page.limit];
  const limit = `$${params.length}`;
  const part = (which: string, place: string) => `(select l.id, l.entity, l.state, l.origin, l.local_id as "localId",
       l.remote_id as "remoteId", l.synced_at as "lastSyncedAt", l.created_at as "createdAt", l.broken_at as "brokenAt", l.hold, l.base,
       l.state = 'linked' and l.removal_asked_at is not null as "isGoneThere",
       l.remote_hash as "remoteHash", ${place} as rank,
       ${firstWord(beforeState, 'l.state')} as standing,
       (select s.reason from sync_skip s where s.workspace_id = l.workspace_id and s.connection_id = l.connection_id and s.entity = l.entity
          and s.remote_id = l.remote_id and ${isLeftSql('s')}) as "notTakenIn"
     from entity_link l ${where.where} and ${which} order by rank, l.id desc limit ${limit})`;
  const { after } = page;
  let [others, failing, linked] = [
    `l.state <> 'linked'`,
    `l.state = 'linked' and ${beforeState.failing}`,
    `l.state = 'linked' and not (${beforeState.failing})`,
  ];
  if (after) {
    params.push(after.rank, after.id);
    const [lastRank, lastId] = [`$${params.length - 1}::int`, `$${params.length}::uuid`];
    const beyond = (place: string | number) =>
      ` and (${place} > ${lastRank} or (${place} = ${lastRank} and l.id < ${lastId}))`;
    others += beyond(rank);
    failing += beyond(FAILING);
    linked += beyond(LINKED);
  }
  // Nearly all are linked and come in the order of their IDs; the few others have an index, which stays small.
  const rows = await tx.query<Row>(
    `${part(others, rank)} union all ${part(failing, `${FAILING}`)} union all ${part(linked, `${LINKED}`)} order by rank, id desc limit ${limit}`,
    params,
  );
  return complete(tx, rows, view);
}

/** A link with its base. */
export async function linkById(tx: Tx, id: Id): Promise<EntityLink | null> {
  const [row] = await tx.query<EntityLink>(
    `select l.id, l.connection_id as "connectionId", l.entity, l.local_id as "localId", l.remote_id as "remoteId",
       l.parent_local_id as "parentLocalId", l.state, l.origin, l.remote_updated_at as "remoteUpdatedAt", l.remote_hash as "remoteHash",
       l.base, l.synced_at as "syncedAt", l.hold from entity_link l where l.id = $1`,
    [id],
  );
  return row ?? null;
}

export async function countListedLinks(
  tx: Tx,
  connectionId: Id,
  filter: LinkFilter,
  fields: LinkView['fields'],
): Promise<number> {
  const where = filterOf(filter, fields).and((value) => `l.connection_id = ${value(connectionId)}`);
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from entity_link l ${where.where}`,
    where.params,
  );
  return row?.count ?? 0;
}

/** How many links of each kind stand in each state. */
export function countLinksByState(tx: Tx, connectionId: Id) {
  return tx.query<{ entity: PulledEntity; state: LinkState; count: number }>(
    `select l.entity, l.state, count(*)::int as count from entity_link l
     where l.connection_id = $1 and l.entity = any($2::text[]) group by 1, 2 order by 1, 2`,
    [connectionId, registry.map(({ entity }) => entity)],
  );
}

/** Names and drift of a page: one statement for each kind of record in it. */
async function complete<R extends Row>(
  tx: Tx,
  rows: readonly R[],
  { syncs, held }: LinkView,
): Promise<(ListedLink & { rank: number })[]> {
  const here = new Map<Id, Record<string, FieldValue>>();
  for (const { entity } of registry) {
    const { table, crmSide } = syncs(entity);
    const ids = rows.flatMap((row) => (row.entity === entity ? [row.localId] : []));
    if (ids.length === 0) continue;
    const found = await tx.query<Record<string, FieldValue> & { id: Id }>(
      `select t.id, ${crmSide.name} as "$name", ${selectList(table.columns)} from ${table.name} t where t.id = any($1::uuid[])`,
      [ids],
    );
    for (const row of found) here.set(row.id, row);
  }
  return rows.map(({ base, remoteHash, ...row }) => {
    const local = here.get(row.localId);
    return {
      ...row,
      localName: local ? String(local.$name ?? '') : null,
      remoteName: nameInBase(syncs(row.entity), base),
      differing: local ? differingOf(syncs(row.entity), base, local) : [],
      heldEdits: local ? heldIn(syncs(row.entity).fields, held(row.entity), base, local) : [],
      byChoice: [...new Set([...apartOfBase(base), ...Object.keys(closedOfBase(base))])].map((field) =>
        wordOf(syncs(row.entity).fields, field),
      ),
      hasNewsThere: remoteHash === UNREAD && row.state !== 'broken' && !row.isGoneThere,
    };
  });
}

/** The CRM's record against what both agreed on, and what stands apart since a map was changed; fields that ConnectWise does not hold cannot differ. */
function differingOf(
  { fields, table }: EntitySync,
  base: Base | null,
  local: Readonly<Record<string, FieldValue>>,
): string[] {
  const agreed = agreedFields(base);
  const apart = apartOfBase(base);
  return table.columns.flatMap(({ field, type }) => {
    const entry = fields[field];
    if (!entry || entry.derived || !(field in agreed) || !entry.out.update || type === 'timestamptz') return [];
    const known = apart.includes(field) ? standInsOf(base)[field] : agreed[field];
    return isSame(local[field] ?? null, known ?? null) ? [] : [wordOf(fields, field)];
  });
}

export interface LastPassed {
  localId: Id;
  pulledAt: Date | null;
  pushedAt: Date | null;
}

/** When something of these records last came in and went out, as the audit log has it. */
export const lastPassed = (tx: Tx, localIds: readonly Id[]): Promise<LastPassed[]> =>
  tx.query<LastPassed>(
    `select k.id as "localId", i.at as "pulledAt", o.at as "pushedAt" from unnest($1::uuid[]) as k(id)
     left join lateral (select e.at from audit_event e where e.local_id = k.id and e.direction = 'in' and e.status = 'success'
       order by e.id desc limit 1) i on true
     left join lateral (select e.at from audit_event e where e.local_id = k.id and e.direction = 'out' and e.status = 'success'
       order by e.id desc limit 1) o on true`,
    [localIds],
  );

export interface FoundLocal {
  id: Id;
  name: string;
  detail: string | null;
  remoteId: string | null;
  linkState: LinkState | null;
}

/** Records of the CRM that hold this text, with what they are linked to. */
export function searchHere(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  text: string,
  limit: number,
): Promise<FoundLocal[]> {
  const { table, search, crmSide } = syncOf(entity);
  return tx.query<FoundLocal>(
    `select t.id, ${crmSide.name} as name, nullif(${search.detailHere}, '') as detail, l.remote_id as "remoteId", l.state as "linkState"
     from ${table.name} t left join entity_link l on l.connection_id = $1 and l.entity = $2 and l.local_id = t.id
     where t.id in (${search.here('$3')}) order by 2, t.id limit $4`,
    [connectionId, entity, containing(text) ?? '%', limit],
  );
}

/** Which of these records of ConnectWise are linked, and to what. */
export const holdersOf = (tx: Tx, connectionId: Id, entity: PulledEntity, remoteIds: readonly string[]) =>
  tx.query<{ remoteId: string; localId: Id; name: string | null; state: LinkState }>(
    `select l.remote_id as "remoteId", l.local_id as "localId", l.state, ${syncOf(entity).crmSide.name} as name
     from entity_link l left join ${syncOf(entity).table.name} t on t.id = l.local_id
     where l.connection_id = $1 and l.entity = $2 and l.remote_id = any($3::text[])`,
    [connectionId, entity, remoteIds],
  );

/** Whether a push of the record waits or runs. */
export async function isPushPending(tx: Tx, connectionId: Id, entity: PulledEntity, localId: Id): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from push_request r where r.connection_id = $1 and r.entity = $2 and r.local_id = $3 and ${isWaitingPush('r')}`,
    [connectionId, entity, localId],
  );
  return rows.length > 0;
}

/** Edits that the settings do not send, and those that the settings of then did not. */
function heldIn(
  fields: AnyFieldTable,
  held: AnyFieldTable,
  base: Base | null,
  local: Record<string, FieldValue>,
): string[] {
  const before = Object.keys(fields).filter((field) => !(field in held) && isHeldEdit(base, field, local[field]));
  return [...heldEdits(held, agreedFields(base), local), ...before.map((field) => wordOf(fields, field))];
}
