import { type CustomFieldForm, customFieldForm } from '@causeway/shared/forms/custom-field';
import type { CustomFieldRecord } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { parseEdit, parseForm } from '../form.ts';
import { assertSameVersion, explaining } from '../stored-record.ts';

interface StoredField extends Omit<CustomFieldForm, 'version'> {
  id: Id;
  version: number;
  isManaged: boolean;
}

/**
 * Defines, edits, retires and restores custom fields. Values are kept by the name of their field: a new name takes them along, and a field that
 * has values keeps its record and type.
 */
export class CustomFieldService {
  /** Throws ProblemsError: invalid_input, name_taken. */
  async create(tx: Tx, input: object): Promise<Id> {
    const { entity, name, type, options } = parseForm(customFieldForm, input);
    const rows = await explaining(nameRule(name), () =>
      tx.query<{ id: Id }>(
        'insert into custom_field (entity, name, type, options) values ($1, $2, $3, $4) returning id',
        [entity, name, type, JSON.stringify(options)],
      ),
    );
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
      tx.query(
        `update custom_field set entity = $2, name = $3, type = $4, options = $5, version = version + 1 where id = $1`,
        [
          field.id,
          fields.entity,
          fields.name,
          fields.type,
          JSON.stringify(fields.type === 'list' ? fields.options : []),
        ],
      ),
    );
    if (fields.name !== field.name) await renameValues(tx, field, fields.name);
    return field.id;
  }

  /** Removes the definition, or retires it when records have values: they stay, and it is offered no more. Throws ProblemsError: not_found, field_managed. */
  async remove(tx: Tx, id: Id): Promise<{ id: Id; isRetired: boolean }> {
    const field = await this.load(tx, id);
    this.refuseManaged(field);
    const isRetired = (await countValues(tx, field)) > 0;
    const sql = isRetired
      ? 'update custom_field set retired_at = coalesce(retired_at, now()), version = version + 1 where id = $1'
      : 'delete from custom_field where id = $1';
    await tx.query(sql, [field.id]);
    return { id: field.id, isRetired };
  }

  /** Offers a retired field again. Throws ProblemsError: not_found. */
  async restore(tx: Tx, id: Id): Promise<Id> {
    const field = await this.load(tx, id);
    await tx.query('update custom_field set retired_at = null, version = version + 1 where id = $1', [field.id]);
    return field.id;
  }

  private async load(tx: Tx, id: Id): Promise<StoredField> {
    const rows = isId(id)
      ? await tx.query<StoredField>(
          `select id, entity, name, type, options, version, source <> '{}' as "isManaged" from custom_field where id = $1 for update`,
          [id],
        )
      : [];
    return rows[0] ?? refuse('not_found', 'This custom field does not exist any more. Go back to the list.', 'id');
  }

  private refuseManaged({ name, isManaged }: StoredField): void {
    if (isManaged)
      refuse('field_managed', `"${name}" is kept by the sync with ConnectWise and cannot be changed here.`, 'name');
  }
}

const tables: Record<CustomFieldRecord, string> = {
  client: 'client',
  contact: 'contact',
  opportunity: 'opportunity',
  product: 'product',
};

async function countValues(tx: Tx, { entity, name }: Pick<StoredField, 'entity' | 'name'>): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `select count(*)::int as n from ${tables[entity]} where jsonb_exists(custom_fields, $1)`,
    [name],
  );
  return rows[0]?.n ?? 0;
}

/** The values of a renamed field, under its new name. */
const renameValues = (tx: Tx, { entity, name }: Pick<StoredField, 'entity' | 'name'>, to: string) =>
  tx.query(
    `update ${tables[entity]} set custom_fields = custom_fields - $1::text || jsonb_build_object($2::text, custom_fields -> $1),
       version = version + 1 where jsonb_exists(custom_fields, $1)`,
    [name, to],
  );

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
