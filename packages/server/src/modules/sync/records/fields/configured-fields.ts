import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { isBlank } from '../../../../connectwise/wire/shape.ts';
import type { MappedCustomField, UnfitCustomField } from '../../../integration/mapping/mapped-custom-fields.rules.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { EntitySync } from '../entity-sync.ts';
import { type Unplaced, unplacedText } from '../unplaced.ts';
import { columnsOf } from './columns.ts';
import { customField, customFieldKey, textThere, unfitCustomField, whyNotSent } from './custom-field.ts';
import { reader } from './derive.ts';
import { directedSync, directedTable } from './directed-fields.ts';
import type { AnyFieldTable, FieldValue } from './field-table.ts';

/** What of the settings shapes the tables of fields. */
export interface FieldSettings {
  configuration: Pick<Configuration, 'fieldDirections'>;
  /** The custom fields that are kept in step. */
  mapped: readonly MappedCustomField[];
  /** Those that do not fit any more: told where they are edited, and remembered as they were agreed on. */
  unfit?: readonly UnfitCustomField[];
}

/** The table of a record's fields as the settings have it, for a push: with its custom fields, and each in its direction. */
export const configuredTable = (
  table: AnyFieldTable,
  entity: PulledEntity,
  settings: FieldSettings,
): AnyFieldTable => ({
  ...directedTable({ ...table, ...customTable(entity, settings) }, entity, settings.configuration),
  ...unfitTable(entity, settings),
});

/** The record as the settings have it: what it reads, keeps and sends. */
export function configuredSync(sync: EntitySync, settings: FieldSettings): EntitySync {
  const whole = directedSync(withCustomFields(sync, customTable(sync.entity, settings)), settings.configuration);
  const unfit = unfitOf(sync.entity, settings);
  return saidAlone(unfit.length > 0 ? withUnfit(whole, unfit) : whole);
}

/** What came blank has no value that could be missing here. */
function saidAlone(sync: EntitySync): EntitySync {
  const { unplaced } = sync;
  if (!unplaced) return sync;
  return {
    ...sync,
    unplaced: (record, context) => unplaced(record, context).filter(({ property }) => !isBlank(record, property)),
  };
}

/** The custom fields of a record that do not fit any more. */
export const unfitTable = (entity: PulledEntity, settings: FieldSettings): AnyFieldTable =>
  Object.fromEntries(unfitOf(entity, settings).map((one) => [customFieldKey(one.remoteId), unfitCustomField(one)]));

/** Nothing of them comes in: a change of one is seen, and told with the reason. */
function withUnfit(sync: EntitySync, unfit: readonly UnfitCustomField[]): EntitySync {
  const seen = (record: object) =>
    Object.fromEntries(unfit.map(({ remoteId }) => [`${UNFIT}${remoteId}`, textThere(record, remoteId)]));
  return {
    ...sync,
    unfit: unfit.map(({ remoteId }) => customFieldKey(remoteId)),
    draft: (record, extra) => ({ ...sync.draft(record, extra), ...seen(record) }),
    resolve: (draft, context, record) =>
      sync.resolve(
        Object.fromEntries(Object.entries(draft).filter(([key]) => !key.startsWith(UNFIT))),
        context,
        record,
      ),
    unplaced: (record, context) => [
      ...(sync.unplaced?.(record, context) ?? []),
      ...unfit.map((one) => unplacedCustomField(one, textThere(record, one.remoteId))),
    ],
  };
}

const UNFIT = '$unfit.';

const unplacedCustomField = (one: UnfitCustomField, there: string | null): Unplaced => ({
  ...unplacedText(customFieldKey(one.remoteId), there, { label: `"${one.name}"`, because: whyNotSent(one) }),
  ...(one.why === 'gone' ? { words: null } : {}),
  hasField: true,
  field: customFieldKey(one.remoteId),
});

const unfitOf = (entity: PulledEntity, { unfit = [] }: FieldSettings): UnfitCustomField[] =>
  unfit.filter(({ record }) => record === entity);

function customTable(entity: PulledEntity, { mapped }: FieldSettings): AnyFieldTable {
  const own = mapped.filter(({ record }) => record === entity);
  return Object.fromEntries(own.map((one) => [customFieldKey(one.remoteId), customField(one)]));
}

function withCustomFields(sync: EntitySync, custom: AnyFieldTable): EntitySync {
  const names = Object.keys(custom);
  if (names.length === 0) return sync;
  const read = reader(custom);
  const valuesIn = (draft: Readonly<Record<string, FieldValue>>) =>
    Object.fromEntries(names.map((name) => [name, draft[name] ?? null]));
  return {
    ...sync,
    fields: { ...sync.fields, ...custom },
    table: { ...sync.table, columns: [...sync.table.columns, ...columnsOf(custom)] },
    draft: (record, extra) => ({ ...sync.draft(record, extra), ...read(record) }),
    resolve: (draft, context, record) => ({ ...sync.resolve(draft, context, record), ...valuesIn(draft) }),
  };
}
