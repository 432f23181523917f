import { type Configuration, configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import type { Section, SetupFacts } from '../setup/section.ts';
import { knownOf, type NamedId, namedIds, type SettingsDocument } from './settings-document.rules.ts';

/** An ID of the document that stands for another one here, found by its exact label. */
export interface MatchedId extends NamedId {
  label: string;
  newId: string;
}

/** An ID of the document for which nothing here stands. */
export interface UnresolvedId extends NamedId {
  label: string | null;
  reason: string;
}

export interface ResolvedImport {
  /** With the IDs of this account; unresolved ones stand as they were. */
  configuration: Configuration;
  matched: MatchedId[];
  unresolved: UnresolvedId[];
}

/**
 * Finds what the IDs of a document are here: the same ID where it is the same thing, else the one entry of exactly the same label. An ID
 * alone says nothing when the document comes of another account: there it may be something else.
 */
export function resolveImport(
  sections: readonly Section[],
  document: SettingsDocument,
  facts: SetupFacts,
  { isSameAccount }: { isSameAccount: boolean },
): ResolvedImport {
  const answers = namedIds(sections, document.configuration, facts).map((named) =>
    resolve(named, document.labels[named.kind]?.[named.id] ?? null, facts, isSameAccount),
  );
  const matched = answers.flatMap((answer) => (answer && 'newId' in answer ? [answer] : []));
  const unresolved = answers.flatMap((answer) => (answer && 'reason' in answer ? [answer] : []));
  const configuration = matched.reduce<unknown>(
    (whole, { field, newId }) => withValue(whole, field.split('.'), newId),
    document.configuration,
  );
  return { configuration: configurationSchema.parse(configuration), matched, unresolved };
}

/** Without what could not be resolved: a choice becomes "not chosen", a row or an entry of a list that is nothing without it goes. */
export function withoutUnresolved(configuration: Configuration, unresolved: readonly UnresolvedId[]): Configuration {
  const fields = new Set(unresolved.map((one) => one.field));
  return configurationSchema.parse(prune(configuration, '', fields));
}

function resolve(
  named: NamedId,
  label: string | null,
  facts: SetupFacts,
  isSameAccount: boolean,
): MatchedId | UnresolvedId | null {
  const known = knownOf(named.kind, facts);
  const own = known.find((one) => one.id === named.id);
  const isSame = own?.isActive && (isSameAccount || named.kind.startsWith('crm_') || own.label === label);
  if (isSame) return null;
  const alike = label === null ? [] : known.filter((one) => one.label === label && one.isActive);
  const [only] = alike;
  if (only && alike.length === 1) return { ...named, label: only.label, newId: only.id };
  return { ...named, label, reason: reasonFor(label, alike.length, own) };
}

function reasonFor(label: string | null, alike: number, own: { label: string; isActive: boolean } | undefined): string {
  if (label === null) return 'The document does not say what it is called, so it cannot be found here.';
  if (alike > 1) return `${alike} entries here are called "${label}".`;
  if (own?.label === label) return `"${label}" can be used no more: ConnectWise has deactivated or removed it.`;
  return own
    ? `Here this ID is "${own.label}", and nothing is called "${label}".`
    : `Nothing here is called "${label}".`;
}

function withValue(value: unknown, [key, ...rest]: readonly string[], leaf: string): unknown {
  if (key === undefined) return leaf;
  if (Array.isArray(value)) return value.map((one, i) => (String(i) === key ? withValue(one, rest, leaf) : one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === key ? withValue(one, rest, leaf) : one]),
  );
}

function prune(value: unknown, at: string, fields: ReadonlySet<string>): unknown {
  const below = (key: string | number) => (at ? `${at}.${key}` : String(key));
  if (Array.isArray(value))
    return value.flatMap((one: unknown, i) => (isLost(one, below(i), fields) ? [] : [prune(one, below(i), fields)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, fields.has(below(key)) ? null : prune(one, below(key), fields)]),
  );
}

/** An entry of a list that is the ID itself, or a row that is known by it (its first field). */
function isLost(entry: unknown, at: string, fields: ReadonlySet<string>): boolean {
  if (fields.has(at)) return true;
  if (typeof entry !== 'object' || entry === null) return false;
  const [first] = Object.keys(entry);
  return first !== undefined && fields.has(`${at}.${first}`);
}
