import { mergeTaxMap, taxMapProblems } from '../mapping/tax-map-problems.rules.ts';
import { section } from '../setup/section.ts';

/** Which tax regions stand for which tax codes, beside those that were imported. */
export const taxMap = section({
  key: 'taxMap',
  step: 'mapping',
  merge: (before, { pairs }) => mergeTaxMap(before, pairs),
  problems: ({ before, next, input, facts }) =>
    taxMapProblems(before.taxMap.pairs, input?.pairs ?? next.taxMap.pairs, {
      regions: facts.taxRegions,
      codes: facts.lists.tax_code ?? [],
    }),
  missing: () => [],
  uses: ({ taxMap: { pairs } }, { taxRegions }) =>
    pairs.map(({ taxRegionId, taxCodeId }, i) => ({
      kind: 'tax_code',
      remoteId: taxCodeId,
      field: `taxMap.pairs.${i}.taxCodeId`,
      usedBy: `tax region ${taxRegions.find((region) => region.id === taxRegionId)?.name ?? 'that is gone'}`,
    })),
  records: ({ taxMap: { pairs } }) =>
    pairs.map(({ taxRegionId }, i) => ({
      kind: 'crm_tax_region',
      id: taxRegionId,
      field: `taxMap.pairs.${i}.taxRegionId`,
    })),
  words: { 'pairs.taxCodeId': 'Tax code' },
});
