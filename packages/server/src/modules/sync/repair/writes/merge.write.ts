import { setNeverSynced } from '../../../links/never-synced.queries.ts';
import * as say from '../../messages/link-action.messages.ts';
import { syncOf } from '../../registry.ts';
import { dropSkips } from '../link-actions.queries.ts';
import type { WorkedPlan } from '../link-planner.ts';
import { type ActionWork, gone, linkChange, type WrittenAction } from './action-work.ts';

/** Moves what hangs on the record to the one that the other record of ConnectWise is linked to, and keeps it out of the sync. */
export async function merge(
  work: ActionWork,
  into: { localId: string; name: string },
  { remote, newName }: Pick<WorkedPlan, 'remote' | 'newName'>,
): Promise<WrittenAction> {
  const { tx, desk, actor } = work;
  const { link, entity, local, localId, name, never } = work.subject;
  const { connectionId, setup } = desk;
  const links = await work.removeLinks();
  const { merging, words } = syncOf(entity);
  if (!merging) return gone(entity);
  const { contacts, opportunities } = await merging.move(tx, localId, into.localId);
  await setNeverSynced(tx, connectionId, entity, localId, {
    by: actor.name,
    reason: say.mergedInto(into.name),
  });
  const kept = newName !== null && remote ? remote.remoteId : null;
  const issues = await work.closeIssues(
    [...(link ? [link.remoteId] : []), ...(kept ? [kept] : [])],
    `merged into "${into.name}"`,
  );
  if (newName !== null) await merging.rename?.(tx, localId, newName);
  if (kept) {
    // The one that is kept can take its name by now.
    await dropSkips(tx, connectionId, entity, [kept]);
    await work.fetchSoon(kept);
  }
  const waiting = await work.goOn();
  const moved = [
    ...contacts.map((one) => ({ ...one, entity: 'contact' as const })),
    ...opportunities.map((one) => ({ ...one, entity: 'opportunity' as const })),
  ];
  await work.deps.audit.record(
    tx,
    moved.map((one) => ({
      entity: one.entity,
      operation: 'update' as const,
      status: 'success' as const,
      code: entity === 'contact' ? 'contact_merged' : 'client_merged',
      name: one.name,
      localId: one.id,
      opportunityId: syncOf(one.entity).saleOf ? one.id : null,
      actor: actor.name,
      description: say.movedWithMerge(words.local, name, into.name),
      changes: [{ field: words.local, from: name, to: into.name }],
    })),
  );
  // ConnectWise has moved them too: both sides may hold the same by now, which no edit that passes tells.
  await work.lookWhetherAlike(moved.map(({ entity: kind, id }) => ({ entity: kind, localId: id })));
  if (setup.may.pushUpdate)
    for (const one of moved) await work.push('updated', { entity: one.entity, localId: one.id });
  return {
    before: {
      links,
      never,
      issues,
      waiting,
      ...(newName === null ? {} : { local }),
      moved: {
        field: merging.field,
        contacts: contacts.map(({ id, isPrimary }) => ({ id, isPrimary })),
        opportunities: opportunities.map(({ id }) => id),
        fromClientId: localId,
        toClientId: into.localId,
      },
    },
    after: { remoteId: null, state: null, ...(newName === null ? {} : { local: { name: newName } }) },
    done: `Merged into "${into.name}"`,
    changes: [
      linkChange(entity, link?.remoteId ?? null, null),
      ...(entity === 'contact' ? [] : [{ field: 'contacts', from: contacts.length, to: 0 }]),
      { field: 'opportunities', from: opportunities.length, to: 0 },
      ...(newName === null ? [] : [{ field: 'name', from: name, to: newName }]),
    ],
    fetch: kept,
  };
}
