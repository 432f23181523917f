import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Candidates } from './candidates.ts';
import { domainOf } from './domains.rules.ts';
import { type AskedValue, type Candidate, homeOf, type MatchableKind, type MatchKeys } from './match.rules.ts';
import { everyWordCounts } from './names.rules.ts';
import { phoneKey, type Region } from './phones.rules.ts';
import type { Rarity } from './score.rules.ts';

/**
 * How rare the values of a page's records are. The database is asked only when a phone number or a domain is about to decide something; the
 * page itself says the rest, and is only looked through when it is asked.
 */
export async function readPageRarity(
  tx: Tx,
  connectionId: Id,
  { matching }: Pick<MatchableKind, 'matching'>,
  records: readonly { keys: MatchKeys }[],
  candidates: Candidates,
): Promise<Rarity> {
  const free = matching?.holders ? records.map(({ keys }) => ({ keys, there: freeOf(candidates, keys) })) : [];
  const home = homeOf(free.flatMap(({ there }) => there));
  const deciding = free.flatMap(({ keys, there }) => agreeing(keys, there, home));
  const holders = (await matching?.holders?.(tx, connectionId, deciding, home)) ?? new Map<string, number>();
  let page: ReadonlyMap<string, number> | undefined;
  return {
    of: (attribute, value) => {
      page ??= countKeys(records, matching?.strong.attribute === 'email', home);
      const key = `${attribute}:${value}`;
      return Math.max(1, page.get(key) ?? 0, holders.get(key) ?? 0);
    },
    word: everyWordCounts,
  };
}

function countKeys(records: readonly { keys: MatchKeys }[], hasMail: boolean, home: Region | null) {
  const counts = new Map<string, number>();
  for (const { keys } of records) {
    const [domain, phone] = [domainOf(keys.website), phoneKey(keys, home)?.national ?? null];
    const own = [
      ...(domain === null ? [] : [`domain:${domain}`]),
      ...(phone === null ? [] : [`phone:${phone}`]),
      ...(keys.strong === null || !hasMail ? [] : [`email:${keys.strong}`]),
    ];
    for (const key of own) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const freeOf = (candidates: Candidates, keys: MatchKeys): Candidate[] =>
  candidates.of(keys).filter((candidate) => candidate.linkedTo === null);

/** The phone number and the domain of a record, as far as a free candidate has the same. */
function agreeing(keys: MatchKeys, free: readonly Candidate[], home: Region | null): AskedValue[] {
  if (free.length === 0) return [];
  const [domain, phone] = [domainOf(keys.website), phoneKey(keys, home)?.national];
  const hasDomain = domain !== null && free.some((c) => domainOf(c.website) === domain);
  const hasPhone = phone !== undefined && free.some((c) => phoneKey(c, home)?.national === phone);
  return [
    ...(hasDomain ? [{ attribute: 'domain' as const, value: domain }] : []),
    ...(hasPhone ? [{ attribute: 'phone' as const, value: phone }] : []),
  ];
}
