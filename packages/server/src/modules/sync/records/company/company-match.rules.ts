import { isClear, isWorthAsking } from '../../matching/scoring/clear-pair.rules.ts';
import { reasonOf } from '../../matching/scoring/match.rules.ts';
import { featuresOf, type MatchRecord } from '../../matching/scoring/match-record.ts';
import {
  noPushContext,
  type ProposedPair,
  type PushMatchContext,
  withKnown,
} from '../../matching/scoring/push-match.ts';
import { scorePair } from '../../matching/scoring/score.rules.ts';
import type { ClientRow } from './client-to-company.ts';
import { companyScore } from './company-score.rules.ts';

/** A company in ConnectWise that shares a key with the client, or that the comparison of both sides has found. */
export interface CompanyCandidate {
  id: number;
  identifier: string | null;
  name: string | null;
  website: string | null;
  phone: string | null;
  country?: string | null;
  addressLine: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  isDeleted: boolean;
  /** The CRM client that it is linked to, if any. */
  linkedTo: string | null;
}

export type CompanyDecision =
  | { kind: 'adopt'; id: number; because: string }
  | { kind: 'create' }
  /** The identifier belongs to another company. */
  | { kind: 'taken'; by: CompanyCandidate }
  /** Much the same, but nothing makes sure that it is the same company. */
  | { kind: 'ask'; candidates: CompanyCandidate[]; pairs: ProposedPair[] };

/**
 * Whether a client without a link has its company in ConnectWise already, by the same scores as a pull and the review of matches. Only one
 * that is clear is adopted; "first result wins" makes wrong pairs (connectwise-api.md §6.7).
 */
export function decideCompany(
  client: ClientRow,
  identifier: string,
  candidates: readonly CompanyCandidate[],
  context: PushMatchContext = noPushContext,
): CompanyDecision {
  const holder = candidates.find((c) => same(c.identifier, identifier));
  const free = candidates.filter(
    (c) => !c.isDeleted && (c.linkedTo === null || c.linkedTo === client.id) && !context.rejected.has(String(c.id)),
  );
  const scored = free.map((company) => scoreOf(client, company, context)).sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (best && isClear({ ...best, rival: Math.max(best.rival, second?.score ?? 0) }, context.threshold))
    return { kind: 'adopt', id: best.company.id, because: best.because };
  const waiting = scored.filter((one) => one.isOpen || (isWorthAsking(one) && mayAsk(client, one)));
  if (waiting.length > 0)
    return { kind: 'ask', candidates: waiting.map((one) => one.company), pairs: waiting.map(proposed) };
  return holder ? { kind: 'taken', by: holder } : { kind: 'create' };
}

function scoreOf(client: ClientRow, company: CompanyCandidate, context: PushMatchContext) {
  const pair = scorePair(
    companyScore,
    featuresOf(companyScore, recordOfClient(client), context.home),
    featuresOf(companyScore, recordOfCompany(company), context.home),
    context.rarity,
  );
  const known = context.known.get(String(company.id));
  const hasIdentifier = pair.breakdown.some((one) => one.attribute === 'identifier' && one.outcome === 'agrees');
  return {
    company,
    because: reasonOf({ strong: { word: 'company ID' } }, pair.breakdown),
    hasIdentifier,
    isOpen: known !== undefined,
    ...withKnown(pair, known),
  };
}

const proposed = ({ company, score, veto, breakdown }: ReturnType<typeof scoreOf>): ProposedPair => ({
  remoteId: String(company.id),
  remoteName: company.name ?? company.identifier ?? '',
  remoteParentId: null,
  score,
  veto,
  breakdown,
});

/** A client that was given an identifier of its own is meant to be a new company, whatever others are called; not when one has that very identifier. */
const mayAsk = (client: ClientRow, { hasIdentifier }: { hasIdentifier: boolean }): boolean =>
  !client.identifier?.trim() || hasIdentifier;

const recordOfClient = (client: ClientRow): MatchRecord => ({
  id: client.id,
  name: client.name,
  identifier: client.identifier,
  website: client.website,
  phone: client.phone,
  country: client.country,
  place: {
    addressLine: client.addressLine1,
    city: client.city,
    region: client.region,
    postalCode: client.postalCode,
  },
});

const recordOfCompany = ({ id, addressLine, city, region, postalCode, ...company }: CompanyCandidate): MatchRecord => ({
  id: String(id),
  name: company.name,
  identifier: company.identifier,
  website: company.website,
  phone: company.phone,
  country: company.country ?? null,
  place: { addressLine, city, region, postalCode },
});

const same = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.trim().toLowerCase() === b.trim().toLowerCase();
