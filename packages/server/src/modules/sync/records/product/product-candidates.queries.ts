import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Candidate, MatchKeys } from '../../matching/scoring/match.rules.ts';
import { companyKey } from '../../matching/scoring/names.rules.ts';
import { freeOf, keysOfSort, mayHaveNear, sameKeys } from '../../matching/scoring/same-keys.queries.ts';

const keysOfProduct = {
  table: 'product',
  columns: `t.sku as strong, null as website, null as phone, t.kind = 'bundle' as "isBundle"`,
  entity: 'product',
  strongKey: 'sku_key',
};

const sameProduct = sameKeys(keysOfProduct);

const freeProducts = freeOf('product', 'product');

/** Products that are not linked, by the words of the name, and by a SKU that is written with other spaces or is the item's part number. */
const nearProduct = `
  select t.id from ${freeProducts} t
  where match_name(t.name) = any($4::text[]) or regexp_replace(t.sku_key, '\\s+', '', 'g') = any($5::text[])`;

const sameOrNear = sameKeys({ ...keysOfProduct, more: nearProduct });

/** The products that share a name or a SKU with one of these, and those not linked that share the words of the name or have the part number as SKU. */
export async function productCandidates(tx: Tx, connectionId: Id, keys: readonly MatchKeys[]): Promise<Candidate[]> {
  const same = [connectionId, keysOfSort(keys, 'name'), keysOfSort(keys, 'strong')];
  if (!(await mayHaveNear(tx, connectionId, 'product', 'product', keys))) return tx.query<Candidate>(sameProduct, same);
  return tx.query<Candidate>(sameOrNear, [
    ...same,
    keys.flatMap((k) => companyKey(k.name) ?? []),
    keys.flatMap((k) => [k.strong, k.partNumber].flatMap((key) => key?.replace(/\s+/g, '') ?? [])),
  ]);
}
