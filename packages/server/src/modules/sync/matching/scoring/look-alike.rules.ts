import { nameParts } from './names.rules.ts';
import { numberOfHouse } from './places.rules.ts';

/**
 * Patterns for ConnectWise's `like` that find everything the scores could call alike: accents, punctuation and spaces are written differently on
 * the two sides, and ConnectWise compares letter by letter. They find too much rather than too little; the scores judge what is found.
 */

/** Letters of a pattern without which it would find half of the list. */
const MIN_LETTERS = 3;

/** "Fabrikam, Ltd." → `*f*br*k*m*`; null when too little is left to look for. */
export function namePattern(name: string | null, options: { hasLegalForm: boolean }): string | null {
  const tokens = nameParts(apart(name ?? ''), options)?.tokens ?? [];
  const strict = tokens.flatMap((token) => plainRuns(token));
  const loose = strict.flatMap((run) => run.replace(/[aeiou]+|ss/g, '*').split('*')).filter(Boolean);
  const runs = lengthOf(loose) >= MIN_LETTERS ? loose : strict;
  return lengthOf(runs) >= MIN_LETTERS ? `*${runs.join('*')}*` : null;
}

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
