import type { Problem } from '../../../platform/errors.ts';
import type { AccessSettings } from './access-settings.type.ts';

const MAX_ORIGINS = 20;
const MAX_DAYS = 3_650;

/** An address as browsers tell it: scheme, host and port, without a slash at the end; null when it is none. */
export function originOf(text: string): string | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return null;
  const { protocol, origin, pathname, search, hash, username, hostname } = new URL(trimmed);
  // A wildcard would be stored and match no page: addresses are compared whole.
  if (/[*%]/.test(hostname)) return null;
  const isPlain = pathname === '/' && search === '' && hash === '' && username === '';
  return isPlain && (protocol === 'https:' || protocol === 'http:') ? origin : null;
}

/** The settings as they would be stored, with what is wrong about them. */
export function checkAccessSettings(wanted: AccessSettings): { settings: AccessSettings; problems: Problem[] } {
  const problems: Problem[] = [];
  const { tokenMaxDays } = wanted;
  if (tokenMaxDays < 1 || tokenMaxDays > MAX_DAYS)
    problems.push({ code: 'invalid', field: 'tokenMaxDays', message: 'A token lives for 1 to 3,650 days.' });
  const allowedOrigins = wanted.allowedOrigins.map((text, at) => {
    const origin = originOf(text);
    if (origin === null)
      problems.push({
        code: 'invalid',
        field: `allowedOrigins.${at}`,
        message: text.includes('*')
          ? `"${text.slice(0, 100)}" is not the address of a page: wildcards are not known here. Name each page: https://dashboard.example.com`
          : `"${text.slice(0, 100)}" is not the address of a page. Write it without a path: https://dashboard.example.com`,
      });
    return origin ?? text;
  });
  if (allowedOrigins.length > MAX_ORIGINS)
    problems.push({
      code: 'invalid',
      field: 'allowedOrigins',
      message: `At most ${MAX_ORIGINS} addresses may be allowed.`,
    });
  return { settings: { tokenMaxDays, allowedOrigins: [...new Set(allowedOrigins)] }, problems };
}
