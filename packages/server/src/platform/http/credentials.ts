import type { IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';

export const SESSION_COOKIE = 'causeway_session';

/** What a request carries to say who asks. */
export interface Credentials {
  sessionToken: string | null;
  bearerToken: string | null;
  /** The network address that they came from. */
  address?: string | null;
}

/** Reads the session cookie and the Authorization header. */
export function credentialsOf(request: Pick<IncomingMessage, 'headers'>): Credentials {
  return {
    sessionToken: parseCookie(request.headers.cookie ?? '')[SESSION_COOKIE] || null,
    bearerToken: bearerOf(request.headers.authorization),
  };
}

export function bearerOf(header: string | undefined): string | null {
  return /^bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
}

/**
 * Whether a browser's page may open a socket here: pages of our own address, and programs, which send no Origin. Cookies ride along with
 * any page's socket, so without this check a foreign page could listen in.
 */
export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === host;
}
