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
  const tokens = nameParts(apart(name ?? ''), options)?.tokens ?? [];
  const strict = tokens.flatMap((token) => plainRuns(token.normalize('NFC')));
  const loose = looseOf(strict);
  if (lengthOf(loose) >= MIN_LETTERS_APART) return [inOrder(lettersOf(loose))];
  const runs = lengthOf(loose) >= MIN_LETTERS ? loose : strict;
  const whole = lengthOf(runs) >= MIN_LETTERS ? [inOrder(runs)] : [];
  return [...new Set([...whole, ...punctuated(lettersOf(strict))])];
}

/** Consonants that languages write with an accent or a stroke, the commonest first: ñ, ç, š, ž, ł, ř, ț, đ, ğ, ý. */
const ACCENTED = 'ncszlrtdgy';

/** Those that names of one language have side by side: Polish, Croatian. */
const ACCENTED_TOGETHER = ['lszcn', 'cszd'];

/** So many patterns of one name keep the address of the listing short enough. */
const MAX_ACCENT_PATTERNS = 8;

/**
 * "Munoz Paving" → the name without the letters that may have an accent on the other side alone: ConnectWise takes "ñ" for another letter than "n".
 * Without all of them where enough is left; else without one kind at a time.
 */
export function accentPatterns(name: string | null, options: { hasLegalForm: boolean }): string[] {
  const tokens = nameParts(apart(name ?? ''), options)?.tokens ?? [];
  const strict = tokens.flatMap((token) => plainRuns(token.normalize('NFC')));
  const loose = looseOf(strict);
  const without = (letters: string) => patternOf(lessOf(loose, letters)) ?? patternOf(lessOf(strict, letters));
  const all = lessOf(loose, ACCENTED);
  if (lengthOf(all) > MIN_LETTERS) return [patternOf(all) ?? ''].filter(Boolean);
  // A short name is looked for with its vowels, which have accents as well.
  const isShort = lengthOf(loose) < MIN_LETTERS;
  const ones = [...(isShort ? 'aeiou' : ''), ...ACCENTED].filter((letter) => strict.join('').includes(letter));
  const found = [
    patternOf(all),
    ...(isShort ? [patternOf(strict.flatMap((run) => run.split('ss')).filter(Boolean))] : []),
    ...[...ACCENTED_TOGETHER, ...ones].map(without),
  ];
  const kinds = [...new Set(found.flatMap((pattern) => pattern ?? []))].slice(0, MAX_ACCENT_PATTERNS);
  return patternOf(all) === null ? [...new Set([...kinds, ...withTwoAccents(strict, isShort)])] : kinds;
}

/** As many as a name of two vowels and three such consonants has: two short names of a contact still make an address that is short enough. */
const MAX_TWO_ACCENT_PATTERNS = 6;

/**
 * "Nunez" → `*n*ez*` and others for "Núñez": the name without two letters, wherever they stand. So few letters are left of a short name that it cannot do
 * without all letters of a kind. Two vowels alone are found without (`looseOf`), unless the name is so short that its vowels count.
 */
function withTwoAccents(strict: readonly string[], isShort: boolean): string[] {
  const text = strict.join('*');
  const placesOf = (letters: string) => [...text].flatMap((letter, at) => (letters.includes(letter) ? [at] : []));
  const [vowels, consonants] = [placesOf('aeiou'), placesOf(ACCENTED)];
  const pairs = vowels.flatMap((one) =>
    [...consonants, ...(isShort ? vowels.filter((other) => other > one) : [])].map((other) => [one, other]),
  );
  const found = pairs.flatMap((places) => {
    const left = [...text].map((letter, at) => (places.includes(at) ? '*' : letter)).join('');
    const runs = left.split('*').filter(Boolean);
    const pattern = patternOf(runs);
    if (pattern !== null) return [pattern];
    // Two letters are in too many names, unless these begin and end with them.
    const isWhole = lengthOf(runs) === MIN_LETTERS - 1 && !left.startsWith('*') && !left.endsWith('*');
    const whole = runs.join('*');
    return isWhole ? [whole, `${whole} *`, `${whole},*`] : [];
  });
  return [...new Set(found)].slice(0, MAX_TWO_ACCENT_PATTERNS);
}

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
