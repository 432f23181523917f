import { contactForm } from '@causeway/shared/forms/contact';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { Origin } from '../../audit/origin.ts';
import { changedCustomValues } from '../custom-fields/custom-values.ts';
import { parseEdit, parseForm, refuseAll } from '../form.ts';
import type { CrmChanges } from '../history/crm-changes.ts';
import { missingReferences } from '../references.ts';
import { assertSameVersion, flush, loadToChange, newRecord } from '../stored-record.ts';
import { ContactEntity } from './contact.entity.ts';
import { demoteOtherPrimaries } from './primary-contact.queries.ts';
import { demotedEvent } from './primary-contact.ts';

/** Makes and edits contacts. A client has at most one primary contact: naming another one takes it from the former. */
export class ContactService {
  constructor(
    private readonly audit: AuditLog,
    private readonly changes: CrmChanges,
  ) {}

  /** Throws ProblemsError: invalid_input, not_found. */
  async create(tx: Tx, input: object, origin: Origin): Promise<Id> {
    const { version: _, customFields, ...fields } = parseForm(contactForm, input);
    await this.checkClient(tx, fields.clientId);
    const customValues = await changedCustomValues(tx, 'contact', {}, customFields);
    const contact = newRecord(tx, ContactEntity, { ...fields, customValues });
    await this.save(tx, contact, origin);
    await this.changes.tell(
      tx,
      { entity: 'contact', id: contact.id, kind: 'created', origin },
      { name: nameOf(contact) },
    );
    return contact.id;
  }

  /** Fields that are not sent stay, and only changed ones are checked. Throws ProblemsError as `create`, and version_conflict. */
  async update(tx: Tx, id: Id, input: object, origin: Origin): Promise<Id> {
    const contact = await loadToChange(tx, ContactEntity, id, 'contact');
    const { version, customFields, ...fields } = parseEdit(contactForm, storedFields(contact), input);
    assertSameVersion(contact, version, 'contact');
    if (fields.clientId !== contact.clientId) await this.checkClient(tx, fields.clientId);
    const customValues = await changedCustomValues(tx, 'contact', contact.customValues, customFields);
    const before = { ...storedFields(contact), customValues: contact.customValues };
    tx.em.assign(contact, { ...fields, customValues });
    await this.save(tx, contact, origin);
    const told = { name: nameOf(contact), before, after: { ...fields, customValues } };
    await this.changes.tell(tx, { entity: 'contact', id: contact.id, kind: 'updated', origin }, told);
    return contact.id;
  }

  private async checkClient(tx: Tx, clientId: Id): Promise<void> {
    refuseAll(await missingReferences(tx, [{ to: 'client', id: clientId, field: 'clientId' }]));
  }

  private async save(tx: Tx, contact: ContactEntity, origin: Origin): Promise<void> {
    const { id, clientId } = contact;
    const name = nameOf(contact);
    const demoted = contact.isPrimary ? await demoteOtherPrimaries(tx, [{ id, clientId, name }]) : [];
    await flush(tx, {});
    const actor = 'name' in origin ? origin.name : null;
    await this.audit.record(
      tx,
      demoted.map((one) => demotedEvent(one, actor)),
    );
    for (const former of demoted)
      await this.changes.pass(tx, { entity: 'contact', id: former.id, kind: 'updated', origin });
  }
}

const nameOf = ({ firstName, lastName }: ContactEntity): string => [firstName, lastName].filter(Boolean).join(' ');

const storedFields = ({ id, version, updatedAt, customValues, ...fields }: ContactEntity) => fields;
