import { nameParts } from './names.rules.ts';
import { numberOfHouse } from './places.rules.ts';

/**
 * Patterns for ConnectWise's `like` that find everything the scores could call alike: accents, punctuation and spaces are written differently on
 * the two sides, and ConnectWise compares letter by letter. They find too much rather than too little; the scores judge what is found.
 */

/** Letters of a pattern without which it would find half of the list. */
const MIN_LETTERS = 3;

/** So many letters in their order, whatever stands between them, are found in few names; fewer are in too many. */
const MIN_LETTERS_APART = 5;

/** "Fabrikam, Ltd." → `*f*b*r*k*m*`, "ABC" → `*abc*` and with one sign in it, or one after each letter; none when too little is left to look for. */
export function namePatterns(name: string | null, options: { hasLegalForm: boolean }): string[] {
  const strict = strictOf(name, options);
  const loose = looseOf(strict);
  if (lengthOf(loose) >= MIN_LETTERS_APART) return [inOrder(lettersOf(loose))];
  const runs = lengthOf(loose) >= MIN_LETTERS ? loose : strict;
  const whole = lengthOf(runs) >= MIN_LETTERS ? [inOrder(runs)] : [];
  return [...new Set([...whole, ...punctuated(lettersOf(strict))])];
}

/** Consonants that languages write with an accent or a stroke, the commonest first: ñ, ç, š, ž, ł, ř, ț, đ, ğ, ý. */
const ACCENTED = 'ncszlrtdgy';

/**
 * "Dvorak Metal" → the name without the letters that may have an accent on the other side alone: ConnectWise takes "ñ" for another letter than "n". Null where
 * too little is left of it: then see `accentedLetters`.
 */
export function accentPattern(name: string | null, options: { hasLegalForm: boolean }): string | null {
  return patternOf(lessOf(looseOf(strictOf(name, options)), ACCENTED));
}

/** Letters that languages write in other ways, each with those that `fold` takes for it. */
const spellings: Readonly<Record<string, string>> = {
  a: 'áàâãäåăąæ',
  c: 'čćç',
  d: 'ďđ',
  e: 'éèêëěęæœ',
  g: 'ğģ',
  i: 'íìîïı',
  k: 'ķ',
  l: 'łľĺļ',
  n: 'ñńňņ',
  o: 'óòôõöøőœ',
  r: 'řŕ',
  s: 'šśşșß',
  t: 'ťţțþ',
  u: 'úùûüůű',
  y: 'ýÿ',
  z: 'žźż',
};

/** So many conditions on single letters keep the address of the listing short enough; a person has two names. */
const MAX_SPELLINGS = { name: 24, partOfName: 10 };

export interface NameKind {
  hasLegalForm: boolean;
  /** It is the first or the last name of a person: nothing stands before it, as an article before the name of a company. */
  isPart?: boolean;
}

/** How a short name may be written: how it begins, and letters that it holds, each in one of these spellings. */
interface AccentedLetters {
  /** Patterns, one of which fits. */
  starts: readonly string[];
  holds: readonly (readonly string[])[];
}

/**
 * "Lodz" → begins with l, ł, ľ … and holds d, ď or đ, and z, ž, ź or ż, which finds "Łódź" as well as "Lódz": so few letters of a short name are sure that it is
 * looked for letter by letter, whichever of them have accents. Each letter adds a few conditions, and no combinations of them. Null for a name that
 * `accentPattern` finds.
 */
export function accentedLetters(name: string | null, options: NameKind): AccentedLetters | null {
  const strict = strictOf(name, options);
  if (accentPattern(name, options) !== null || lengthOf(strict) < MIN_LETTERS) return null;
  const [first = ''] = nameParts(apart(name ?? ''), options)?.tokens[0]?.normalize('NFC') ?? '';
  const begin = strict[0]?.startsWith(first) ? writtenAs(first) : [];
  const starts = begin.flatMap((letter) => (options.isPart ? [`${letter}*`] : [`${letter}*`, `* ${letter}*`]));
  const letters = [...new Set(strict.join(''))].filter((letter) => starts.length === 0 || letter !== first);
  const holds = letters.map(writtenAs).sort((a, b) => a.length - b.length);
  const most = MAX_SPELLINGS[options.isPart ? 'partOfName' : 'name'] - starts.length;
  // The fewest spellings come first, so that all behind the first that is too much are too much.
  const upTo = (at: number) => holds.slice(0, at + 1).reduce((sum, { length }) => sum + length, 0);
  return { starts, holds: holds.filter((_, at) => upTo(at) <= most) };
}

const writtenAs = (letter: string): string[] => [letter, ...(spellings[letter] ?? '')];

const strictOf = (name: string | null, options: { hasLegalForm: boolean }): string[] =>
  (nameParts(apart(name ?? ''), options)?.tokens ?? []).flatMap((token) => plainRuns(token.normalize('NFC')));

const looseOf = (strict: readonly string[]): string[] =>
  strict.flatMap((run) => run.replace(/[aeiou]+|ss/g, '*').split('*')).filter(Boolean);

const lessOf = (runs: readonly string[], letters: string): string[] =>
  runs.flatMap((run) => run.replace(new RegExp(`[${letters}]+`, 'g'), '*').split('*')).filter(Boolean);

function patternOf(runs: readonly string[]): string | null {
  if (lengthOf(runs) >= MIN_LETTERS_APART) return inOrder(lettersOf(runs));
  return lengthOf(runs) >= MIN_LETTERS ? inOrder(runs) : null;
}

/** Signs that stand after each letter of a short name. */
const SIGNS = ['.', '. ', ' ', '-', '&', ' & ', '/'];

/** A short name with signs in it: "AT&T" for "ATT", "H.P." for "HP". It is looked for at the beginning, since its few letters are in many names. */
function punctuated(letters: readonly string[]): string[] {
  if (letters.length < 2) return [];
  if (letters.length > MIN_LETTERS_APART) return [inOrder(letters)];
  const word = letters.join('');
  const cuts = letters.slice(1).map((_, at) => `${word.slice(0, at + 1)}*${word.slice(at + 1)}`);
  if (letters.length === 2) return cuts.flatMap((cut) => [cut, `${cut}.*`, `${cut} *`, `${cut},*`]);
  return [...cuts.map((cut) => `${cut}*`), ...SIGNS.map((sign) => `*${letters.join(sign)}*`)];
}

const inOrder = (runs: readonly string[]): string => `*${runs.join('*')}*`;

const lettersOf = (runs: readonly string[]): string[] => [...runs.join('')];

/** "USW24POE" → `USW*24*POE`: spaces stand, if at all, where letters and digits meet; null for one that is of one run. */
export function spacedPattern(identifier: string): string | null {
  const runs = identifier.match(/\p{L}+|\d+|[^\p{L}\d\s*%]+/gu) ?? [];
  return runs.length > 1 && lengthOf(runs) >= MIN_LETTERS ? runs.join('*') : null;
}

/** The digits in their order, whatever stands between them: `*8*1*3*5*5*5*0*1*0*0*`. */
export const digitsPattern = (digits: string | null): string | null =>
  digits === null ? null : `*${[...digits].join('*')}*`;

/** "12 Main Street" → `*12*`: the number of the house is written the same everywhere; null when there is none. */
export function streetPattern(addressLine: string | null): string | null {
  const number = numberOfHouse(addressLine);
  return number === null ? null : `*${number}*`;
}

/** "DataSys" is "Data Sys" as well; GmbH stays one word. */
const apart = (name: string): string => name.replace(/(\p{Ll}{2,})(\p{Lu}\p{Ll})/gu, '$1 $2');

/** What is left of a word where both sides are sure to write the same. */
const plainRuns = (token: string): string[] => token.match(/[a-z0-9]+|[^\p{Script=Latin}\P{L}]+/gu) ?? [];

const lengthOf = (runs: readonly string[]): number => runs.join('').length;
