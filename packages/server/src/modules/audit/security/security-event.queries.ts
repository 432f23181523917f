import { askedFrom } from '../../../platform/asked-from.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { SecurityEvent } from './security-event.type.ts';

/** Stable names, for filters and log searches. */
export const securityEventKinds = [
  'workspace_created',
  'signed_in',
  'sign_in_failed',
  'sign_in_throttled',
  'sessions_ended',
  'session_ended',
  'password_changed',
  'password_reset',
  'password_reset_asked',
  'second_factor_set_up',
  'second_factor_removed',
  'second_factor_reset',
  'second_factor_failed',
  'recovery_code_used',
  'recovery_codes_renewed',
  'sign_in_settings_changed',
  'identity_provider_saved',
  'identity_provider_removed',
  'identity_linked',
  'provider_sign_in_refused',
  'role_kept',
  'person_added',
  'person_invited',
  'invitation_withdrawn',
  'invitation_accepted',
  'role_changed',
  'person_deactivated',
  'person_activated',
  'person_removed',
  'token_created',
  'token_revoked',
  'token_rotated',
  'access_settings_changed',
  'connected',
  'keys_replaced',
  'disconnected',
  'settings_saved',
  'settings_exported',
  'security_log_exported',
  'audit_log_exported',
  'records_exported',
  'alert_rules_saved',
  'webhook_added',
  'webhook_changed',
  'webhook_secret_rotated',
  'webhook_switched_on',
  'webhook_switched_off',
  'webhook_removed',
  'restored',
  'secrets_resealed',
  'person_erased',
  'workspace_profile_changed',
  'retention_changed',
  'retention_export_downloaded',
  'retention_export_deleted',
  'retry_asked',
  'issue_dismissed',
  'difference_accepted',
  'first_sync_undone',
  'opportunity_won',
] as const;
export type SecurityEventKind = (typeof securityEventKinds)[number];

export interface NewSecurityEvent {
  kind: SecurityEventKind;
  /** Null for the operator, who works by command. */
  actorId: Id | null;
  actor: string;
  /** Whom or what it was done to. */
  subject?: string;
  /** Where it was asked from; by itself that of the request. */
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
      address: event.address || askedFrom(),
      description: event.description,
    })
    .execute();
}

const MAX_SHOWN = 200;

export interface SecurityEventFilter {
  kinds?: readonly string[] | null;
  /** Somewhere in who, whom, from where, or what happened. */
  text?: string | null;
  /** Only what comes behind the event with this ID: older ones, or with `oldestFirst` newer ones. */
  before?: Id | null;
  /** When it happened. */
  at?: { from?: Date | null; before?: Date | null } | null;
  first?: number | null;
  oldestFirst?: boolean | null;
}

/** The latest events that match, newest first; or the first ones in the order in which they happened. */
export async function securityEvents({ db }: Tx, filter: SecurityEventFilter = {}): Promise<SecurityEvent[]> {
  const { kinds, text, before, at, oldestFirst } = filter;
  let query = db
    .selectFrom('security_event')
    .select(['id', 'at', 'kind', 'actor', 'subject', 'address', 'description'])
    .orderBy('id', oldestFirst ? 'asc' : 'desc')
    .limit(Math.min(MAX_SHOWN, Math.max(1, filter.first ?? MAX_SHOWN)));
  if (kinds && kinds.length > 0) query = query.where('kind', 'in', kinds);
  if (before) query = query.where('id', oldestFirst ? '>' : '<', before);
  if (at?.from) query = query.where('at', '>=', at.from);
  if (at?.before) query = query.where('at', '<', at.before);
  const like = text?.trim() ? `%${text.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
  if (like)
    query = query.where((where) =>
      where.or([
        where('description', 'ilike', like),
        where('actor', 'ilike', like),
        where('subject', 'ilike', like),
        where('address', 'ilike', like),
      ]),
    );
  return query.execute();
}

/** Whether such an event of this address was written down within so many minutes. */
export async function hasRecentEvent(
  { db }: Tx,
  { kind, subject, address, minutes }: { kind: SecurityEventKind; subject: string; address: string; minutes: number },
): Promise<boolean> {
  const since = new Date(Date.now() - minutes * 60_000);
  const found = await db
    .selectFrom('security_event')
    .select('id')
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('address', '=', address)
    .where('at', '>', since)
    .limit(1)
    .execute();
  return found.length > 0;
}
