import type { MappedCustomField } from '../../../integration/mapping/mapped-custom-fields.rules.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { customFieldsEmpty, optionsMissing } from '../../messages/push-problem.messages.ts';
import type { Fields } from '../../records/entity-sync.ts';
import { customFieldKey } from '../../records/fields/custom-field.ts';
import type { AnyFieldTable } from '../../records/fields/field-table.ts';
import { PushRefused } from './push-refused.ts';

interface NewRecord {
  mapped: readonly MappedCustomField[];
  entity: PulledEntity;
  /** Its values; none of what stands in for something that is missing. */
  local: Fields | undefined;
  /** `client "Acme"` */
  words: string;
  fields: AnyFieldTable;
}

/** Stops a new record whose custom fields are empty here although ConnectWise requires them. A box that is not checked is a value. */
export function requireCustomFields({ mapped, entity, local, words, fields }: NewRecord): void {
  const required = mapped.filter(
    ({ record, remoteId, isRequired, type, value }) =>
      record === entity &&
      isRequired &&
      type !== 'checkbox' &&
      value === null &&
      // What an admin does not let out cannot be filled in here either: ConnectWise says so itself then.
      fields[customFieldKey(remoteId)]?.out.create === true,
  );
  const textIn = ({ remoteId }: MappedCustomField): string => String(local?.[customFieldKey(remoteId)] ?? '').trim();
  const empty = required.filter((field) => textIn(field) === '');
  if (empty.length > 0) throw PushRefused.of('custom_field_empty', customFieldsEmpty(words, empty));
  const unknown = required.filter((field) => field.options.length > 0 && !field.options.includes(textIn(field)));
  if (unknown.length === 0) return;
  const told = unknown.map((field) => ({ ...field, value: textIn(field) }));
  throw PushRefused.of('custom_field_empty', optionsMissing(words, told));
}

const kinds: ReadonlySet<string> = new Set<PulledEntity>(['company', 'contact', 'product', 'opportunity']);

export const isSynced = (entity: string): entity is PulledEntity => kinds.has(entity);
