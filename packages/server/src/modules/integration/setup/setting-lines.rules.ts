import type { Configuration, ConfigurationSection } from '@causeway/shared/forms/configuration/configuration';
import { findReference } from '../../connection/reference-lists.ts';
import type { Section, SetupFacts } from './section.ts';

/** One setting in words: `Stage for Proposal`, `3.Quote`. */
export interface SettingLine {
  /** The same for the same setting in another revision: rows of maps are named by their ID, not by their place. */
  path: string;
  label: string;
  text: string | null;
  /** What is compared. */
  raw: string;
  /** What holds where the row is not there. */
  without: Pick<SettingLine, 'text' | 'raw'>;
}

export interface SettingChange {
  field: string;
  label: string;
  from: string | null;
  to: string | null;
}

/** What differs between two configurations, in words, with the labels of options instead of their IDs. */
export function settingChanges(
  sections: readonly Section[],
  before: Configuration,
  after: Configuration,
  facts: SetupFacts,
): SettingChange[] {
  const from = new Map(settingLines(sections, before, facts).map((line) => [line.path, line]));
  const to = new Map(settingLines(sections, after, facts).map((line) => [line.path, line]));
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((path): SettingChange[] => {
    const known = to.get(path) ?? from.get(path);
    if (!known) return [];
    const [old, now] = [from.get(path) ?? known.without, to.get(path) ?? known.without];
    if (old.raw === now.raw) return [];
    const isAlike = old.text === now.text;
    const text = (line: typeof old) => (line.text !== null && isAlike ? `${line.text} (${line.raw})` : line.text);
    return [{ field: path, label: known.label, from: text(old), to: text(now) }];
  });
}

/** Every setting of a configuration in words, in the order of the set-up. */
export function settingLines(
  sections: readonly Section[],
  configuration: Configuration,
  facts: SetupFacts,
): SettingLine[] {
  return sections.flatMap((section) => {
    const labels = labelsOf(section, configuration, facts);
    return walk({ section, labels, facts }, configuration[section.key], {
      at: section.key,
      path: section.key,
      words: [],
    });
  });
}

/** The labels of a part's IDs, by where they stand. */
function labelsOf(section: Section, configuration: Configuration, facts: SetupFacts): Map<string, string> {
  const { lists, stages, taxRegions, crmFields } = facts;
  const names = new Map([...stages, ...taxRegions, ...crmFields].map(({ id, name }) => [id, name]));
  return new Map([
    ...section
      .uses(configuration, facts)
      .map(({ kind, remoteId, field }): [string, string] => [
        field,
        findReference(lists[kind], remoteId)?.label ?? `ID ${remoteId}`,
      ]),
    ...section
      .records(configuration)
      .map(({ id, field }): [string, string] => [field, names.get(id) ?? 'a record that is gone']),
  ]);
}

interface Words {
  section: Section;
  labels: ReadonlyMap<string, string>;
  facts: SetupFacts;
}

interface Place {
  /** With places of rows, as `uses` names them. */
  at: string;
  /** With IDs of rows. */
  path: string;
  /** Names of the fields below the section. */
  words: readonly string[];
  row?: string;
}

function walk(words: Words, value: unknown, place: Place): SettingLine[] {
  if (Array.isArray(value) && value.some(isRow)) return value.flatMap((row, i) => rowLines(words, row, i, place));
  if (Array.isArray(value)) return value.length === 0 ? [] : [line(words, value, place)];
  if (isRow(value))
    return Object.entries(value).flatMap(([key, one]) =>
      walk(words, one, {
        ...place,
        at: `${place.at}.${key}`,
        path: `${place.path}.${key}`,
        words: [...place.words, key],
      }),
    );
  return [line(words, value, place)];
}

/** The first field of a row of a map is what it is known by (`stageId`). */
function rowLines(words: Words, row: unknown, index: number, place: Place): SettingLine[] {
  const at = `${place.at}.${index}`;
  const [[key, id] = ['', ''], ...rest] = isRow(row) ? Object.entries(row) : [];
  const known = typeof id === 'string' || typeof id === 'number' ? String(id) : JSON.stringify(id);
  const name = words.labels.get(`${at}.${key}`) ?? words.section.rowName?.(known, words.facts) ?? known;
  return walk(words, Object.fromEntries(rest), { at, path: `${place.path}.${known}`, words: place.words, row: name });
}

function line(words: Words, value: unknown, place: Place): SettingLine {
  const many = Array.isArray(value);
  const text = many
    ? value.map((one, i) => textOf(words, one, `${place.at}.${i}`) ?? '').join(', ')
    : textOf(words, value, place.at);
  const otherwise = place.row === undefined ? null : (words.section.withoutRow[place.words.join('.')] ?? null);
  return {
    path: place.path,
    label: labelFor(words, place),
    text,
    raw: JSON.stringify(value ?? null),
    without: { text: textOf(words, otherwise, ''), raw: JSON.stringify(otherwise) },
  };
}

function textOf({ section, labels }: Words, value: unknown, at: string): string | null {
  if (value === null || value === undefined || value === '') return null;
  const label = labels.get(at);
  if (label) return label;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value);
  return section.values[value] ?? (/^[a-z]+(_[a-z]+)*$/.test(value) ? spelled(value) : value);
}

/** The parts of the configuration as people call them. */
const partNames: Readonly<Record<ConfigurationSection, string>> = {
  mode: 'mode',
  bundleMode: 'bundles',
  options: 'options',
  defaults: 'defaults',
  fieldDirections: 'directions of fields',
  filters: 'filters',
  stageMap: 'stage map',
  productMap: 'product map',
  taxMap: 'tax map',
  opportunityMapping: 'opportunity mapping',
  closedStatuses: 'closed statuses',
  customFields: 'custom fields',
  matching: 'matching',
};

function labelFor({ section }: Words, { words, row }: Place): string {
  const known = section.words[words.join('.')];
  const part = spelled(partNames[section.key]);
  const plain = words.length === 0 ? part : `${part}: ${lower(words.join(' '))}`;
  return row ? `${known ?? plain} for ${row}` : (known ?? plain);
}

/** `salesRepId` is `sales rep`. */
const lower = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace(/ ids?$/, '');

const spelled = (text: string): string => {
  const words = lower(text);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
