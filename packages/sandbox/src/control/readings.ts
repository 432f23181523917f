import { records } from '../model/registry.ts';
import { defaultReadings, type Readings, readingWords } from '../store/options.ts';

/** Refuses readings that there are not, and values that would be read as nothing. */
export function checkReadings(changes: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(changes)) {
    if (!isReading(key))
      throw new Error(`There is no reading "${key}". There are: ${Object.keys(defaultReadings).join(', ')}.`);
    const known = defaultReadings[key];
    if (typeof value !== typeof known) throw new Error(`"${key}" must be a ${typeof known}.`);
    const words: readonly unknown[] | undefined = readingWords[key];
    if (words && !words.includes(value)) throw new Error(`"${key}" must be one of ${words.join(', ')}.`);
    if (key === 'modelVersion' && !/^\d{4}\.\d{1,2}$/.test(String(value)))
      throw new Error('"modelVersion" must be a year and a release, such as 2025.16.');
    if (key === 'blankReferences') checkReferences(String(value));
  }
}

const isReading = (key: string): key is keyof Readings => Object.hasOwn(defaultReadings, key);

function checkReferences(text: string): void {
  for (const name of text.split(/[\s,]+/).filter(Boolean)) {
    const [recordName = '', fieldName = ''] = name.split('.');
    const record = [...records.values()].find((entry) => entry.name.toLowerCase() === recordName.toLowerCase());
    const field = record?.table.byLowerName.get(fieldName.toLowerCase());
    if (record && (fieldName === '*' || field?.kind === 'reference')) continue;
    throw new Error(`"${name}" is no reference. Write record.field, such as contacts.site, or contacts.* for all.`);
  }
}
