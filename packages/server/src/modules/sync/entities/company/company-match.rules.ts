import { domainOf, phoneDigits } from '../../matching/match.rules.ts';
import type { ClientRow } from './client-to-company.ts';

/** A company in ConnectWise that has the client's name or the identifier wanted for it. */
export interface CompanyCandidate {
  id: number;
  identifier: string | null;
  name: string | null;
  website: string | null;
  phone: string | null;
  isDeleted: boolean;
  /** The CRM client that it is linked to, if any. */
  linkedTo: string | null;
}

export type CompanyDecision =
  | { kind: 'adopt'; id: number; because: string }
  | { kind: 'create' }
  /** The identifier belongs to another company. */
  | { kind: 'taken'; by: CompanyCandidate }
  /** Same name, but nothing else says that it is the same company. */
  | { kind: 'ask'; candidates: CompanyCandidate[] };

/**
 * Whether a client without a link has its company in ConnectWise already. Certain are only: the very identifier that a person entered, or the same name
 * with the same website or phone. The same name alone is left to a person; "first result wins" makes wrong pairs (connectwise-api.md §6.7).
 */
export function decideCompany(
  client: ClientRow,
  identifier: string,
  candidates: readonly CompanyCandidate[],
): CompanyDecision {
  const holder = candidates.find((c) => same(c.identifier, identifier));
  const free = candidates.filter((c) => !c.isDeleted && (c.linkedTo === null || c.linkedTo === client.id));
  if (holder && free.includes(holder) && same(client.identifier, identifier))
    return { kind: 'adopt', id: holder.id, because: `same identifier ${identifier}` };
  const named = free.filter((c) => same(c.name, client.name));
  const sure = named.filter((c) => confirms(client, c));
  const [only] = sure;
  if (only && sure.length === 1) return { kind: 'adopt', id: only.id, because: 'same name and website or phone' };
  // A client that was given an identifier of its own is meant to be a new company, whatever others are called.
  if (named.length > 0 && !client.identifier) return { kind: 'ask', candidates: named };
  return holder ? { kind: 'taken', by: holder } : { kind: 'create' };
}

function confirms(client: ClientRow, candidate: CompanyCandidate): boolean {
  const domain = domainOf(client.website);
  const phone = phoneDigits(client.phone);
  return (
    (domain !== null && domain === domainOf(candidate.website)) ||
    (phone !== null && phone === phoneDigits(candidate.phone))
  );
}

const same = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.trim().toLowerCase() === b.trim().toLowerCase();
