import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Candidate, MatchKeys } from '../../matching/scoring/match.rules.ts';
import { companyKey } from '../../matching/scoring/names.rules.ts';
import { having, keysOfSort, sameKeys } from '../../matching/scoring/same-keys.queries.ts';

const sameClient = sameKeys({
  table: 'client',
  columns: `t.identifier as strong, t.website, t.phone, t.country, (select time_zone from workspace) as "timeZone", jsonb_build_object('addressLine', t.address_line1, 'city', t.city,
    'region', t.region, 'postalCode', t.postal_code) as place`,
  entity: 'company',
  strongKey: 'identifier_key',
  // "Acme, Inc." is looked for as "Acme".
  more: having('client', 'match_key', '$4'),
});

/** The clients that share a name, as far as it counts, or an identifier with one of these; one statement. */
export const clientCandidates = (tx: Tx, connectionId: Id, keys: readonly MatchKeys[]): Promise<Candidate[]> =>
  tx.query<Candidate>(sameClient, [
    connectionId,
    keysOfSort(keys, 'name'),
    keysOfSort(keys, 'strong'),
    keys.flatMap((k) => companyKey(k.name) ?? []),
  ]);
