import { clientForm } from '@causeway/shared/forms/client';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Origin } from '../../audit/origin.ts';
import { changedCustomValues } from '../custom-fields/custom-values.ts';
import { parseEdit, parseForm, refuseAll } from '../form.ts';
import type { CrmChanges } from '../history/crm-changes.ts';
import { missingReferences } from '../references.ts';
import { assertSameVersion, flush, loadToChange, newRecord } from '../stored-record.ts';
import { ClientEntity } from './client.entity.ts';
import { clientAlike } from './client.queries.ts';

/** Makes and edits clients. Name and identifier are unique in a workspace, whatever their case. */
export class ClientService {
  constructor(private readonly changes: CrmChanges) {}

  /** Throws ProblemsError: invalid_input, not_found, name_taken, identifier_taken. */
  async create(tx: Tx, input: object, origin: Origin): Promise<Id> {
    const { version: _, customFields, ...fields } = parseForm(clientForm, input);
    await this.check(tx, fields, null);
    const customValues = await changedCustomValues(tx, 'client', {}, customFields);
    const client = newRecord(tx, ClientEntity, { ...fields, customValues });
    await this.save(tx, client);
    await this.changes.tell(tx, { entity: 'client', id: client.id, kind: 'created', origin }, { name: client.name });
    return client.id;
  }

  /** Fields that are not sent stay, and only changed ones are checked. Throws ProblemsError as `create`, and version_conflict. */
  async update(tx: Tx, id: Id, input: object, origin: Origin): Promise<Id> {
    const client = await loadToChange(tx, ClientEntity, id, 'client');
    const { version, customFields, ...fields } = parseEdit(clientForm, storedFields(client), input);
    assertSameVersion(client, version, 'client');
    await this.check(tx, fields, client.id);
    const customValues = await changedCustomValues(tx, 'client', client.customValues, customFields);
    const before = { ...storedFields(client), customValues: client.customValues };
    tx.em.assign(client, { ...fields, customValues });
    await this.save(tx, client);
    const told = { name: client.name, before, after: { ...fields, customValues } };
    await this.changes.tell(tx, { entity: 'client', id: client.id, kind: 'updated', origin }, told);
    return client.id;
  }

  private async check(
    tx: Tx,
    fields: Pick<ClientEntity, 'name' | 'identifier' | 'taxRegionId'>,
    self: Id | null,
  ): Promise<void> {
    refuseAll(await missingReferences(tx, [{ to: 'taxRegion', id: fields.taxRegionId, field: 'taxRegionId' }]));
    const other = await clientAlike(tx, fields, self);
    if (other?.sameName) nameTaken(other.name);
    if (other) identifierTaken(other.identifier, other.name);
  }

  private save(tx: Tx, client: ClientEntity): Promise<void> {
    return flush(tx, {
      client_name: () => nameTaken(client.name),
      client_identifier: () => identifierTaken(client.identifier, null),
    });
  }
}

const storedFields = ({ id, version, updatedAt, customValues, ...fields }: ClientEntity) => fields;

const nameTaken = (name: string): never =>
  refuse('name_taken', `There is a client "${name}" already. Choose another name.`, 'name');

const identifierTaken = (identifier: string | null, name: string | null): never =>
  refuse(
    'identifier_taken',
    `The short name "${identifier}" belongs to ${name ? `client "${name}"` : 'another client'} already. Choose another one.`,
    'identifier',
  );
