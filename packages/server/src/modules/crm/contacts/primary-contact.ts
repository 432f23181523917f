import type { NewAuditEvent } from '../../audit/audit-event.rules.ts';
import type { DemotedContact } from './primary-contact.queries.ts';

/** What the audit log says of a contact that lost the mark. */
export const demotedEvent = ({ id, name, by }: DemotedContact, actor: string | null): NewAuditEvent => ({
  entity: 'contact',
  operation: 'update',
  status: 'info',
  code: 'primary_moved',
  name,
  localId: id,
  description: `"${name}" is no longer the primary contact of its client: ${by.name === name ? 'another contact of the same name' : `"${by.name}"`} is now.`,
  actor,
  changes: [{ field: 'isPrimary', from: true, to: false }],
});
