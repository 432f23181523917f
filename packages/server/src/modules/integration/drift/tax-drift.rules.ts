import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { Decimal } from 'decimal.js';
import { findReference } from '../../connection/reference-lists.ts';
import { type MappedRegion, mapRegions, percent } from '../mapping/tax-map.rules.ts';
import type { SetupFacts } from '../setup/section.ts';
import type { DriftTask } from './drift-task.ts';
import { labelOf, lossOf, lossWords, nameOf } from './option-loss.rules.ts';

/**
 * Tax regions whose tax code says another rate by now, has ended or is gone. A changed rate holds nothing back: the code is still the right
 * one, and what differs after a push is shown. A code that cannot be used holds back what is to carry it.
 */
export function taxTasks({ taxMap: { pairs } }: Configuration, { lists, taxRegions }: SetupFacts): DriftTask[] {
  const imported = new Map(
    taxRegions.flatMap(({ id, by, taxCodeId, importedAt }) =>
      by === 'import' && taxCodeId && importedAt ? [[id, { taxCodeId, importedAt }] as const] : [],
    ),
  );
  return mapRegions(taxRegions, imported, pairs).flatMap((region): DriftTask[] => {
    const { taxCodeId } = region;
    if (!taxCodeId) return [];
    const place = pairs.findIndex((pair) => pair.taxRegionId === region.id);
    const base = {
      section: 'taxMap' as const,
      step: 'mapping' as const,
      kind: 'tax_code' as const,
      remoteId: taxCodeId,
      label: labelOf(lists, 'tax_code', taxCodeId),
      fields: region.by === 'pair' ? [`taxMap.pairs.${place}.taxCodeId`] : [],
      usedBy: [`tax region ${region.name}`],
      stageIds: null,
      taxRegionIds: [region.id],
    };
    const loss = lossOf(lists, 'tax_code', taxCodeId);
    if (loss)
      return [
        {
          ...base,
          key: `taxMap:tax_code:${taxCodeId}`,
          code: loss,
          message: `${lossWords(lists, 'tax_code', taxCodeId)}; used by tax region ${region.name}.`,
          advice:
            region.by === 'pair'
              ? 'Map the region to another; records that need it wait until then.'
              : 'Give quotes and clients another region; records that need it wait until then.',
          holdsBack: true,
          // There is nothing else to choose for an imported region, and it may be kept for old quotes.
          canAccept: region.by === 'import',
        },
      ];
    const rate = otherRate(region, findReference(lists.tax_code, taxCodeId)?.flags.rate);
    if (!rate) return [];
    return [
      {
        ...base,
        // With both rates, so that one that was accepted is told again once it changes further.
        key: `taxMap:tax_code:${taxCodeId}:${region.taxableRate}:${rate}`,
        code: 'tax_rate_changed',
        message: `${nameOf(lists, 'tax_code', taxCodeId)} takes ${percent(rate)} in ConnectWise and ${percent(region.taxableRate)} here; used by tax region ${region.name}.`,
        advice: `${region.by === 'import' ? 'Import the tax codes again' : 'Change the rate of the region'}; quotes that exist keep their rate.`,
        holdsBack: false,
        canAccept: true,
      },
    ];
  });
}

const otherRate = ({ taxableRate }: MappedRegion, rate: string | undefined): string | null =>
  rate && !new Decimal(rate).eq(taxableRate) ? new Decimal(rate).toString() : null;
