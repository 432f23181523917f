import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { EntitySync } from '../entity-sync.ts';
import type { Candidates } from './candidates.queries.ts';
import { domainOf, phoneDigits } from './contact-points.rules.ts';
import type { Candidate, MatchKeys } from './match.rules.ts';
import { everyWordCounts } from './names.rules.ts';
import type { Rarity } from './score.rules.ts';

interface Holders {
  attribute: string;
  value: string;
  holders: number;
}

/** How many companies share a phone number or a domain, in the CRM and in ConnectWise as far as it was compared; one look at each table. */
const countHolders = `
select k.attribute, k.value, greatest(
  count(distinct c.id), count(distinct r.remote_id))::int as holders
from unnest($2::text[], $3::text[]) as k(attribute, value)
left join client c on k.value = case k.attribute when 'phone' then phone_digits(c.phone) else web_domain(c.website) end
left join match_record r on r.connection_id = $1 and r.entity = 'company'
  and ((k.attribute = 'phone' and r.phone_key = k.value) or (k.attribute = 'domain' and r.domain_key = k.value))
group by k.attribute, k.value`;

/**
 * How rare the values of a page's records are. The database is asked only when a phone number or a domain is about to decide something; the
 * page itself says the rest.
 */
export async function readPageRarity(
  tx: Tx,
  connectionId: Id,
  { matching }: Pick<EntitySync, 'matching'>,
  records: readonly { keys: MatchKeys }[],
  candidates: Candidates,
): Promise<Rarity> {
  const counts = new Map<string, number>();
  for (const { keys } of records)
    for (const key of keysOf(keys, matching.by === 'contact')) counts.set(key, (counts.get(key) ?? 0) + 1);
  const deciding = matching.by === 'client' ? records.flatMap(({ keys }) => agreeing(keys, candidates.of(keys))) : [];
  for (const [key, holders] of await readHolders(tx, connectionId, deciding))
    counts.set(key, Math.max(counts.get(key) ?? 0, holders));
  return { of: (attribute, value) => counts.get(`${attribute}:${value}`) ?? 1, word: everyWordCounts };
}

/** The number of companies that share each of these, by `attribute:value`; one statement, and none for nothing. */
export async function readHolders(
  tx: Tx,
  connectionId: Id,
  asked: readonly { attribute: string; value: string }[],
): Promise<Map<string, number>> {
  if (asked.length === 0) return new Map();
  const rows = await tx.query<Holders>(countHolders, [
    connectionId,
    asked.map((one) => one.attribute),
    asked.map((one) => one.value),
  ]);
  return new Map(rows.map(({ attribute, value, holders }) => [`${attribute}:${value}`, holders]));
}

const keysOf = ({ domain, phone, strong }: MatchKeys, isContact: boolean): string[] => [
  ...(domain === null ? [] : [`domain:${domain}`]),
  ...(phone === null ? [] : [`phone:${phone}`]),
  ...(strong === null || !isContact ? [] : [`email:${strong}`]),
];

function agreeing(keys: MatchKeys, candidates: readonly Candidate[]): { attribute: string; value: string }[] {
  const free = candidates.filter((candidate) => candidate.linkedTo === null);
  const { domain, phone } = keys;
  return [
    ...(domain !== null && free.some((c) => domainOf(c.website) === domain)
      ? [{ attribute: 'domain', value: domain }]
      : []),
    ...(phone !== null && free.some((c) => phoneDigits(c.phone) === phone)
      ? [{ attribute: 'phone', value: phone }]
      : []),
  ];
}
