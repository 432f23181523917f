import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Sibling } from '../workspaces/siblings.queries.ts';

export interface StoredFactor {
  secretSealed: string | null;
  confirmedAt: Date | null;
  /** A secret that was shown within the hour and waits for its first code. */
  pendingSealed: string | null;
}

export const storedFactor = ({ db }: Tx, userId: Id): Promise<StoredFactor | undefined> =>
  db
    .selectFrom('second_factor')
    .select([
      'secret_sealed as secretSealed',
      'confirmed_at as confirmedAt',
      sql<string | null>`case when pending_at > now() - interval '1 hour' then pending_sealed end`.as('pendingSealed'),
    ])
    .where('user_id', '=', userId)
    .executeTakeFirst();

/** Keeps a secret until its first code is there; the one in use stays in use. */
export async function putPending({ db }: Tx, userId: Id, sealed: string): Promise<void> {
  const pending = { pending_sealed: sealed, pending_at: sql<Date>`now()` };
  await db
    .insertInto('second_factor')
    .values({ user_id: userId, ...pending })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(pending))
    .execute();
}

/** The pending secret is the one in use from now on; false when it is not pending any more. */
export async function confirmPending({ db }: Tx, userId: Id, sealed: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('second_factor')
    .set({
      secret_sealed: sealed,
      confirmed_at: sql<Date>`now()`,
      last_step: String(step),
      pending_sealed: null,
      pending_at: null,
    })
    .where('user_id', '=', userId)
    .where('pending_sealed', '=', sealed)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Uses the code of a step up; false when it, or a later one, was used before. Two at the same moment: one. */
export async function useStep({ db }: Tx, userId: Id, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('second_factor')
    .set({ last_step: String(step) })
    .where('user_id', '=', userId)
    .where('last_step', '<', String(step))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes the factor and its recovery codes away; false when there was none in use. */
export async function deleteFactor({ db }: Tx, userId: Id): Promise<boolean> {
  await db.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  const gone = await db
    .deleteFrom('second_factor')
    .where('user_id', '=', userId)
    .returning('confirmed_at')
    .executeTakeFirst();
  return gone?.confirmed_at != null;
}

export async function replaceRecoveryCodes({ db }: Tx, userId: Id, signatures: readonly string[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  await db
    .insertInto('recovery_code')
    .values(signatures.map((signature) => ({ user_id: userId, signature })))
    .execute();
}

export const unusedRecoveryCodes = ({ db }: Tx, userId: Id): Promise<{ id: Id; signature: string }[]> =>
  db
    .selectFrom('recovery_code')
    .select(['id', 'signature'])
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute();

/** Uses a recovery code up; false when somebody was faster. */
export async function useRecoveryCode({ db }: Tx, id: Id): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recovery_code')
    .set({ used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface SignInStep {
  workspaceId: Id;
  stepId: Id;
  userId: Id;
  email: string;
  provider: string | null;
  siblings: Sibling[];
}

/** Writes down that the first step of a sign-in was made, and clears away those whose time is over. */
export async function putSignInStep(
  { db }: Tx,
  step: { userId: Id; tokenHash: string; provider: string | null; siblings: readonly Sibling[]; expiresAt: Date },
): Promise<void> {
  await db.deleteFrom('sign_in_step').where('expires_at', '<', sql<Date>`now()`).execute();
  await db
    .insertInto('sign_in_step')
    .values({
      user_id: step.userId,
      token_hash: step.tokenHash,
      provider: step.provider,
      siblings: JSON.stringify(step.siblings),
      expires_at: step.expiresAt,
    })
    .execute();
}

/** The sign-in that waits for its second step, whichever workspace it belongs to. */
export async function signInStepByHash(tx: Tx, tokenHash: string): Promise<SignInStep | null> {
  const [row] = await tx.query<SignInStep>(
    `select workspace_id as "workspaceId", step_id as "stepId", user_id as "userId", email, provider, siblings from system_sign_in_step($1)`,
    [tokenHash],
  );
  return row ?? null;
}

/** Ends a sign-in between its steps; false when another request did. */
export async function takeSignInStep({ db }: Tx, stepId: Id): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('sign_in_step').where('id', '=', stepId).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends all sign-ins of a person that wait for their second step. */
export async function endSignInStepsOf({ db }: Tx, userId: Id): Promise<void> {
  await db.deleteFrom('sign_in_step').where('user_id', '=', userId).execute();
}

export async function requiresSecondFactor({ db }: Tx): Promise<boolean> {
  const row = await db.selectFrom('sign_in_settings').select('requires_second_factor').executeTakeFirst();
  return row?.requires_second_factor ?? false;
}

export async function setRequiresSecondFactor({ db }: Tx, isRequired: boolean): Promise<void> {
  await db
    .insertInto('sign_in_settings')
    .values({ requires_second_factor: isRequired })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ requires_second_factor: isRequired }))
    .execute();
}

/** Unused recovery codes that another key signed, by the name of that key. */
export const recoveryCodesSignedByOthers = ({ db }: Tx, keyId: string) =>
  db
    .selectFrom('recovery_code')
    .select([
      sql<string>`split_part(signature, '.', 1)`.as('keyId'),
      sql<number>`count(*)::int`.as('codes'),
      sql<number>`count(distinct user_id)::int`.as('people'),
    ])
    .where('used_at', 'is', null)
    .where(sql<string>`split_part(signature, '.', 1)`, '<>', keyId)
    .groupBy(sql`split_part(signature, '.', 1)`)
    .execute();
