import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Candidates } from './candidates.ts';
import { domainOf, phoneDigits } from './contact-points.rules.ts';
import type { AskedValue, Candidate, MatchableKind, MatchKeys } from './match.rules.ts';
import { everyWordCounts } from './names.rules.ts';
import type { Rarity } from './score.rules.ts';

/**
 * How rare the values of a page's records are. The database is asked only when a phone number or a domain is about to decide something; the
 * page itself says the rest.
 */
export async function readPageRarity(
  tx: Tx,
  connectionId: Id,
  { matching }: Pick<MatchableKind, 'matching'>,
  records: readonly { keys: MatchKeys }[],
  candidates: Candidates,
): Promise<Rarity> {
  const counts = new Map<string, number>();
  for (const { keys } of records)
    for (const key of keysOf(keys, matching?.strong.attribute === 'email')) counts.set(key, (counts.get(key) ?? 0) + 1);
  if (matching?.holders) {
    const deciding = records.flatMap(({ keys }) => agreeing(keys, candidates.of(keys)));
    for (const [key, holders] of await matching.holders(tx, connectionId, deciding))
      counts.set(key, Math.max(counts.get(key) ?? 0, holders));
  }
  return { of: (attribute, value) => counts.get(`${attribute}:${value}`) ?? 1, word: everyWordCounts };
}

const keysOf = ({ domain, phone, strong }: MatchKeys, hasMail: boolean): string[] => [
  ...(domain === null ? [] : [`domain:${domain}`]),
  ...(phone === null ? [] : [`phone:${phone}`]),
  ...(strong === null || !hasMail ? [] : [`email:${strong}`]),
];

function agreeing(keys: MatchKeys, candidates: readonly Candidate[]): AskedValue[] {
  const free = candidates.filter((candidate) => candidate.linkedTo === null);
  const { domain, phone } = keys;
  return [
    ...(domain !== null && free.some((c) => domainOf(c.website) === domain)
      ? [{ attribute: 'domain' as const, value: domain }]
      : []),
    ...(phone !== null && free.some((c) => phoneDigits(c.phone) === phone)
      ? [{ attribute: 'phone' as const, value: phone }]
      : []),
  ];
}
