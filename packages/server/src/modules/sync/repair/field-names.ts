import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { findReference, type ReferenceLists, readReferenceLists } from '../../connection/reference-lists.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { readCustomFieldPairs } from '../../integration/mapping/mapped-custom-fields.queries.ts';
import type { PulledEntity } from '../../links/link.ts';
import { configuredTable, type FieldSettings } from '../records/fields/configured-fields.ts';
import { customFieldKey } from '../records/fields/custom-field.ts';
import { fieldLabel } from '../records/fields/field-label.ts';
import { wordOf } from '../records/fields/field-table.ts';
import { syncOf } from '../registry.ts';

/** What people call the fields of records, custom fields too, also those that are not kept in step any more: these have the name of ConnectWise's definition. */
export interface FieldNames {
  /** By itself: "Seats". */
  labelOf(entity: PulledEntity, field: string): string;
  /** Within a sentence: `"Seats"`, "close date". */
  wordOf(entity: PulledEntity, field: string): string;
}

export function fieldNames(settings: FieldSettings & { lists: ReferenceLists }): FieldNames {
  const tableOf = (entity: PulledEntity) => configuredTable(syncOf(entity).fields, entity, settings);
  const definitionOf = (field: string): string | undefined =>
    field.startsWith(customFieldKey(''))
      ? findReference(settings.lists.custom_field, field.slice(customFieldKey('').length))?.label
      : undefined;
  return {
    labelOf: (entity, field) => {
      const table = tableOf(entity);
      return (field in table ? undefined : definitionOf(field)) ?? fieldLabel(table, field);
    },
    wordOf: (entity, field) => {
      const table = tableOf(entity);
      const definition = field in table ? undefined : definitionOf(field);
      return definition === undefined ? wordOf(table, field) : `"${definition}"`;
    },
  };
}

export async function readFieldNames(
  tx: Tx,
  connectionId: Id,
  settings: Pick<SettingsService, 'of'>,
): Promise<FieldNames> {
  const { configuration } = await settings.of(tx, connectionId);
  const lists = await readReferenceLists(tx, connectionId, ['custom_field']);
  return fieldNames({ configuration, lists, ...(await readCustomFieldPairs(tx, connectionId, configuration)) });
}
