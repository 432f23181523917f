import { customFieldForm } from '@causeway/shared/forms/custom-field';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { parseEdit, parseForm } from '../form.ts';
import { assertSameVersion, explaining } from '../stored-record.ts';
import {
  countValues,
  deleteField,
  insertField,
  lockField,
  renameValues,
  restoreField,
  retireField,
  type StoredField,
  updateField,
} from './custom-field.queries.ts';

/**
 * Defines, edits, retires and restores custom fields. Values are kept by the name of their field: a new name takes them along, and a field that
 * has values keeps its record and type.
 */
export class CustomFieldService {
  /** Throws ProblemsError: invalid_input, name_taken. */
  async create(tx: Tx, input: object): Promise<Id> {
    const { entity, name, type, options } = parseForm(customFieldForm, input);
    const rows = await explaining(nameRule(name), () => insertField(tx, { entity, name, type, options }));
    return rows[0]?.id ?? refuse('not_found', 'The field was not made. Try again.');
  }

  /** Throws ProblemsError as `create`, not_found, version_conflict, field_managed and field_has_values. */
  async update(tx: Tx, id: Id, input: object): Promise<Id> {
    const field = await this.load(tx, id);
    const { id: _, version: edited, isManaged, ...stored } = field;
    const { version, ...fields } = parseEdit(customFieldForm, stored, input);
    assertSameVersion({ version: edited }, version, 'custom field');
    this.refuseManaged(field);
    if (fields.entity !== field.entity || fields.type !== field.type) {
      const count = await countValues(tx, field);
      if (count > 0) hasValues(field.name, count, fields.entity === field.entity ? 'type' : 'entity');
    }
    await explaining(nameRule(fields.name), () =>
      updateField(tx, field.id, { ...fields, options: fields.type === 'list' ? fields.options : [] }),
    );
    if (fields.name !== field.name) await renameValues(tx, field, fields.name);
    return field.id;
  }

  /** Removes the definition, or retires it when records have values: they stay, and it is offered no more. Throws ProblemsError: not_found, field_managed. */
  async remove(tx: Tx, id: Id): Promise<{ id: Id; isRetired: boolean }> {
    const field = await this.load(tx, id);
    this.refuseManaged(field);
    const isRetired = (await countValues(tx, field)) > 0;
    await (isRetired ? retireField(tx, field.id) : deleteField(tx, field.id));
    return { id: field.id, isRetired };
  }

  /** Offers a retired field again. Throws ProblemsError: not_found. */
  async restore(tx: Tx, id: Id): Promise<Id> {
    const field = await this.load(tx, id);
    await restoreField(tx, field.id);
    return field.id;
  }

  private async load(tx: Tx, id: Id): Promise<StoredField> {
    return (
      (await lockField(tx, id)) ??
      refuse('not_found', 'This custom field does not exist any more. Go back to the list.', 'id')
    );
  }

  private refuseManaged({ name, isManaged }: StoredField): void {
    if (isManaged)
      refuse('field_managed', `"${name}" is kept by the sync with ConnectWise and cannot be changed here.`, 'name');
  }
}

const nameRule = (name: string) => ({
  custom_field_name: (): never =>
    refuse('name_taken', `There is a custom field "${name}" on this record already. Choose another name.`, 'name'),
});

const hasValues = (name: string, count: number, field: string): never =>
  refuse(
    'field_has_values',
    `${count === 1 ? 'One record has' : `${count} records have`} a value in "${name}". Retire it and define a new field instead.`,
    field,
  );
