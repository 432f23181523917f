import type { Id } from '../../../platform/ids.ts';

/** What could make a ConnectWise record the same as an existing one. Lower case; null when there is nothing to compare. */
export interface MatchKeys {
  name: string | null;
  /** Company identifier, catalog identifier, or e-mail within the client: alone enough to match. */
  strong: string | null;
  /** Host of the website, without `www.`. */
  domain: string | null;
  /** Digits of the phone number. */
  phone: string | null;
  /** Manufacturer's part number, of products. */
  partNumber: string | null;
  /** The client within which to look, of contacts. */
  withinId: Id | null;
  /** The name alone is enough to match, because both sides hold it only once. */
  isNameSure?: boolean;
}

/** A CRM record that shares its name or strong key with a ConnectWise record. */
export interface Candidate {
  id: Id;
  name: string;
  strong: string | null;
  website: string | null;
  phone: string | null;
  /** The ConnectWise record that it is linked to already, if any. */
  linkedTo: string | null;
}

/** What the CRM holds only once, so that a second record of that name or identifier cannot come in. */
export interface MatchRules {
  /** `never`: every record that is not linked is new. */
  by: 'client' | 'contact' | 'product' | 'never';
  uniqueName: boolean;
  /** What the strong key is called, for sentences. */
  strongWord: string;
  uniqueStrong: boolean;
}

export interface MatchSuggestion {
  id: Id;
  name: string;
  detail: string;
}

export type Match =
  | { kind: 'create' }
  | { kind: 'link'; localId: Id; because: string }
  | { kind: 'ask'; candidates: MatchSuggestion[] }
  | { kind: 'taken'; what: 'name' | 'strong'; by: Candidate };

/**
 * Whether a ConnectWise record is one that the CRM has already. Links by itself only on a strong key that points at exactly one free
 * record; everything less sure is asked. "First result wins" made wrong pairs in the integrations that we learned from (P1, P7).
 */
export function decideMatch(rules: MatchRules, keys: MatchKeys, candidates: readonly Candidate[]): Match {
  if (rules.by === 'never') return { kind: 'create' };
  const free = candidates.filter((c) => c.linkedTo === null);
  const [only] = free;
  if (only && free.length === 1) {
    const because = strongReason(rules, keys, only);
    if (because) return { kind: 'link', localId: only.id, because };
  }
  if (free.length > 0) return { kind: 'ask', candidates: free.map((c) => suggestion(rules, keys, c)) };
  return takenBy(rules, keys, candidates) ?? { kind: 'create' };
}

/** The record of the CRM that keeps a name or identifier from being used again, if any; `exceptId` is the record itself. */
export function takenBy(
  rules: MatchRules,
  keys: MatchKeys,
  candidates: readonly Candidate[],
  exceptId?: Id,
): Extract<Match, { kind: 'taken' }> | null {
  const others = candidates.filter((c) => c.id !== exceptId);
  const byName = rules.uniqueName && keys.name !== null && others.find((c) => lower(c.name) === keys.name);
  if (byName) return { kind: 'taken', what: 'name', by: byName };
  const byStrong = rules.uniqueStrong && keys.strong !== null && others.find((c) => lower(c.strong) === keys.strong);
  return byStrong ? { kind: 'taken', what: 'strong', by: byStrong } : null;
}

/** Why a candidate is surely the same, or null when it is only likely. */
function strongReason(rules: MatchRules, keys: MatchKeys, candidate: Candidate): string | null {
  if (keys.strong !== null && lower(candidate.strong) === keys.strong) return `same ${rules.strongWord}`;
  if (keys.name === null || lower(candidate.name) !== keys.name) return null;
  if (keys.isNameSure) return 'same name and Product ID';
  if (keys.domain !== null && domainOf(candidate.website) === keys.domain) return 'same name and website';
  if (rules.by === 'client' && keys.phone !== null && phoneDigits(candidate.phone) === keys.phone)
    return 'same name and phone';
  if (keys.partNumber !== null && lower(candidate.strong) === keys.partNumber) return 'same name and part number';
  return null;
}

function suggestion(rules: MatchRules, keys: MatchKeys, candidate: Candidate): MatchSuggestion {
  const sure = strongReason(rules, keys, candidate);
  const facts = [candidate.strong, candidate.website, candidate.phone].filter(Boolean).join(', ');
  return {
    id: candidate.id,
    name: candidate.name,
    detail: `${sure ?? 'same name only'}${facts ? ` (${facts})` : ''}`,
  };
}

const lower = (text: string | null): string | null => (text === null ? null : text.toLowerCase());

/** `https://www.Acme.com/contact` → `acme.com`; null when there is no host in it. */
export function domainOf(website: string | null): string | null {
  if (!website) return null;
  const host = website
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .split(/[/?#:]/)[0];
  return host?.includes('.') ? host : null;
}

/** The digits of a phone number without an international 1 or 00; null when too short to tell records apart. */
export function phoneDigits(phone: string | null): string | null {
  if (!phone) return null;
  const digits = phone.replace(/\D/g, '').replace(/^00/, '');
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return national.length >= 7 ? national : null;
}
