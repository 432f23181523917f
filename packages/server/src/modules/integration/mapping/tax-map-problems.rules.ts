import type { TaxMap, TaxPair } from '@causeway/shared/forms/configuration/tax-map';
import type { Problem } from '../../../platform/errors.ts';
import { findReference } from '../../connection/reference-lists.ts';
import type { MappedRegion, TaxCodes } from './tax-map.rules.ts';

/** A region, and the tax code that it shall stand for; null or empty frees it. */
export interface TaxPairChange {
  taxRegionId: string;
  taxCodeId?: string | null;
}

/** Regions that are not named keep theirs. */
export const mergeTaxMap = ({ pairs }: TaxMap, change: readonly TaxPairChange[]): TaxMap => ({
  pairs: [
    ...pairs.filter((pair) => !change.some((row) => row.taxRegionId === pair.taxRegionId)),
    ...change.flatMap(({ taxRegionId, taxCodeId }) => (taxCodeId ? [{ taxRegionId, taxCodeId }] : [])),
  ],
});

/** Everything wrong with directly mapped regions: a region or a code that is gone, that was imported, or that another row has (requirement R46). */
export function taxMapProblems(
  before: readonly TaxPair[],
  rows: readonly TaxPairChange[],
  { regions, codes }: { regions: readonly MappedRegion[]; codes: TaxCodes },
): Problem[] {
  const named = (id: string) => regions.find((region) => region.id === id)?.name ?? 'a region that is gone';
  const taken = new Map<string, string>([
    ...before
      .filter((pair) => !rows.some((row) => row.taxRegionId === pair.taxRegionId))
      .map((pair): [string, string] => [pair.taxCodeId, `mapped to tax region "${named(pair.taxRegionId)}"`]),
    ...regions.flatMap((region): [string, string][] =>
      region.by === 'import' && region.taxCodeId ? [[region.taxCodeId, `imported as tax region "${region.name}"`]] : [],
    ),
  ]);
  const seen = new Set<string>();
  return rows.flatMap(({ taxRegionId, taxCodeId }, index): Problem[] => {
    const at = `taxMap.pairs.${index}`;
    const region = regions.find((one) => one.id === taxRegionId);
    if (seen.has(taxRegionId))
      return [
        {
          code: 'duplicate_row',
          field: `${at}.taxRegionId`,
          message: 'This tax region stands in the map twice. Remove one row.',
        },
      ];
    seen.add(taxRegionId);
    if (!taxCodeId) return [];
    if (!region)
      return [
        {
          code: 'not_found',
          field: `${at}.taxRegionId`,
          message: 'This tax region does not exist any more. Reload the page.',
        },
      ];
    if (region.by === 'import')
      return [
        {
          code: 'imported_region',
          field: `${at}.taxRegionId`,
          message: `Tax region "${region.name}" was imported and stands for its tax code already. Map another region.`,
        },
      ];
    const code = findReference(codes, taxCodeId);
    if (!code)
      return [
        {
          code: 'unknown_option',
          field: `${at}.taxCodeId`,
          message: `ConnectWise has no tax code with ID ${taxCodeId}. Refresh the lists and choose again.`,
        },
      ];
    if (!code.isActive)
      return [
        {
          code: 'inactive_option',
          field: `${at}.taxCodeId`,
          message: `Tax code "${code.label}" has ended in ConnectWise. Choose another.`,
        },
      ];
    const holder = taken.get(taxCodeId);
    if (holder)
      return [
        {
          code: 'mapping_taken',
          field: `${at}.taxCodeId`,
          message: `Tax code "${code.label}" is ${holder} already. Free it there, or choose another for "${region.name}".`,
        },
      ];
    taken.set(taxCodeId, `mapped to tax region "${region.name}"`);
    return [];
  });
}
