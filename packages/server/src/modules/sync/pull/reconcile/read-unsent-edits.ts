import type { Tx } from '../../../../platform/database/database.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { agreedFields, heldEditsOfBase } from '../../conflicts/base.rules.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { readLocalRows } from '../decide/local-rows.queries.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import type { WalkedLink } from './reconcile-page.queries.ts';
import { type Unsent, unsentFields } from './unsent-edits.rules.ts';

/** What a stretch of the walk is judged by: its links, ConnectWise's records, and what compared ones say in the CRM's words. */
interface WalkedRecords {
  walked: readonly WalkedLink[];
  listed: readonly ParsedRecord[];
  shown: ReadonlyMap<string, Fields>;
}

/** Records that were changed here and not sent, with their fields. */
export async function readUnsent(
  tx: Tx,
  links: Pick<LinksService, 'byRemote'>,
  { pull, writes }: Pick<ReconcileContext, 'pull' | 'writes'>,
  sync: EntitySync,
  { walked, listed, shown }: WalkedRecords,
): Promise<Unsent[]> {
  const changed = walked.filter(({ state, differs }) => state === 'linked' && differs);
  if (changed.length === 0) return [];
  const ids = changed.map(({ remoteId }) => remoteId);
  const whole = new Map((await links.byRemote(tx, sync.entity, ids, pull.connectionId)).map((l) => [l.remoteId, l]));
  const rows = await readLocalRows(
    tx,
    sync.table,
    changed.map(({ localId }) => localId),
  );
  const drafts = new Map(listed.map(({ remoteId, draft }) => [remoteId, draft]));
  return changed.flatMap((link) => {
    const row = rows.get(link.localId);
    const agreed = whole.get(link.remoteId)?.base ?? null;
    const [base, held] = [agreedFields(agreed), heldEditsOfBase(agreed)];
    const theirs = drafts.get(link.remoteId) ?? null;
    const fields = row
      ? unsentFields(sync, row, { base, held, theirs, shown: shown.get(link.remoteId), context: writes })
      : [];
    return fields.length > 0 ? [{ link, fields }] : [];
  });
}
