import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { SavedView } from './saved-view.type.ts';

const shown = (db: Tx['db'], userId: Id) =>
  db
    .selectFrom('saved_view as v')
    .innerJoin('app_user as u', 'u.id', 'v.owner_id')
    .select((of) => [
      'v.id',
      'v.name',
      'v.search',
      'v.is_shared as isShared',
      of('v.owner_id', '=', userId).$castTo<boolean>().as('isMine'),
      'u.name as ownerName',
    ]);

/** The own ones and those that others share, the own ones first. */
export const viewsOf = ({ db }: Tx, { userId, page }: { userId: Id; page: string }): Promise<SavedView[]> =>
  shown(db, userId)
    .where('v.page', '=', page)
    .where((of) => of.or([of('v.owner_id', '=', userId), of('v.is_shared', '=', true)]))
    .orderBy('isMine', 'desc')
    .orderBy('v.name')
    .limit(200)
    .execute();

export interface NewView {
  userId: Id;
  page: string;
  name: string;
  search: string;
  isShared: boolean;
}

/** Keeps a view; one of the same person and name is replaced. */
export async function keepView({ db }: Tx, { userId, page, name, search, isShared }: NewView): Promise<SavedView> {
  const values = { owner_id: userId, page, name, search, is_shared: isShared };
  await db
    .deleteFrom('saved_view')
    .where('owner_id', '=', userId)
    .where('page', '=', page)
    .where((of) => of(of.fn('lower', ['name']), '=', name.toLowerCase()))
    .execute();
  const { id } = await db.insertInto('saved_view').values(values).returning('id').executeTakeFirstOrThrow();
  return shown(db, userId).where('v.id', '=', id).executeTakeFirstOrThrow();
}

export const countViews = async ({ db }: Tx, userId: Id): Promise<number> => {
  const { n } = await db
    .selectFrom('saved_view')
    .select((of) => of.fn.countAll<string>().as('n'))
    .where('owner_id', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(n);
};

/** Removes an own view, or for `anyShared` one that is shared; null when there is none. */
export async function removeView(
  { db }: Tx,
  { id, userId, anyShared }: { id: Id; userId: Id; anyShared: boolean },
): Promise<SavedView | null> {
  const view = await shown(db, userId)
    .where('v.id', '=', id)
    .where((of) => of.or([of('v.owner_id', '=', userId), ...(anyShared ? [of('v.is_shared', '=', true)] : [])]))
    .executeTakeFirst();
  if (view) await db.deleteFrom('saved_view').where('id', '=', id).execute();
  return view ?? null;
}
