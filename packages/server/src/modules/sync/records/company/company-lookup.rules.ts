import { canExpress, contains, equals, every, like, oneOf, some } from '../../../../connectwise/client/conditions.ts';
import { domainOf, spellingsOf } from '../../matching/scoring/domains.rules.ts';
import { digitsPattern, namePatterns, streetPattern } from '../../matching/scoring/look-alike.rules.ts';
import { phoneKey, type Region } from '../../matching/scoring/phones.rules.ts';
import { alikeName } from '../alike-name.rules.ts';
import { type ClientRow, companyName } from './client-to-company.ts';

const ofCompany = { hasLegalForm: true };

/** The companies that are looked at in any case: those of the identifier or the name, and those that the comparison of both sides has found. */
export function exactCompanies(client: ClientRow, identifier: string, proposed: readonly number[]): string | undefined {
  const name = companyName(client);
  return some(
    canExpress(identifier) ? equals('identifier', identifier) : undefined,
    canExpress(name) ? equals('name', name) : undefined,
    proposed.length > 0 ? oneOf('id', proposed) : undefined,
  );
}

/** The companies that share a key with the client as a pull would see it: words of the name without legal form, website, phone, address. `home`: the workspace's country. */
export function alikeCompanies(client: ClientRow, home: Region | null): string | undefined {
  const domain = domainOf(client.website);
  const phone = digitsPattern(phoneKey(client, home)?.national ?? null);
  const keys = some(
    ...alikeName('name', client.name, ofCompany),
    ...spellingsOf(domain ?? '').map((one) => (one && canExpress(one) ? contains('website', one) : undefined)),
    phone === null ? undefined : like('phoneNumber', phone),
    atAddress(client),
  );
  return keys && every(equals('deletedFlag', false), keys);
}

/** The number of the house in the town, or under the postal code. */
function atAddress({ addressLine1, city, postalCode }: ClientRow): string | undefined {
  const street = streetPattern(addressLine1);
  const code = postalCode?.trim().split('-')[0];
  const town = some(
    city && canExpress(city) ? equals('city', city.trim()) : undefined,
    ...namePatterns(city, { hasLegalForm: false }).map((town) => like('city', town)),
    code && /^[\p{L}\p{N} ]+$/u.test(code) ? like('zip', `${code}*`) : undefined,
  );
  return street && town ? every(like('addressLine1', street), town) : undefined;
}
