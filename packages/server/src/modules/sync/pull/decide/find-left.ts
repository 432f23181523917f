import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { LinksService } from '../../../links/links.service.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Records } from '../../records/records.ts';
import type { LeftRecord } from '../prepare/parents.ts';
import type { Decided } from './decision.ts';
import { heldBack, leftBy, parentsIn } from './left-by.rules.ts';
import { readLocalRows } from './local-rows.queries.ts';

interface LeftDeps {
  links: Pick<LinksService, 'byLocal'>;
  records: Pick<Records, 'of'>;
}

/**
 * Linked companies that contacts and opportunities of a page have left, also where these did not come in: the company that they belong to now is
 * excluded, the mode takes no changes, or somebody holds them.
 */
export async function findLeft(
  tx: Tx,
  { links, records }: LeftDeps,
  connectionId: Id,
  sync: EntitySync,
  decided: readonly Decided[],
): Promise<LeftRecord[]> {
  const left: LeftRecord[] = [];
  for (const [entity, localIds] of leftBy(sync, records, decided))
    for (const { remoteId, state } of await links.byLocal(tx, entity, localIds, connectionId))
      if (state === 'linked') left.push({ entity, remoteId });
  const held = parentsIn(sync, records).length > 0 ? heldBack(decided) : [];
  if (held.length === 0) return left;
  const ids = held.map(({ localId }) => localId);
  const rows = await readLocalRows(tx, sync.table, ids, { locks: false });
  for (const { field, to } of parentsIn(sync, records)) {
    const here = held.map(({ localId, draft }) => ({ at: rows.get(localId)?.fields[field], there: draft[field] }));
    const parentIds = [...new Set(here.flatMap(({ at }) => (typeof at === 'string' ? [at] : [])))];
    const parents = await links.byLocal(tx, to, parentIds, connectionId);
    for (const { localId, remoteId, state } of parents)
      if (state === 'linked' && here.some((one) => one.at === localId && one.there !== remoteId))
        left.push({ entity: to, remoteId });
  }
  return left;
}
