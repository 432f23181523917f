import type { Role } from '@causeway/shared/vocabulary';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

export interface PersonRow {
  id: Id;
  email: string;
  name: string;
  role: Role;
  isActive: boolean;
  hasSecondFactor: boolean;
  lastSignInAt: Date | null;
  createdAt: Date;
}

const shown = [
  'id',
  'email',
  'name',
  'role',
  sql<boolean>`disabled_at is null`.as('isActive'),
  sql<boolean>`exists (select from second_factor f where f.workspace_id = app_user.workspace_id and f.user_id = app_user.id and f.confirmed_at is not null)`.as(
    'hasSecondFactor',
  ),
  'last_sign_in_at as lastSignInAt',
  'created_at as createdAt',
] as const;

/** Everyone who was not removed, deactivated people included, by name. */
export const people = ({ db }: Tx): Promise<PersonRow[]> =>
  db
    .selectFrom('app_user')
    .select(shown)
    .where('removed_at', 'is', null)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();

export const personById = ({ db }: Tx, id: Id): Promise<PersonRow | undefined> =>
  db.selectFrom('app_user').select(shown).where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst();

export const personByEmail = ({ db }: Tx, email: string): Promise<PersonRow | undefined> =>
  db
    .selectFrom('app_user')
    .select(shown)
    .where(sql`lower(email)`, '=', email.trim().toLowerCase())
    .where('removed_at', 'is', null)
    .executeTakeFirst();

/** The administrators who may sign in. Locked, so that two changes at once do not leave the workspace without one. */
export async function lockAdmins({ db }: Tx): Promise<Id[]> {
  const rows = await db
    .selectFrom('app_user')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export async function setRole({ db }: Tx, id: Id, role: Role): Promise<void> {
  await db.updateTable('app_user').set({ role }).where('id', '=', id).execute();
}

export async function setName({ db }: Tx, id: Id, name: string): Promise<void> {
  await db.updateTable('app_user').set({ name }).where('id', '=', id).execute();
}

export async function setActive({ db }: Tx, id: Id, isActive: boolean): Promise<void> {
  await db
    .updateTable('app_user')
    .set({ disabled_at: isActive ? null : sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}

/** The row stays for the records that name it; the password is forgotten and the e-mail is free again. */
export async function markRemoved({ db }: Tx, id: Id): Promise<void> {
  await db
    .updateTable('app_user')
    .set({ removed_at: sql<Date>`now()`, disabled_at: sql<Date>`coalesce(disabled_at, now())`, password_hash: '' })
    .where('id', '=', id)
    .execute();
}

export async function passwordHashOf({ db }: Tx, id: Id): Promise<string | null> {
  const row = await db.selectFrom('app_user').select('password_hash').where('id', '=', id).executeTakeFirst();
  return row?.password_hash ?? null;
}

export async function setPasswordHash({ db }: Tx, id: Id, passwordHash: string): Promise<void> {
  await db.updateTable('app_user').set({ password_hash: passwordHash }).where('id', '=', id).execute();
}

/** What the workspace is called: no password is made of it. */
export async function workspaceNames({ db }: Tx): Promise<string[]> {
  return (await db.selectFrom('workspace').select('name').execute()).map(({ name }) => name);
}
