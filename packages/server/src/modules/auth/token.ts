import { createHash, randomBytes } from 'node:crypto';

/** A random secret of 256 bits; only its hash is stored, so a copy of the database signs nobody in. */
export const newToken = (prefix = ''): string => `${prefix}${randomBytes(32).toString('base64url')}`;

/** SHA-256 is enough here: unlike a password, the secret cannot be guessed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const API_TOKEN_PREFIX = 'cwy_';
