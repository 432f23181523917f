import type { TaxPair } from '@causeway/shared/forms/configuration/tax-map';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { type MappedRegion, mapRegions } from './tax-map.rules.ts';

interface Row {
  id: Id;
  name: string;
  taxableRate: string;
  taxCodeId: string | null;
  importedAt: Date | null;
}

/** All tax regions with the codes that they stand for, by import (a link remembers it) or by a pair; one statement. */
export async function readMappedRegions(tx: Tx, connectionId: Id, pairs: readonly TaxPair[]): Promise<MappedRegion[]> {
  const rows = await tx.query<Row>(
    `select r.id, r.name, trim_scale(coalesce(k.rate, 0))::text as "taxableRate", l.remote_id as "taxCodeId", l.synced_at as "importedAt"
     from tax_region r
     left join tax_category k on k.tax_region_id = r.id and k.name = 'Taxable'
     left join entity_link l on l.connection_id = $1 and l.entity = 'tax_code' and l.local_id = r.id and l.state = 'linked'
     order by lower(r.name), r.id`,
    [connectionId],
  );
  const imported = new Map(
    rows.flatMap(({ id, taxCodeId, importedAt }) =>
      taxCodeId && importedAt ? [[id, { taxCodeId, importedAt }] as const] : [],
    ),
  );
  return mapRegions(
    rows.map(({ id, name, taxableRate }) => ({ id, name, taxableRate })),
    imported,
    pairs,
  );
}
