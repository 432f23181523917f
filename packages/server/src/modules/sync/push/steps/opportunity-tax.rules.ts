import type { SentTax } from '../../conflicts/base.rules.ts';
import {
  noTaxCodeAnyway,
  noTaxCodeForRegion,
  taxCodeIsThere,
  taxCodeNotFromHere,
} from '../../messages/not-sent.messages.ts';

/** The tax code that an opportunity and its lines get, and the region that it stands for. */
export interface OpportunityTax {
  regionId: string | null;
  regionName: string | null;
  taxCodeId: string | null;
  /** The code stands for the region; a default does not. */
  ownsTaxCode: boolean;
}

export interface TaxPlan {
  /** What the opportunity gets, null: none any more; left out where it keeps what it has. */
  taxCode?: { id: number } | null;
  /** Why the region that was chosen here does not show there, the end of "Not sent: tax region, because …"; null where it does, or is the one of before. */
  because: string | null;
  next: SentTax;
}

/** Of an opportunity that a push has just made, a default included. */
export const taxOfNew = ({ regionId, taxCodeId }: OpportunityTax): SentTax => ({
  regionId,
  code: taxCodeId,
  gone: [],
});

/** Whether the region is another one than at the last push, so that it matters which tax code the opportunity has. */
export const isOtherRegion = ({ regionId, ownsTaxCode }: OpportunityTax, before: SentTax | null): boolean =>
  before === null ? regionId !== null && !ownsTaxCode : before.regionId !== regionId;

/**
 * What becomes of the tax code of an opportunity that is there already. Where another region is chosen here that no code stands for, or none, what an
 * earlier push sent gives way to the default, else to nothing; what somebody chose in ConnectWise stays.
 */
export function planTax(
  tax: OpportunityTax,
  before: SentTax | null,
  there: { id: number; name?: string | null } | null,
): TaxPlan {
  const { regionId, regionName, taxCodeId, ownsTaxCode } = tax;
  const { code = null, gone = [] } = before ?? {};
  const isOther = isOtherRegion(tax, before);
  const now = there ? String(there.id) : null;
  if (ownsTaxCode)
    return {
      taxCode: { id: Number(taxCodeId) },
      because: isOther && now === taxCodeId ? taxCodeIsThere() : null,
      next: { regionId, code: taxCodeId, gone: [] },
    };
  if (!isOther) return { because: null, next: { regionId, code, gone } };
  const isOurs = now !== null && now === code;
  const next = { regionId, code: isOurs ? taxCodeId : null, gone: code ? [...new Set([...gone, code])] : gone };
  if (isOurs) return { taxCode: taxCodeId ? { id: Number(taxCodeId) } : null, because: null, next };
  if (there) return { because: taxCodeNotFromHere(there.name ?? `#${there.id}`), next };
  return { because: regionName === null ? noTaxCodeAnyway() : noTaxCodeForRegion(regionName), next };
}
