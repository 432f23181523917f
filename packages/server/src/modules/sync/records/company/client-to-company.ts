import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import { wireLine } from '../wire-text.rules.ts';

/** A client as it stands in the CRM. */
export interface ClientRow {
  id: string;
  name: string;
  identifier: string | null;
  addressLine1: string | null;
  addressLine2: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  phone: string | null;
  website: string | null;
  type: string | null;
  status: string | null;
}

/** The fields that are sent on create and on update. Country stays out: ConnectWise wants one of its own list, which is not read. */
export function clientToCompany(client: ClientRow) {
  const address = {
    addressLine1: wireLine(client.addressLine1),
    addressLine2: wireLine(client.addressLine2),
    city: wireLine(client.city),
    state: wireLine(client.region),
    zip: wireLine(client.postalCode),
  };
  return {
    name: wireLine(client.name),
    ...address,
    // ConnectWise wants at least one address field (connectwise-api.md §3.1); a client without any must not hold up its won opportunity.
    ...(Object.values(address).some(Boolean) ? {} : { addressLine1: '-' }),
    phoneNumber: wireLine(client.phone),
    website: wireLine(client.website),
  };
}

/**
 * The body of a new company. `site` is required since 2020.1 (connectwise-api.md §3.1); type and status are set where ConnectWise has one of
 * that name, else they follow its defaults.
 */
export function newCompany(client: ClientRow, identifier: string, lists: ReferenceLists) {
  const type = byLabel(lists.company_type, client.type);
  const status = byLabel(lists.company_status, client.status);
  return {
    identifier,
    ...clientToCompany(client),
    site: { name: 'Main' },
    ...(type ? { types: [{ id: Number(type) }] } : {}),
    ...(status ? { status: { id: Number(status) } } : {}),
  };
}

/** A company identifier of a name: word characters only, at most 25; `number` from 2 on tells companies of equal names apart. */
export function deriveIdentifier(name: string, number = 1): string {
  const base = name.normalize('NFKD').replace(/[^A-Za-z0-9_]/g, '') || 'Client';
  const suffix = number > 1 ? String(number) : '';
  return base.slice(0, 25 - suffix.length) + suffix;
}

const byLabel = (rows: ReferenceLists['company_type'], label: string | null): string | undefined => {
  const wanted = label?.trim().toLowerCase();
  const row = wanted ? rows?.find((r) => r.isActive && r.label.toLowerCase() === wanted) : undefined;
  return row?.remoteId;
};
