import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Candidates } from './candidates.queries.ts';
import { domainOf, phoneDigits } from './contact-points.rules.ts';
import type { Candidate, MatchableKind, MatchKeys } from './match.rules.ts';
import { everyWordCounts } from './names.rules.ts';
import type { Rarity } from './score.rules.ts';

interface Holders {
  attribute: string;
  value: string;
  /** Null when nobody has it. */
  holders: number | null;
}

/** Counts the holders of one attribute's values on both sides. The values stand alone in the conditions, so that PostgreSQL hashes them. */
const holdersOf = (attribute: 'phone' | 'domain', own: string): string =>
  `select '${attribute}' as attribute, k.value, greatest(
     (select count(*) from match_record r where r.connection_id = $1 and r.entity = 'company' and r.${attribute}_key = k.value),
     max(c.holders))::int as holders
   from (select distinct a.value from unnest($2::text[], $3::text[]) as a(attribute, value) where a.attribute = '${attribute}') k
   left join (select ${own} as value, count(*) as holders from client group by 1) c on c.value = k.value
   group by k.value`;

/** How many companies share a phone number or a domain, in the CRM and in ConnectWise as far as it was compared; one look at each table. */
const countHolders = `${holdersOf('phone', 'phone_digits(phone)')} union all ${holdersOf('domain', 'web_domain(website)')}`;

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
  return new Map(rows.map(({ attribute, value, holders }) => [`${attribute}:${value}`, holders ?? 0]));
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
