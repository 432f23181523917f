import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Candidate, MatchKeys } from '../../matching/scoring/match.rules.ts';
import { keysOfSort, sameKeys } from '../../matching/scoring/same-keys.queries.ts';

const sameProduct = sameKeys({
  table: 'product',
  columns: `t.sku as strong, null as website, null as phone, t.kind = 'bundle' as "isBundle"`,
  entity: 'product',
  strongKey: 'sku_key',
});

/** The products that share a name or a SKU with one of these; one statement. */
export const productCandidates = (tx: Tx, connectionId: Id, keys: readonly MatchKeys[]): Promise<Candidate[]> =>
  tx.query<Candidate>(sameProduct, [connectionId, keysOfSort(keys, 'name'), keysOfSort(keys, 'strong')]);
