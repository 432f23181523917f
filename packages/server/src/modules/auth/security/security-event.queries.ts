import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { SecurityEvent } from './security-event.type.ts';

/** Stable names, for filters and log searches. */
export type SecurityEventKind =
  | 'workspace_created'
  | 'signed_in'
  | 'sessions_ended'
  | 'password_changed'
  | 'password_reset'
  | 'person_added'
  | 'person_invited'
  | 'invitation_withdrawn'
  | 'invitation_accepted'
  | 'role_changed'
  | 'person_deactivated'
  | 'person_activated'
  | 'person_removed'
  | 'token_created'
  | 'token_revoked'
  | 'token_rotated'
  | 'access_settings_changed';

export interface NewSecurityEvent {
  kind: SecurityEventKind;
  /** Null for the operator, who works by command. */
  actorId: Id | null;
  actor: string;
  /** Whom or what it was done to. */
  subject?: string;
  address?: string;
  description: string;
}

/** Writes down what concerns security, in the transaction that does it. Nobody can change or delete it afterwards. */
export async function recordSecurityEvent({ db }: Tx, event: NewSecurityEvent): Promise<void> {
  await db
    .insertInto('security_event')
    .values({
      kind: event.kind,
      actor_id: event.actorId,
      actor: event.actor,
      subject: event.subject ?? null,
      address: event.address || null,
      description: event.description,
    })
    .execute();
}

const MAX_SHOWN = 200;

/** The latest events, newest first. */
export const securityEvents = ({ db }: Tx): Promise<SecurityEvent[]> =>
  db
    .selectFrom('security_event')
    .select(['id', 'at', 'kind', 'actor', 'subject', 'address', 'description'])
    .orderBy('id', 'desc')
    .limit(MAX_SHOWN)
    .execute();
