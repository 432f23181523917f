import type { TaxPair } from '@causeway/shared/forms/configuration/tax-map';
import { Decimal } from 'decimal.js';
import type { Id } from '../../../platform/ids.ts';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import { findReference } from '../../connection/reference-lists.ts';

/** A tax region, and the tax code that it stands for. */
export interface MappedRegion {
  id: Id;
  name: string;
  /** Of the category Taxable, in percent as decimal text. */
  taxableRate: string;
  taxCodeId: string | null;
  /** How the two came together; null when they did not. */
  by: 'import' | 'pair' | null;
  importedAt: Date | null;
}

export type TaxCodes = readonly ReferenceItemRecord[];

/** Regions with their codes: an import goes before a pair, since a region has one of both (requirement R46). */
export function mapRegions(
  regions: readonly Pick<MappedRegion, 'id' | 'name' | 'taxableRate'>[],
  imported: ReadonlyMap<Id, { taxCodeId: string; importedAt: Date }>,
  pairs: readonly TaxPair[],
): MappedRegion[] {
  return regions.map((region) => {
    const link = imported.get(region.id);
    if (link) return { ...region, ...link, by: 'import' };
    const pair = pairs.find((one) => one.taxRegionId === region.id);
    return { ...region, taxCodeId: pair?.taxCodeId ?? null, by: pair ? 'pair' : null, importedAt: null };
  });
}

export type PushTax =
  | { taxCodeId: string | null; rule: 'region' | 'default' | 'none'; regionName: string | null }
  /** The code of the region cannot be used any more: the record waits. */
  | { taxCodeId: null; rule: 'lacking'; regionName: string; reason: string };

/** The tax code that an opportunity and its lines get (requirement R47): that of the quote's or client's region, else the default. */
export function pushTax(
  regionId: Id | null,
  regions: readonly MappedRegion[],
  defaultTaxCodeId: string | null,
  codes: TaxCodes,
): PushTax {
  const region = regions.find((one) => one.id === regionId);
  const regionName = region?.name ?? null;
  if (!region?.taxCodeId)
    return { taxCodeId: defaultTaxCodeId, rule: defaultTaxCodeId ? 'default' : 'none', regionName };
  const code = findReference(codes, region.taxCodeId);
  // Without a list nothing is known against the code: the security role may hide the table.
  if (codes.length > 0 && !code?.isActive)
    return {
      taxCodeId: null,
      rule: 'lacking',
      regionName: region.name,
      reason: code
        ? `Tax code "${code.label}" of tax region "${region.name}" has ended in ConnectWise.`
        : `Tax code ${region.taxCodeId} of tax region "${region.name}" is not in ConnectWise any more.`,
    };
  return { taxCodeId: region.taxCodeId, rule: 'region', regionName };
}

/** The region that a tax code of ConnectWise stands for here; a client gets it with its company. */
export const regionOfCode = (taxCodeId: string, regions: readonly MappedRegion[]): Id | undefined =>
  regions.find((region) => region.taxCodeId === taxCodeId)?.id;

export const percent = (rate: string): string => `${new Decimal(rate).toString()} %`;
