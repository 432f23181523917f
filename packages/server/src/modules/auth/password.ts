import { hash, verify } from '@node-rs/argon2';
import { isCommonPassword } from './common-passwords.ts';

/** OWASP's Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane (argon2id is this package's default). */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const SHORTEST = 12;
const LONGEST = 200;
/** A shorter part of a name says nothing of it. */
const SHORTEST_PART = 3;
/** What everybody who comes here knows. */
const PRODUCT = ['Causeway', 'ConnectWise', 'password'];

/**
 * What is wrong with a new password, as a sentence; null when nothing is. NIST SP 800-63B: length, no common ones and none made of the
 * person's, the workspace's or the product's name (`words`); no rules of composition.
 */
export function passwordFault(password: string, words: readonly string[] = []): string | null {
  if (password.length < SHORTEST) return `Choose a password of at least ${SHORTEST} characters.`;
  if (password.length > LONGEST) return `Choose a password of at most ${LONGEST} characters.`;
  if (isCommonPassword(password)) return 'This password is one of those that are tried first. Choose another one.';
  if (isMadeOf(password, words)) return 'This password is made of names that others know. Choose another one.';
  return null;
}

/** Known words, whole or in parts, with nothing but digits and signs around and between them. */
function isMadeOf(password: string, words: readonly string[]): boolean {
  const letters = lettersOf(password);
  const known = [...words, ...PRODUCT].flatMap((word) => [word, ...plain(word).split(/[^\p{L}]+/u)]).map(lettersOf);
  const parts = [...new Set(known)].filter((part) => part.length >= SHORTEST_PART).sort((a, b) => b.length - a.length);
  return letters !== '' && parts.reduce((left, part) => left.replaceAll(part, ' '), letters).trim() === '';
}

const lettersOf = (text: string): string => plain(text).replace(/[^\p{L}]/gu, '');

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

let unknownUser: Promise<string> | null = null;

/** Whether the password fits, all of it. Without a stored hash it takes the same time and says no, so that timing does not tell who exists. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  unknownUser ??= hashPassword('nobody has this password');
  const fits = await verify(stored ?? (await unknownUser), password.slice(0, LONGEST)).catch(() => false);
  return fits && stored !== null && password.length <= LONGEST;
}
