import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
const DIGITS = 6;
/** Steps that a person's clock may be off. */
const WINDOW = 1;
const SECRET_BYTES = 20;

/** A new secret as apps take it by hand: base32, 160 bits. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What the picture holds: an app shows it as "Northwind IT (ana@example.com)". */
export const otpAddress = (secret: string, { workspace, email }: { workspace: string; email: string }): string =>
  // A colon parts the two in the address, so the name must not have one.
  totp(secret, { issuer: `Causeway ${workspace.replaceAll(':', ' ')}`, label: email }).toString();

/** The step that a code belongs to, now or one to either side; null for a code of none of them. */
export function stepOf(code: string, secret: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1_000 / PERIOD_SECONDS) + delta;
}

/** The six digits of a typed code; null when it is something else, such as a recovery code. */
export function digitsOf(typed: string): string | null {
  const digits = typed.replace(/\s/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

// What all apps can: SHA-1, six digits, 30 seconds.
const totp = (secret: string, names: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({
    ...names,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: DIGITS,
    period: PERIOD_SECONDS,
  });
