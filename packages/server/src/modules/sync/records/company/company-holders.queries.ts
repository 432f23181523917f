import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AskedValue } from '../../matching/scoring/match.rules.ts';
import { everyWordCounts } from '../../matching/scoring/names.rules.ts';
import type { Rarity } from '../../matching/scoring/score.rules.ts';

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

/** The number of companies that share each of these, by `attribute:value`; one statement, and none for nothing. */
export async function readCompanyHolders(
  tx: Tx,
  connectionId: Id,
  asked: readonly AskedValue[],
): Promise<Map<string, number>> {
  if (asked.length === 0) return new Map();
  const rows = await tx.query<Holders>(countHolders, [
    connectionId,
    asked.map((one) => one.attribute),
    asked.map((one) => one.value),
  ]);
  return new Map(rows.map(({ attribute, value, holders }) => [`${attribute}:${value}`, holders ?? 0]));
}

/** How many companies share the domains and phone numbers that are about to decide. */
export async function readCompanyRarity(
  tx: Tx,
  connectionId: Id,
  values: readonly { attribute: AskedValue['attribute']; value: string | null }[],
): Promise<Rarity> {
  const asked = values.flatMap(({ attribute, value }) => (value === null ? [] : [{ attribute, value }]));
  const holders = await readCompanyHolders(tx, connectionId, asked);
  return { of: (attribute, value) => holders.get(`${attribute}:${value}`) ?? 1, word: everyWordCounts };
}
