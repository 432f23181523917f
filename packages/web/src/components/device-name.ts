import { t } from '@lingui/core/macro';

const browsers: readonly [string, RegExp][] = [
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Firefox', /(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|CriOS)\//],
  ['Safari', /Safari\//],
];

const systems: readonly [string, RegExp][] = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

/** The names that people know: "Firefox on Windows". What a program sends may say anything. */
export function deviceOf(userAgent: string | null | undefined): string {
  const named = (list: readonly [string, RegExp][]): string | undefined =>
    list.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0];
  const browser = named(browsers);
  const system = named(systems);
  if (!browser) return t`Another program`;
  return system ? t`${browser} on ${system}` : browser;
}

/** Names the browser where a sentence has what it sent of itself: "Mozilla/5.0 (Windows NT 10.0) … Firefox/128.0" → "Firefox on Windows". */
export const withDeviceNamed = (sentence: string): string =>
  sentence.replace(userAgentIn, (userAgent) => deviceOf(userAgent));

/** Products with their versions, and remarks in brackets, as RFC 9110 (10.1.5) has them. */
const userAgentIn = /Mozilla\/\d[\d.]*(?: (?:\([^)]*\)|[\w.]+\/[\w.]*\w))*/g;

/** What stands before the time that follows it. */
export const placeOf = (address: string | null | undefined): string =>
  address ? t`from ${address.replace(/^::ffff:/, '')}` : t`from an unknown address`;
