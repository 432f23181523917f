import { fold, wordsOf } from './names.rules.ts';

/** Where a record is, as far as it says so. */
export interface Place {
  addressLine: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
}

const streetWords: Readonly<Record<string, string>> = {
  street: 'st',
  saint: 'st',
  avenue: 'ave',
  road: 'rd',
  boulevard: 'blvd',
  drive: 'dr',
  lane: 'ln',
  suite: 'ste',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  strasse: 'str',
};

const shortWords = (text: string | null): string =>
  wordsOf(text ?? '')
    .map((word) => streetWords[word] ?? word)
    .join(' ');

/** A place made ready for comparing. */
export interface PlaceKeys {
  street: string;
  town: string;
  region: string;
  code: string;
}

export function placeKeys({ addressLine, city, region, postalCode }: Place): PlaceKeys {
  const street = shortWords(addressLine);
  return {
    // Without a number it is no address, but a hint how to find one.
    street: /\d/.test(street) ? street : '',
    town: shortWords(city),
    region: fold(region ?? '').trim(),
    code: postalKey(postalCode),
  };
}

/** "12 Main Street" → `12`: written the same everywhere; null when there is none. */
export const numberOfHouse = (addressLine: string | null): string | null => /\d+/.exec(addressLine ?? '')?.[0] ?? null;

/** `street`: the very address; `town`: the same town; `apart`: surely another one; null: not known. */
export function comparePlaces(a: PlaceKeys, b: PlaceKeys): 'street' | 'town' | 'apart' | null {
  const hasSameTown = agrees(a.town, b.town);
  if (agrees(a.code, b.code) || (hasSameTown && !contradicts(a.region, b.region)))
    return agrees(a.street, b.street) ? 'street' : 'town';
  if (hasSameTown || contradicts(a.town, b.town)) return 'apart';
  return contradicts(a.code, b.code) ? 'apart' : null;
}

const agrees = (a: string, b: string): boolean => a !== '' && a === b;
const contradicts = (a: string, b: string): boolean => a !== '' && b !== '' && a !== b;

/** A ZIP without its four further digits. */
const postalKey = (code: string | null): string =>
  (code ?? '')
    .trim()
    .toLowerCase()
    .replace(/^(\d{5})-\d{4}$/, '$1')
    .replace(/\s+/g, '');
