import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';

/** A country as `libphonenumber-js` knows it, such as `US`. */
export type Region = CountryCode;

/** A phone number made ready for comparing. What people typed is never replaced by it. */
export interface PhoneKey {
  /** The number within its country, without trunk prefix and extension: the same for `+49 30 123456` and `030 123456`. */
  national: string;
  /** `1`, `49`; null where neither the number nor its record says the country. */
  callingCode: string | null;
  extension: string | null;
}

/** A number as it stands in a record, with what the record says of it. */
export interface PhoneText {
  phone: string | null;
  extension?: string | null;
  /** The country of the record, as it is written there. */
  country?: string | null;
}

/** At least seven digits with nothing but what people put between them: `phone_tail` in SQL says the same. */
const run = /[0-9](?:[ \t\u00a0().+/\u2010-\u2015-]*[0-9]){6,}/;
const TAIL = 7;

/**
 * Reads a number by the country of its record, else by `home`, the workspace's. Null for what is too short to tell records apart. What no
 * country has as a number, a made-up one for instance, counts by its digits.
 */
export function phoneKey({ phone, extension, country }: PhoneText, home: Region | null): PhoneKey | null {
  const typed = run.exec(phone ?? '')?.[0];
  if (!phone || !typed) return null;
  const region = regionOfCountry(country ?? null);
  const read = readNumber(phone, digitsOf(typed), region ?? home);
  const digits = digitsOf(typed).replace(/^00/, '');
  const plain = withoutZeros(digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits);
  const national = read ? withoutZeros(read.nationalNumber) : '';
  // The library may take another part of the text for the number; the tail is what the database looks for.
  const isRead = read !== undefined && national.length >= TAIL && tailOf(national) === tailOf(digits);
  const isSaid = isRead && (region !== null || read.countryCallingCode !== codeOf(home) || /^\s*\+/.test(phone));
  // An extension is written the same way everywhere, so that any country reads it.
  return {
    national: isRead ? national : plain,
    callingCode: isSaid ? read.countryCallingCode : null,
    extension: extension?.trim() || (read ?? parsePhoneNumberFromString(phone, 'US'))?.ext || null,
  };
}

/** Whether two numbers are one line, whatever stands on one side alone: country and extension only count where both say them. */
export const isSamePhone = (a: PhoneKey, b: PhoneKey): boolean =>
  a.national === b.national && agrees(a.callingCode, b.callingCode) && agrees(a.extension, b.extension);

/** The end of a number, which every way of writing it has in common. */
export const tailOf = (digits: string): string => digits.slice(-TAIL);

/** The country of a client as it is written, by its English name or its code; null when it is none. */
export const regionOfCountry = (country: string | null): Region | null =>
  country === null ? null : (regions().byName.get(nameKey(country)) ?? null);

/** The country of a workspace, as far as its time zone lies in one. */
export function regionOfTimeZone(timeZone: string | null): Region | null {
  if (!timeZone) return null;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
    return regions().byZone.get(zone) ?? null;
  } catch {
    return null;
  }
}

/** As a number of the region; one that the region does not have, and that says no country, is tried as one with its country code. */
function readNumber(text: string, digits: string, region: Region | null): PhoneNumber | undefined {
  const found = parsePhoneNumberFromString(text, region ?? undefined);
  if (found?.isValid()) return found;
  const international = digits.replace(/^00/, '');
  const foreign = international.length > 10 ? parsePhoneNumberFromString(`+${international}`) : undefined;
  return foreign?.isValid() ? foreign : found;
}

/** TypeScript does not know the zones of a locale yet. */
interface LocaleWithZones extends Intl.Locale {
  getTimeZones?(): string[] | undefined;
}

interface Regions {
  byName: Map<string, Region>;
  byZone: Map<string, Region>;
}
let known: Regions | undefined;

function regions(): Regions {
  if (known) return known;
  const names = new Intl.DisplayNames('en', { type: 'region' });
  known = { byName: new Map(), byZone: new Map() };
  for (const region of getCountries()) {
    known.byName.set(nameKey(region), region);
    known.byName.set(nameKey(names.of(region) ?? region), region);
    const locale: LocaleWithZones = new Intl.Locale(`und-${region}`);
    for (const zone of locale.getTimeZones?.() ?? []) known.byZone.set(zone, region);
  }
  for (const [name, region] of otherNames) known.byName.set(name, region);
  return known;
}

/** Names that people write and the standard does not have. */
const otherNames: readonly [string, Region][] = [
  ['usa', 'US'],
  ['unitedstatesofamerica', 'US'],
  ['uk', 'GB'],
  ['greatbritain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northernireland', 'GB'],
  ['czechrepublic', 'CZ'],
  ['turkey', 'TR'],
  ['holland', 'NL'],
];

const nameKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}]/gu, '');
const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '');
const withoutZeros = (digits: string): string => digits.replace(/^0+(?=[0-9]{7})/, '');
const codeOf = (region: Region | null): string | null => (region === null ? null : getCountryCallingCode(region));
const agrees = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;
