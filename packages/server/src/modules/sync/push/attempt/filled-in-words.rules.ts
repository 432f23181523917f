import { remoteIdIn } from '../../../connection/reference-lists.ts';
import { defaultOfSettings, type FilledInWords } from '../../messages/filled-in.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { FilledIn } from '../../records/fields/filled-in.ts';
import { type CustomFieldsSent, dueCustomFields } from './custom-field-defaults.ts';
import { entryLabel } from './named-there.rules.ts';
import type { PushSetup } from './push-setup.ts';

/** What was sent of a record, as far as it tells what was filled in; `custom` where its custom fields have defaults. */
export interface Filled {
  filled: readonly FilledIn[];
  custom?: CustomFieldsSent;
}

interface Names extends Pick<PushSetup, 'lists' | 'configuration'> {
  options: EntitySync['options'];
}

export function filledInWords(names: Names, { filled, custom }: Filled, record: object): FilledInWords[] {
  const own = filled.map((one) => ({
    label: one.word,
    value: one.isCut ? String(one.value) : shownAs(names, one, record),
    because: one.because,
    ...(one.isCut ? { isCut: one.isCut } : {}),
  }));
  const due = custom ? dueCustomFields(custom, names) : [];
  return [
    ...own,
    ...due.map(({ caption, value }) => ({ label: `"${caption}"`, value: String(value), because: defaultOfSettings() })),
  ];
}

/** An entry of a list by its label, a record by the name that ConnectWise's answer has for it, a day without its time. */
function shownAs(names: Names, { path, value }: FilledIn, record: object): string {
  const name = entryLabel(names, path, value) ?? nameOf(Reflect.get(record, path)) ?? nameOf(value);
  if (name !== undefined) return name;
  return String(remoteIdIn(value) ?? value).replace(/^(\d{4}-\d{2}-\d{2})T00:00:00Z$/, '$1');
}

function nameOf(value: unknown): string | undefined {
  const name: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'name') : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
