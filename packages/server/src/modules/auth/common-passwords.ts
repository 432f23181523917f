import { dictionary } from '@zxcvbn-ts/language-common';

/** The list is unpacked at the first use: only those who choose a password need it. */
let known: ReadonlySet<string> | null = null;

/**
 * Whether a password is among those that guessers try first: one of the bundled list, also with digits and signs around it or said twice,
 * a short piece repeated, or a run of neighbouring characters.
 */
export function isCommonPassword(password: string): boolean {
  known ??= new Set(dictionary['passwords-common'].map(String));
  const text = password.normalize('NFKC').toLowerCase();
  const bare = text.replace(/^[^a-z]+|[^a-z]+$/g, '');
  return bare === ''
    ? isRun(text) || isRepeated(text) || known.has(text)
    : isKnown(known, text, bare) || isRepeated(text);
}

const isKnown = (list: ReadonlySet<string>, text: string, bare: string): boolean =>
  list.has(text) ||
  list.has(bare) ||
  list.has(bare.slice(0, bare.length / 2).repeat(2) === bare ? bare.slice(0, bare.length / 2) : text);

const isRepeated = (text: string): boolean => /^(.{1,4})\1+.{0,3}$/.test(text);

/** "123456789012", "987654321098": each digit beside the one before. */
const isRun = (text: string): boolean =>
  [...text].every((digit, at) => at === 0 || Math.abs(Number(digit) - Number(text[at - 1])) % 8 === 1);
