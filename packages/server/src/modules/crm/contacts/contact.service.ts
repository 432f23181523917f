import { contactForm } from '@causeway/shared/forms/contact';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Origin } from '../../audit/origin.ts';
import type { OnCrmChange } from '../crm-change.ts';
import { parseEdit, parseForm, refuseAll } from '../form.ts';
import { missingReferences } from '../references.ts';
import { assertSameVersion, flush, loadToChange } from '../stored-record.ts';
import { ContactEntity } from './contact.entity.ts';

/** Makes and edits contacts. A client has at most one primary contact: naming another one takes it from the former. */
export class ContactService {
  constructor(private readonly onCrmChange: OnCrmChange) {}

  /** Throws ProblemsError: invalid_input, not_found. */
  async create(tx: Tx, input: object, origin: Origin): Promise<Id> {
    const { version: _, ...fields } = parseForm(contactForm, input);
    await this.checkClient(tx, fields.clientId);
    const contact = tx.em.create(ContactEntity, fields as ContactEntity);
    await this.save(tx, contact, origin);
    await this.onCrmChange(tx, { entity: 'contact', id: contact.id, kind: 'created', origin });
    return contact.id;
  }

  /** Fields that are not sent stay, and only changed ones are checked. Throws ProblemsError as `create`, and version_conflict. */
  async update(tx: Tx, id: Id, input: object, origin: Origin): Promise<Id> {
    const contact = await loadToChange(tx, ContactEntity, id, 'contact');
    const { version, ...fields } = parseEdit(contactForm, storedFields(contact), input);
    assertSameVersion(contact, version, 'contact');
    if (fields.clientId !== contact.clientId) await this.checkClient(tx, fields.clientId);
    tx.em.assign(contact, fields);
    await this.save(tx, contact, origin);
    await this.onCrmChange(tx, { entity: 'contact', id: contact.id, kind: 'updated', origin });
    return contact.id;
  }

  private async checkClient(tx: Tx, clientId: Id): Promise<void> {
    refuseAll(await missingReferences(tx, [{ to: 'client', id: clientId, field: 'clientId' }]));
  }

  private async save(tx: Tx, contact: ContactEntity, origin: Origin): Promise<void> {
    await flush(tx, {});
    if (!contact.isPrimary) return;
    const former = await tx.query<{ id: Id }>(
      `update contact set is_primary = false, version = version + 1, updated_at = now()
       where client_id = $1 and is_primary and id <> $2 returning id`,
      [contact.clientId, contact.id],
    );
    for (const { id } of former) await this.onCrmChange(tx, { entity: 'contact', id, kind: 'updated', origin });
  }
}

const storedFields = ({ id, version, updatedAt, ...fields }: ContactEntity) => fields;
