import { madeOf, requiredThere } from '../../messages/filled-in.messages.ts';
import { configuredTable } from '../fields/configured-fields.ts';
import { type CreateBody, createBody } from '../fields/derive.ts';
import type { WriteContext } from '../fields/field-table.ts';
import { completed } from '../fields/filled-in.ts';
import { wireLine } from '../wire-text.rules.ts';
import { type ClientRow, companyFields } from './company.fields.ts';

export type { ClientRow } from './company.fields.ts';

/** The body of a new company. `site` is required since 2020.1 (connectwise-api.md §3.1). */
export function newCompany(client: ClientRow, identifier: string, context: WriteContext): CreateBody {
  const made = createBody(configuredTable(companyFields, 'company', context), client, context);
  const isOwn = client.identifier?.trim() === identifier;
  const hasAddress = ADDRESS.some((path) => made.body[path] !== undefined);
  return completed({ ...made, body: { ...made.body, ...(isOwn ? { identifier } : { identifier: undefined }) } }, [
    // The settings may send none, or a line is too long.
    ...(hasAddress ? [] : [{ path: 'addressLine1', word: 'address line 1', value: '-', because: requiredThere() }]),
    { path: 'identifier', word: 'company ID', value: identifier, because: madeOf('name') },
    { path: 'site', word: 'site', value: { name: 'Main' }, because: requiredThere() },
  ]);
}

/** ConnectWise wants one of them. */
const ADDRESS = ['addressLine1', 'addressLine2', 'city', 'state', 'zip', 'country'];

/** The name under which a client is known in ConnectWise. */
export const companyName = ({ name }: Pick<ClientRow, 'name'>): string => wireLine(name) ?? name;

/** A company identifier of a name: word characters only, at most 25; `number` from 2 on tells companies of equal names apart. */
export function deriveIdentifier(name: string, number = 1): string {
  const base = name.normalize('NFKD').replace(/[^A-Za-z0-9_]/g, '') || 'Client';
  const suffix = number > 1 ? String(number) : '';
  return base.slice(0, 25 - suffix.length) + suffix;
}
