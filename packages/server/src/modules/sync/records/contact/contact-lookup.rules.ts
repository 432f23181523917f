import { canExpress, equals, every, like, some } from '../../../../connectwise/client/conditions.ts';
import { emailKey } from '../../matching/scoring/domains.rules.ts';
import { digitsPattern } from '../../matching/scoring/look-alike.rules.ts';
import { phoneKey, type Region } from '../../matching/scoring/phones.rules.ts';
import { alikeName } from '../alike-name.rules.ts';
import { wireLine } from '../wire-text.rules.ts';
import type { ContactRow } from './contact.fields.ts';

/** People of the company who share the first or the last name. */
export const namedAlike = (contact: ContactRow, companyId: number): string | undefined =>
  withinCompany(companyId, some(named('firstName', contact.firstName), named('lastName', contact.lastName)));

/** Of their e-mail addresses and phones, which stand in an array and are asked for apart (connectwise-api.md §2.4); undefined when there are none. */
export function reachedAlike(contact: ContactRow, home: Region | null): string | undefined {
  const email = emailKey(contact.email);
  const phones = [contact.phone, contact.mobile].flatMap(
    (phone) => digitsPattern(phoneKey({ phone }, home)?.national ?? null) ?? [],
  );
  return some(
    email === null || !canExpress(email) ? undefined : equals('communicationItems/value', email),
    ...phones.map((digits) => like('communicationItems/value', digits)),
  );
}

export const withinCompany = (companyId: number, conditions?: string): string | undefined =>
  every(equals('company/id', companyId), conditions);

const ofPerson = { hasLegalForm: false, isPart: true };

function named(field: 'firstName' | 'lastName', text: string | null): string | undefined {
  const name = wireLine(text);
  if (!name) return undefined;
  const alike = alikeName(field, name, ofPerson);
  return some(...alike, alike.length === 0 && canExpress(name) ? equals(field, name) : undefined);
}
