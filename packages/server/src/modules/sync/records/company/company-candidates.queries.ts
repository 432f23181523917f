import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { housesOf, phoneTails, webTails } from '../../matching/scoring/contact-keys.rules.ts';
import type { Candidate, MatchKeys } from '../../matching/scoring/match.rules.ts';
import { companyKey } from '../../matching/scoring/names.rules.ts';
import { freeOf, having, keysOfSort, mayHaveNear, sameKeys } from '../../matching/scoring/same-keys.queries.ts';

const keysOfClient = {
  table: 'client',
  columns: `t.identifier as strong, t.website, t.phone, t.country, (select time_zone from workspace) as "timeZone", jsonb_build_object('addressLine', t.address_line1, 'city', t.city,
    'region', t.region, 'postalCode', t.postal_code) as place`,
  entity: 'company',
  strongKey: 'identifier_key',
};

/** "Acme, Inc." is looked for as "Acme". */
const byMatchKey = having('client', 'match_key', '$4');

const sameClient = sameKeys({ ...keysOfClient, more: byMatchKey });

const freeClients = freeOf('client', 'company');

/** Clients that are not linked, by what a company of another name may share with them. */
const nearClient = `
  select t.id from ${freeClients} t
  where (web_tail(t.website) = any($5::text[]) or phone_tail(t.phone) = any($6::text[])
      or array[lower(btrim(t.city)) || ' ' || substring(t.address_line1 from '[0-9]+'),
          regexp_replace(regexp_replace(lower(btrim(t.postal_code)), '^([0-9]{5})-[0-9]{4}$', '\\1'), '\\s+', '', 'g')
            || ' ' || substring(t.address_line1 from '[0-9]+')] && $7::text[])`;

const sameOrNear = sameKeys({ ...keysOfClient, more: `${byMatchKey} union ${nearClient}` });

/**
 * The clients that share a name, as far as it counts, or an identifier with one of these, and those not linked that share a website, a phone number
 * or an address.
 */
export async function clientCandidates(tx: Tx, connectionId: Id, keys: readonly MatchKeys[]): Promise<Candidate[]> {
  const same = [
    connectionId,
    keysOfSort(keys, 'name'),
    keysOfSort(keys, 'strong'),
    keys.flatMap((k) => companyKey(k.name) ?? []),
  ];
  if (!(await mayHaveNear(tx, connectionId, 'company', 'client', keys))) return tx.query<Candidate>(sameClient, same);
  return tx.query<Candidate>(sameOrNear, [
    ...same,
    keys.flatMap(webTails),
    keys.flatMap(phoneTails),
    keys.flatMap(housesOf),
  ]);
}
