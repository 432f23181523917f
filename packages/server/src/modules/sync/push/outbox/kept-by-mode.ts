import type { Tx } from '../../../../platform/database/database.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { CrmChange } from '../../../crm/crm-change.ts';
import { readFilterRow } from '../../../integration/filters/crm-rows.queries.ts';
import type { LinksService } from '../../../links/links.service.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { BY_MODE } from '../../records/skip-codes.ts';
import type { Listening } from './listening.queries.ts';
import { type PushRights, whyChangeStays } from './push-policy.rules.ts';

/** Says in the log that a change stays here by the mode, and why: once an edit. */
export type TellKept = (tx: Tx, sync: EntitySync, change: CrmChange, kept: Kept) => Promise<void>;

type Kept = Pick<Listening, 'connectionId'> & PushRights;

export function createTellKept(audit: Pick<AuditLog, 'record'>, links: Pick<LinksService, 'byLocal'>): TellKept {
  return async (tx, { entity, crmSide, saleOf }, { id, kind, origin, edited = [] }, { connectionId, ...rights }) => {
    if (origin.kind === 'connectwise') return;
    const [link] = await links.byLocal(tx, entity, [id], connectionId);
    const sale = (await saleOf?.(tx, id)) ?? null;
    const description = whyChangeStays({ kind, edited }, { ...rights, isLinked: link !== undefined, sale });
    if (description === null) return;
    await audit.record(tx, [
      {
        direction: 'out',
        operation: 'skip',
        status: 'skipped',
        code: BY_MODE,
        entity,
        name: (await readFilterRow(tx, crmSide, id))?.name ?? null,
        localId: id,
        remoteId: link?.remoteId ?? null,
        opportunityId: sale ? id : null,
        actor: origin.kind === 'user' ? origin.name : null,
        description,
      },
    ]);
  };
}
