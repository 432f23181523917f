import { isSame } from '../../../../platform/is-same.ts';
import type { EntityLink } from '../../../links/link.ts';
import { agreedFields, closedOfBase, isAgreedThere } from '../../conflicts/base.rules.ts';
import type { Fields, FieldValue, TakenIn } from '../../records/entity-sync.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import { isOurDoing } from './by-link.rules.ts';
import type { ClosedEdit, Decision } from './decision.ts';

/** What ConnectWise has in the closed fields of this record: an edit of there that leaves no other trace. */
export function closedEditsOf(
  parsed: Pick<ParsedRecord, 'updatedAt'>,
  decision: Decision,
  closed: Fields,
  taken: TakenIn | null,
): ClosedEdit[] {
  if (!taken) return [];
  const link = 'link' in decision ? decision.link : null;
  const seen = closedOfBase(link?.base ?? null);
  const isSettings = link !== null && isOurDoing(parsed, link);
  const keptThere = ('keptThere' in decision && decision.keptThere) || [];
  return Object.entries(closed).flatMap(([field, there]): ClosedEdit[] => {
    const here = taken.fields[field] ?? null;
    if (isSame(here, there) || !differsByEdit(link, field, there)) return [];
    const isKept = keptThere.includes(field);
    const isNews = isKept || (!isSettings && !(field in seen && isSame(seen[field], there)));
    return [{ field, here, there, isNews, ...(isKept ? { isKeptThere: true } : {}) }];
  });
}

/** Whether the value is one that nobody agreed on; what was edited here alone and waits to be sent is none. */
function differsByEdit(link: EntityLink | null, field: string, there: FieldValue): boolean {
  const base = link?.base ?? null;
  return base === null || !(field in agreedFields(base)) || !isAgreedThere(base, field, there);
}
