import { randomInt } from 'node:crypto';

/** Without letters that look like digits or each other. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const GROUPS = 3;
const LETTERS = 4;

export const RECOVERY_CODES = 10;

/** Ten codes of some 59 bits, in groups that a person can type. */
export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, newCode);

const newCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-');

/** A code as it is held against the stored ones, however it was typed; null when it is none. */
export function plainRecoveryCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return letters.length === GROUPS * LETTERS ? letters : null;
}
