import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { domainOf, tailsOf } from '../../matching/scoring/domains.rules.ts';
import type { AskedValue } from '../../matching/scoring/match.rules.ts';
import { everyWordCounts } from '../../matching/scoring/names.rules.ts';
import { phoneKey, type Region, tailOf } from '../../matching/scoring/phones.rules.ts';
import type { Rarity } from '../../matching/scoring/score.rules.ts';

/** A value that somebody has, as it is written there. */
interface Holder {
  attribute: 'phone' | 'domain';
  isRemote: boolean;
  text: string | null;
  country: string | null;
  holders: number;
}

/** Both sides' values that end like those that are asked for; ConnectWise's as far as it was compared. Whether they are the same is said in code alone. */
const likeThese = `
  select 'phone' as attribute, false as "isRemote", phone as text, country, count(*)::int as holders
    from client where phone_tail(phone) = any($2::text[]) group by phone, country
  union all
  select 'domain', false, website, null, count(*)::int from client where web_tail(website) = any($3::text[]) group by website
  union all
  select 'phone', true, facts ->> 'phone', facts ->> 'country', count(*)::int from match_record
    where connection_id = $1 and entity = 'company' and phone_tail = any($2::text[]) group by 3, 4
  union all
  select 'domain', true, facts ->> 'website', null, count(*)::int from match_record
    where connection_id = $1 and entity = 'company' and web_tail = any($3::text[]) group by 3`;

/** The number of companies that share each of these, by `attribute:value`, on the side that has more; one statement, and none for nothing. */
export async function readCompanyHolders(
  tx: Tx,
  connectionId: Id,
  asked: readonly AskedValue[],
  home: Region | null,
): Promise<Map<string, number>> {
  const most = new Map<string, number>();
  if (asked.length === 0) return most;
  const valuesOf = (attribute: AskedValue['attribute']) =>
    asked.flatMap((one) => (one.attribute === attribute ? one.value : []));
  const rows = await tx.query<Holder>(likeThese, [
    connectionId,
    [...new Set(valuesOf('phone').map(tailOf))],
    [...new Set(valuesOf('domain').flatMap(tailsOf))],
  ]);
  for (const side of [false, true]) {
    const own = new Map<string, number>();
    for (const { attribute, isRemote, text, country, holders } of rows) {
      if (isRemote !== side) continue;
      const value = attribute === 'phone' ? phoneKey({ phone: text, country }, home)?.national : domainOf(text);
      const key = `${attribute}:${value}`;
      own.set(key, (own.get(key) ?? 0) + holders);
    }
    for (const [key, holders] of own) most.set(key, Math.max(holders, most.get(key) ?? 0));
  }
  return most;
}

/** How many companies share the domains and phone numbers that are about to decide. */
export async function readCompanyRarity(
  tx: Tx,
  connectionId: Id,
  home: Region | null,
  values: readonly { attribute: AskedValue['attribute']; value: string | null }[],
): Promise<Rarity> {
  const asked = values.flatMap(({ attribute, value }) => (value === null ? [] : [{ attribute, value }]));
  const holders = await readCompanyHolders(tx, connectionId, asked, home);
  return { of: (attribute, value) => holders.get(`${attribute}:${value}`) ?? 1, word: everyWordCounts };
}
