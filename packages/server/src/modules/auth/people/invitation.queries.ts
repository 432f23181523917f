import type { Role } from '@causeway/shared/vocabulary';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

export interface InvitationRow {
  id: Id;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
}

export interface FoundInvitation {
  workspaceId: Id;
  workspaceName: string;
  invitationId: Id;
  email: string;
  role: Role;
}

const shown = ['id', 'email', 'role', 'created_at as createdAt', 'expires_at as expiresAt'] as const;

/** Those not yet accepted, expired ones included, newest first. */
export const invitations = ({ db }: Tx): Promise<InvitationRow[]> =>
  db.selectFrom('invitation').select(shown).orderBy('id', 'desc').execute();

/** Writes an invitation; an earlier one to the same e-mail is worth nothing from now on. */
export async function putInvitation(
  { db }: Tx,
  invitation: { email: string; role: Role; tokenHash: string; createdBy: Id | null; expiresAt: Date },
): Promise<InvitationRow> {
  await db.deleteFrom('invitation').where(sql`lower(email)`, '=', invitation.email.toLowerCase()).execute();
  return db
    .insertInto('invitation')
    .values({
      email: invitation.email,
      role: invitation.role,
      token_hash: invitation.tokenHash,
      created_by: invitation.createdBy,
      expires_at: invitation.expiresAt,
    })
    .returning(shown)
    .executeTakeFirstOrThrow();
}

/** The invitation of this e-mail that has not expired. */
export const openInvitationOf = ({ db }: Tx, email: string): Promise<InvitationRow | undefined> =>
  db
    .selectFrom('invitation')
    .select(shown)
    .where(sql`lower(email)`, '=', email.trim().toLowerCase())
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();

/** Takes an invitation away; undefined when there is none, as when somebody was faster. */
export const takeInvitation = ({ db }: Tx, id: Id): Promise<InvitationRow | undefined> =>
  db.deleteFrom('invitation').where('id', '=', id).returning(shown).executeTakeFirst();

/** The invitation with this token that has not expired, whichever workspace it belongs to. */
export async function invitationByHash(tx: Tx, tokenHash: string): Promise<FoundInvitation | null> {
  const [row] = await tx.query<FoundInvitation>(
    `select workspace_id as "workspaceId", workspace_name as "workspaceName", invitation_id as "invitationId", email, role from system_invitation($1)`,
    [tokenHash],
  );
  return row ?? null;
}
