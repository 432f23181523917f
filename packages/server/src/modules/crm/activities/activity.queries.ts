import type { ActivityForm } from '@causeway/shared/forms/activity';
import type { Tx } from '../../../platform/database/database.ts';
import { decodeCursor, firstOf, foreignCursor, pageOf } from '../../../platform/graphql/pagination.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { countOf, type Page, type PageRequest } from '../keyset-page.queries.ts';
import { SqlFilter } from '../sql-filter.ts';
import type { ActivityState } from './activity.input.ts';
import type { Activity } from './activity.type.ts';

/** The last day there is, so that what is due on none comes after what is. */
const NEVER = '9999-12-31';
const isOpen = `a.kind <> 'note' and a.done_at is null`;
const today = `(now() at time zone 'UTC')::date`;
const dueKey = `coalesce(a.due_on, '${NEVER}'::date)`;

const shape = {
  columns: `a.id, a.opportunity_id as "opportunityId", a.owner_id as "ownerId", a.kind, a.subject, a.details, a.due_on::text as "dueOn",
    (${isOpen} and a.due_on is not null and a.due_on < ${today}) as "isOverdue", a.done_at as "doneAt", a.done_by as "doneBy", a.created_by as "createdBy",
    a.version, a.created_at as "createdAt", a.updated_at as "updatedAt"`,
  from: 'activity a',
  alias: 'a',
};

export interface ActivityRequest extends Pick<PageRequest, 'first' | 'after'> {
  opportunityId?: Id | null;
  ownerId?: Id | null;
  state?: ActivityState | null;
}

const inState: Record<ActivityState, string> = {
  open: isOpen,
  overdue: `${isOpen} and a.due_on < ${today}`,
  done: 'a.done_at is not null',
  notes: `a.kind = 'note'`,
};

/** What is to be done first, by the day it is due, those without one last; then what is done and noted, in the order it was made. */
export async function activityPage(tx: Tx, request: ActivityRequest): Promise<Page<Activity>> {
  const first = firstOf(request.first);
  const { opportunityId, ownerId, state } = request;
  const filter = new SqlFilter();
  if (opportunityId) filter.and((value) => `a.opportunity_id = ${value(opportunityId)}::uuid`);
  if (ownerId) filter.and((value) => `a.owner_id = ${value(ownerId)}::uuid`);
  if (state) filter.and(() => inState[state]);
  const after = decodeCursor(request.after, 3);
  const shown = filter.copy();
  if (after) {
    const [isPast, due, id] = after;
    if (typeof isPast !== 'boolean' || !/^\d{4}-\d\d-\d\d$/.test(String(due)) || !isId(String(id)))
      throw foreignCursor();
    shown.and(
      (value) =>
        `(not (${isOpen}), ${dueKey}, a.id) > (${value(isPast)}::boolean, ${value(due)}::date, ${value(id)}::uuid)`,
    );
  }
  const rows = await tx.query<Activity>(
    `select ${shape.columns} from activity a ${shown.where} order by not (${isOpen}), ${dueKey}, a.id limit ${first + 1}`,
    shown.params,
  );
  const placeOf = ({ kind, doneAt, dueOn, id }: Activity) => [kind === 'note' || doneAt !== null, dueOn ?? NEVER, id];
  return { ...pageOf(rows, first, placeOf), filter };
}

export const countActivities = (tx: Tx, filter: SqlFilter): Promise<number> => countOf(tx, shape, filter);

export async function activityById(tx: Tx, id: Id): Promise<Activity | null> {
  if (!isId(id)) return null;
  const rows = await tx.query<Activity>(`select ${shape.columns} from activity a where a.id = $1`, [id]);
  return rows[0] ?? null;
}

/** The same, held against other changes until the transaction ends. */
export async function activityToChange(tx: Tx, id: Id): Promise<Activity | null> {
  if (!isId(id)) return null;
  await tx.query('select 1 from activity where id = $1 for no key update', [id]);
  return activityById(tx, id);
}

/** What is to be done next for each opportunity: the open activity that is due first. */
export async function nextSteps(tx: Tx, opportunityIds: readonly Id[]): Promise<Map<Id, Activity>> {
  const rows = await tx.query<Activity>(
    `select distinct on (a.opportunity_id) ${shape.columns} from activity a
     where a.opportunity_id = any($1::uuid[]) and ${isOpen} order by a.opportunity_id, ${dueKey}, a.id`,
    [opportunityIds],
  );
  return new Map(rows.map((row) => [row.opportunityId, row]));
}

/** A condition over `opportunity o`: whether something is to be done for it. */
export const hasNextStepSql = (wanted: boolean): string =>
  `${wanted ? '' : 'not '}exists (select from activity a where a.workspace_id = o.workspace_id and a.opportunity_id = o.id and ${isOpen})`;

type Fields = Omit<ActivityForm, 'version'>;

export async function insertActivity(tx: Tx, opportunityId: Id, fields: Fields, createdBy: string | null): Promise<Id> {
  const { kind, subject, details, dueOn, ownerId } = fields;
  const rows = await tx.query<{ id: Id }>(
    `insert into activity (opportunity_id, kind, subject, details, due_on, owner_id, created_by) values ($1, $2, $3, $4, $5::date, $6, $7)
     returning id`,
    [opportunityId, kind, subject, details, dueOn, ownerId, createdBy],
  );
  return rows[0]?.id ?? '';
}

export async function writeActivity(tx: Tx, id: Id, { kind, subject, details, dueOn, ownerId }: Fields): Promise<void> {
  await tx.query(
    `update activity set kind = $2, subject = $3, details = $4, due_on = $5::date, owner_id = $6, version = version + 1, updated_at = now(),
       done_at = case when $2 = 'note' then null else done_at end, done_by = case when $2 = 'note' then null else done_by end
     where id = $1`,
    [id, kind, subject, details, dueOn, ownerId],
  );
}

/** Done by somebody, or open again where nobody is named. */
export async function settleActivity(tx: Tx, id: Id, doneBy: string | null): Promise<void> {
  await tx.query(
    `update activity set done_at = case when $2::text is null then null else now() end, done_by = $2, version = version + 1, updated_at = now()
     where id = $1`,
    [id, doneBy],
  );
}

export async function removeActivity(tx: Tx, id: Id): Promise<void> {
  await tx.query('delete from activity where id = $1', [id]);
}

/** The name of an opportunity, and that it is there. */
export async function opportunityName(tx: Tx, id: Id): Promise<string | null> {
  if (!isId(id)) return null;
  const rows = await tx.query<{ name: string }>('select name from opportunity where id = $1', [id]);
  return rows[0]?.name ?? null;
}
