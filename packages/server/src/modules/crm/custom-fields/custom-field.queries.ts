import type { CustomFieldForm } from '@causeway/shared/forms/custom-field';
import type { CustomFieldRecord } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { CustomField } from './custom-field.type.ts';

const columns = `f.id, f.entity, f.name, f.type, f.options, f.version, f.retired_at is not null as "isRetired", f.source <> '{}' as "isManaged"`;

/** The fields that this workspace added to a kind of record ("opportunity"), by name; retired ones only when asked for. */
export const customFieldsOf = (
  tx: Tx,
  entity: string,
  { withRetired } = { withRetired: false },
): Promise<CustomField[]> =>
  tx.query<CustomField>(
    `select ${columns} from custom_field f where f.entity = $1 and ($2 or f.retired_at is null) order by f.name, f.id`,
    [entity, withRetired],
  );

/** Those of every record, retired ones too. */
export const allCustomFields = (tx: Tx): Promise<CustomField[]> =>
  tx.query<CustomField>(`select ${columns} from custom_field f order by f.entity, f.name, f.id`);

export async function customFieldById(tx: Tx, id: Id): Promise<CustomField | null> {
  if (!isId(id)) return null;
  const rows = await tx.query<CustomField>(`select ${columns} from custom_field f where f.id = $1`, [id]);
  return rows[0] ?? null;
}

export interface StoredField extends Omit<CustomFieldForm, 'version'> {
  id: Id;
  version: number;
  isManaged: boolean;
}

/** The field, kept from others until the transaction ends; null when there is none. */
export async function lockField(tx: Tx, id: Id): Promise<StoredField | null> {
  if (!isId(id)) return null;
  const rows = await tx.query<StoredField>(
    `select id, entity, name, type, options, version, source <> '{}' as "isManaged" from custom_field where id = $1 for update`,
    [id],
  );
  return rows[0] ?? null;
}

type Definition = Pick<CustomFieldForm, 'entity' | 'name' | 'type' | 'options'>;

export const insertField = (tx: Tx, { entity, name, type, options }: Definition): Promise<{ id: Id }[]> =>
  tx.query<{ id: Id }>('insert into custom_field (entity, name, type, options) values ($1, $2, $3, $4) returning id', [
    entity,
    name,
    type,
    JSON.stringify(options),
  ]);

export const updateField = (tx: Tx, id: Id, { entity, name, type, options }: Definition) =>
  tx.query(
    'update custom_field set entity = $2, name = $3, type = $4, options = $5, version = version + 1 where id = $1',
    [id, entity, name, type, JSON.stringify(options)],
  );

/** Its values stay; it is offered no more. */
export const retireField = (tx: Tx, id: Id) =>
  tx.query('update custom_field set retired_at = coalesce(retired_at, now()), version = version + 1 where id = $1', [
    id,
  ]);

export const restoreField = (tx: Tx, id: Id) =>
  tx.query('update custom_field set retired_at = null, version = version + 1 where id = $1', [id]);

export const deleteField = (tx: Tx, id: Id) => tx.query('delete from custom_field where id = $1', [id]);

const tables: Record<CustomFieldRecord, string> = {
  client: 'client',
  contact: 'contact',
  opportunity: 'opportunity',
  product: 'product',
};

/** How many records have a value in it. */
export async function countValues(tx: Tx, { entity, name }: Pick<StoredField, 'entity' | 'name'>): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `select count(*)::int as n from ${tables[entity]} where jsonb_exists(custom_fields, $1)`,
    [name],
  );
  return rows[0]?.n ?? 0;
}

/** The values of a renamed field, under its new name. */
export const renameValues = (tx: Tx, { entity, name }: Pick<StoredField, 'entity' | 'name'>, to: string) =>
  tx.query(
    `update ${tables[entity]} set custom_fields = custom_fields - $1::text || jsonb_build_object($2::text, custom_fields -> $1),
       version = version + 1 where jsonb_exists(custom_fields, $1)`,
    [name, to],
  );
