import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import {
  countOf,
  type OrderColumn,
  type OrderedRequest,
  type Page,
  pageNewestOr,
} from '../../crm/keyset-page.queries.ts';
import { SqlFilter } from '../../crm/sql-filter.ts';
import type { PulledEntity } from '../../links/link.ts';

export type ConflictState = 'open' | 'kept' | 'restored' | 'settled';

export interface ConflictRow {
  id: Id;
  connectionId: Id;
  entity: PulledEntity;
  localId: Id;
  remoteId: string;
  name: string;
  field: string;
  base: unknown;
  crm: unknown;
  connectwise: unknown;
  crmBy: string | null;
  crmAt: Date | null;
  connectwiseBy: string | null;
  connectwiseAt: Date | null;
  foundBy: 'in' | 'out';
  kept: 'crm' | 'connectwise' | 'ask';
  why: string;
  state: ConflictState;
  decidedBy: string | null;
  decidedAt: Date | null;
  at: Date;
}

export interface ConflictFilter {
  entity: PulledEntity | null;
  localId: Id | null;
  state: ConflictState | null;
}

const columns = `c.id, c.connection_id as "connectionId", c.entity, c.local_id as "localId", c.remote_id as "remoteId", c.name, c.field,
  c.base_value as base, c.crm_value as crm, c.connectwise_value as connectwise, c.crm_by as "crmBy", c.crm_at as "crmAt",
  c.connectwise_by as "connectwiseBy", c.connectwise_at as "connectwiseAt", c.found_by as "foundBy", c.kept, c.why, c.state,
  c.decided_by as "decidedBy", c.decided_at as "decidedAt", c.at`;

const shape = { columns, from: 'sync_conflict c', alias: 'c' };

export const conflictOrders = ['found', 'name', 'decided'] as const;
export type ConflictOrder = (typeof conflictOrders)[number];

const orders: Readonly<Record<ConflictOrder, OrderColumn>> = {
  found: { sql: 'c.at', type: 'timestamptz' },
  name: { sql: 'lower(c.name)', type: 'text' },
  decided: { sql: 'extract(epoch from c.decided_at)', type: 'numeric', isNullable: true },
};

function filterOf({ entity, localId, state }: ConflictFilter): SqlFilter {
  const filter = new SqlFilter();
  if (entity) filter.and((value) => `c.entity = ${value(entity)}`);
  if (localId) filter.and((value) => `c.local_id = ${value(localId)}::uuid`);
  if (state) filter.and((value) => `c.state = ${value(state)}`);
  return filter;
}

/** The newest first unless an order is asked for. */
export const conflictPage = (
  tx: Tx,
  filter: ConflictFilter,
  request: OrderedRequest<ConflictOrder>,
): Promise<Page<ConflictRow>> => pageNewestOr<ConflictRow, ConflictOrder>(tx, shape, filterOf(filter), request, orders);

export const countConflicts = (tx: Tx, filter: ConflictFilter): Promise<number> => countOf(tx, shape, filterOf(filter));

export async function findConflict(tx: Tx, id: Id): Promise<ConflictRow | null> {
  const [row] = await tx.query<ConflictRow>(`select ${columns} from sync_conflict c where c.id = $1 for update`, [id]);
  return row ?? null;
}

/** A person has: `kept` is the side whose value stands from now on. */
export const decideConflict = (
  tx: Tx,
  id: Id,
  { state, kept, why, by }: { state: 'restored' | 'settled'; kept: Owner; why: string; by: string },
): Promise<unknown> =>
  tx.query(
    `update sync_conflict set state = $2, kept = $3, why = $4, decided_by = $5, decided_at = now(), is_to_come = false where id = $1`,
    [id, state, kept, why, by],
  );

/** The values of both sides as they are when a person decides. */
export const setValues = (tx: Tx, id: Id, values: { crm: unknown; connectwise: unknown }): Promise<unknown> =>
  tx.query(`update sync_conflict set crm_value = $2::jsonb, connectwise_value = $3::jsonb where id = $1`, [
    id,
    JSON.stringify(values.crm ?? null),
    JSON.stringify(values.connectwise ?? null),
  ]);

/** What both sides of a link agreed on of one field, from now on. What ConnectWise's record said before is no part of it any more. */
export const agreeOn = (tx: Tx, linkId: Id, field: string, value: unknown): Promise<unknown> =>
  tx.query(
    `update entity_link set base = jsonb_set((coalesce(base, '{}') - '$said') #- array['$standIns', $2] #- array['$heldEdits', $2], array[$2], $3::jsonb) where id = $1`,
    [linkId, field, JSON.stringify(value ?? null)],
  );

/** Whether the last edit of a field since its conflict came in from ConnectWise; null when the log holds none. `names`: as its changes call the field. */
export async function wasEditedThere(
  tx: Tx,
  { localId, at }: Pick<ConflictRow, 'localId' | 'at'>,
  names: readonly string[],
): Promise<boolean | null> {
  const [row] = await tx.query<{ isThere: boolean }>(
    `select e.direction is not distinct from 'in' as "isThere" from audit_event e
     where e.local_id = $1 and e.at > $2
       and exists (select from jsonb_array_elements(e.changes) c where c ->> 'field' = any($3::text[]))
     order by e.id desc limit 1`,
    [localId, at, names],
  );
  return row?.isThere ?? null;
}
