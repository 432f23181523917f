import type { Tx } from '../../../../platform/database/database.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { agreedFields } from '../../conflicts/base.rules.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { readLocalRows } from '../decide/local-rows.queries.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import type { WalkedLink } from './reconcile-page.queries.ts';
import { type Unsent, unsentFields } from './unsent-edits.rules.ts';

/** Records that were changed here and not sent, with their fields. */
export async function readUnsent(
  tx: Tx,
  links: Pick<LinksService, 'byRemote'>,
  { pull, writes }: Pick<ReconcileContext, 'pull' | 'writes'>,
  sync: EntitySync,
  walked: readonly WalkedLink[],
  listed: readonly ParsedRecord[],
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
    const base = agreedFields(whole.get(link.remoteId)?.base ?? null);
    const theirs = drafts.get(link.remoteId) ?? null;
    const fields = row ? unsentFields(sync, row, { base, theirs, context: writes }) : [];
    return fields.length > 0 ? [{ link, fields }] : [];
  });
}
