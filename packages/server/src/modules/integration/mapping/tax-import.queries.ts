import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Saver } from '../configuration/settings.service.ts';
import type { TaxImportChange } from './tax-import.rules.ts';

export interface RegionToMake {
  id: Id;
  name: string;
  rate: string;
}

/** New regions with their two categories (requirement R44); two statements. */
export async function insertTaxRegions(tx: Tx, regions: readonly RegionToMake[]): Promise<void> {
  if (regions.length === 0) return;
  const columns = [regions.map((r) => r.id), regions.map((r) => r.name)];
  await tx.query(`insert into tax_region (id, name) select * from unnest($1::uuid[], $2::text[])`, columns);
  await tx.query(
    `insert into tax_category (tax_region_id, name, rate)
     select r.id, k.name, case k.name when 'Taxable' then r.rate else 0 end
     from unnest($1::uuid[], $2::numeric[]) as r(id, rate), (values ('Taxable'), ('Non-taxable')) k(name)`,
    [regions.map((r) => r.id), regions.map((r) => r.rate)],
  );
}

/** Brings the rate of Taxable up to date; Non-taxable stays 0, and so do the rates that quotes were made with (requirement R45). */
export async function updateTaxRates(tx: Tx, regions: readonly { id: Id; rate: string }[]): Promise<void> {
  if (regions.length === 0) return;
  await tx.query(
    `with given as (select * from unnest($1::uuid[], $2::numeric[]) as g(id, rate)),
     touched as (update tax_region r set version = r.version + 1, updated_at = now() from given g where r.id = g.id)
     update tax_category k set rate = g.rate from given g where k.tax_region_id = g.id and k.name = 'Taxable'`,
    [regions.map((r) => r.id), regions.map((r) => r.rate)],
  );
}

export interface TaxImportEntry {
  connectionId: Id;
  /** The revision of the settings that was in force. */
  revision: number;
  saver: Saver;
  note: string;
  changes: readonly TaxImportChange[];
}

/** Notes an import for the settings history. */
export async function insertTaxImport(tx: Tx, entry: TaxImportEntry): Promise<void> {
  const { connectionId, revision, saver, note, changes } = entry;
  await tx.query(
    `insert into tax_import (connection_id, revision, actor_id, actor_name, note, changes) values ($1, $2, $3, $4, $5, $6)`,
    [connectionId, revision, saver.userId, saver.name, note, JSON.stringify(changes)],
  );
}
