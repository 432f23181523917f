import { domainOf, tailsOf } from './domains.rules.ts';
import type { MatchKeys } from './match.rules.ts';
import { phoneKey, tailOf } from './phones.rules.ts';
import { numberOfHouse, placeKeys } from './places.rules.ts';

type Contacts = Pick<MatchKeys, 'website' | 'phone' | 'country' | 'place'>;

/** What brings two records of other names together, each in a form that is the same for all ways of writing it. */
export const contactKeys = (one: Contacts): string[] => [
  ...[domainOf(one.website)].flatMap((domain) => (domain === null ? [] : `web:${domain}`)),
  ...phoneTails(one).map((tail) => `phone:${tail}`),
  ...housesOf(one).map((house) => `house:${house}`),
];

/** The ends of its domain: `web_tail` in SQL says the same. */
export function webTails({ website }: Contacts): string[] {
  const domain = domainOf(website);
  return domain === null ? [] : tailsOf(domain);
}

/** The end of its number: `phone_tail` in SQL says the same. */
export function phoneTails({ phone, country }: Contacts): string[] {
  const key = phoneKey({ phone, country: country ?? null }, null);
  return key === null ? [] : [tailOf(key.national)];
}

/** The number of its house with the town, and with the postal code: `33602 1`, `tampa 1`. */
export function housesOf({ place }: Contacts): string[] {
  const number = numberOfHouse(place?.addressLine ?? null);
  if (!place || number === null) return [];
  const { code } = placeKeys(place);
  return [place.city?.trim().toLowerCase(), code].flatMap((where) => (where ? [`${where} ${number}`] : []));
}
