import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { NewConflict } from '../../conflicts/conflicts.queries.ts';
import { newConflict } from '../../conflicts/new-conflict.rules.ts';
import { whyKept } from '../../conflicts/why-kept.rules.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { AnyFieldTable } from '../../records/fields/field-table.ts';
import type { UpdatePlan } from '../attempt/update-plan.rules.ts';

/**
 * What both sides had changed and a push has decided by rule: ConnectWise's value was overwritten just now, or stands and is `coming` with the next
 * pull. That one comes upon the conflict again, but for records that were only just matched: a pull takes ConnectWise's values into those and knows of
 * no conflict. What does not come is no conflict that could be restored.
 */
export const decidedByRule = <R extends WireRecord>(
  { sync, link, name }: { sync: Pick<EntitySync<R>, 'entity' | 'words'>; link: EntityLink; name: string },
  table: AnyFieldTable,
  { conflicts, sent }: Pick<UpdatePlan, 'conflicts' | 'sent'>,
  { remote, coming }: { remote: R; coming: readonly string[] },
): NewConflict[] =>
  conflicts.flatMap(({ field, kept, crm, connectwise }) => {
    if (kept === 'ask' || !(kept === 'crm' ? sent : coming).includes(field)) return [];
    const why = whyKept({ ...sync, fields: table }, { field, kept, crm });
    const isToCome = kept === 'connectwise' && link.base !== null;
    return [
      newConflict({ link, name, record: remote }, { field, crm, connectwise, kept, why, foundBy: 'out', isToCome }),
    ];
  });
