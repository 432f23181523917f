import { type Configuration, configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import type { Problem } from '../../../platform/errors.ts';
import type { Section, SetupFacts } from '../setup/section.ts';
import { kindWord, knownOf, type NamedId, namedIds, type SettingsDocument } from './settings-document.rules.ts';

/** An ID of the document that is not the same thing here. */
interface ForeignId extends NamedId {
  /** What it is called where the document was made. */
  label: string | null;
  /** The one entry here of exactly the same label. */
  suggestedId: string | null;
}

/** One for which another ID stands here: found by its label, or chosen. */
export interface MatchedId extends ForeignId {
  newId: string;
  newLabel: string;
}

/** One for which nothing here stands. */
export interface UnresolvedId extends ForeignId {
  reason: string;
  /** A person chose to go without it. */
  isOmitted: boolean;
}

/** What a person wants in place of an ID of the document, wherever it stands in it; null: nothing. */
export interface ImportChoice {
  kind: string;
  id: string;
  newId: string | null;
}

export interface ResolvedImport {
  /** With the IDs of this account; unresolved ones stand as they were. */
  configuration: Configuration;
  matched: MatchedId[];
  unresolved: UnresolvedId[];
  /** What is wrong with the choices; those are not followed. */
  problems: Problem[];
}

interface ImportQuestion {
  isSameAccount: boolean;
  choices?: readonly ImportChoice[];
}

/**
 * Finds what the IDs of a document are here: the same ID where it is the same thing, else what was chosen, else the one entry of exactly the
 * same label. An ID alone says nothing when the document comes of another account: there it may be something else.
 */
export function resolveImport(
  sections: readonly Section[],
  document: SettingsDocument,
  facts: SetupFacts,
  { isSameAccount, choices = [] }: ImportQuestion,
): ResolvedImport {
  const foreign = namedIds(sections, document.configuration, facts).flatMap((named) => {
    const label = document.labels[named.kind]?.[named.id] ?? null;
    return isSameThing(named, label, facts, isSameAccount) ? [] : [{ named, label }];
  });
  const problems = choiceProblems(
    choices,
    foreign.map(({ named }) => named),
    facts,
  );
  const answers = foreign.map(({ named, label }) => {
    const choice = choices.find((one) => isFor(one, named));
    const isWrong = problems.length > 0 && choice !== undefined && isUnfit(choice, facts);
    return resolve(named, label, facts, isWrong ? undefined : choice);
  });
  const matched = answers.flatMap((answer) => ('newId' in answer ? [answer] : []));
  const unresolved = answers.flatMap((answer) => ('reason' in answer ? [answer] : []));
  const configuration = matched.reduce<unknown>(
    (whole, { field, newId }) => withValue(whole, field.split('.'), newId),
    document.configuration,
  );
  return { configuration: configurationSchema.parse(configuration), matched, unresolved, problems };
}

/** Without what could not be resolved: a choice becomes "not chosen", a row or an entry of a list that is nothing without it goes. */
export function withoutUnresolved(configuration: Configuration, unresolved: readonly UnresolvedId[]): Configuration {
  const fields = new Set(unresolved.map((one) => one.field));
  return configurationSchema.parse(prune(configuration, '', fields));
}

function isSameThing(named: NamedId, label: string | null, facts: SetupFacts, isSameAccount: boolean): boolean {
  const own = knownOf(named.kind, facts).find((one) => one.id === named.id);
  return Boolean(own?.isActive && (isSameAccount || named.kind.startsWith('crm_') || own.label === label));
}

function resolve(
  named: NamedId,
  label: string | null,
  facts: SetupFacts,
  choice: ImportChoice | undefined,
): MatchedId | UnresolvedId {
  const known = knownOf(named.kind, facts);
  const alike = label === null ? [] : known.filter((one) => one.label === label && one.isActive);
  const only = alike.length === 1 ? alike[0] : undefined;
  const foreign = { ...named, label, suggestedId: only?.id ?? null };
  if (choice?.newId === null) return { ...foreign, reason: 'It is left out.', isOmitted: true };
  const taken = choice ? known.find((one) => one.id === choice.newId) : only;
  if (taken) return { ...foreign, newId: taken.id, newLabel: taken.label };
  const own = known.find((one) => one.id === named.id);
  return { ...foreign, reason: reasonFor(label, alike.length, own), isOmitted: false };
}

const isFor = (choice: ImportChoice, { kind, id }: NamedId): boolean => choice.kind === kind && choice.id === id;

const isUnfit = ({ kind, newId }: ImportChoice, facts: SetupFacts): boolean =>
  newId !== null && !knownOf(kind, facts).some((one) => one.id === newId && one.isActive);

/** What is wrong with choices, each problem at its place in their list. */
function choiceProblems(choices: readonly ImportChoice[], foreign: readonly NamedId[], facts: SetupFacts): Problem[] {
  return choices.flatMap((choice, i): Problem[] => {
    const { kind, id, newId } = choice;
    const word = kindWord(kind);
    if (!foreign.some((named) => isFor(choice, named)))
      return [
        {
          code: 'unknown_choice',
          field: `choices.${i}`,
          message: `The document names no ${word} with ID ${id} that needs another one here. Take this choice back.`,
        },
      ];
    if (choices.findIndex((one) => one.kind === kind && one.id === id) < i)
      return [
        {
          code: 'chosen_twice',
          field: `choices.${i}`,
          message: `What stands here for the ${word} with ID ${id} was chosen twice. Choose once.`,
        },
      ];
    if (!isUnfit(choice, facts)) return [];
    const found = knownOf(kind, facts).find((one) => one.id === newId);
    return [
      {
        code: found ? 'inactive_option' : 'unknown_option',
        field: `choices.${i}.newId`,
        message: found
          ? `The ${word} "${found.label}" can be used no more: ConnectWise has deactivated or removed it. Choose another.`
          : `There is no ${word} with ID ${newId} here. Choose one of the list, or refresh the lists.`,
      },
    ];
  });
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
