import { syncOf } from '../../registry.ts';
import { type ActionWork, linkChange, type WrittenAction } from './action-work.ts';

/** Lets go of the record in ConnectWise and asks for a new one there. */
export async function recreateThere(work: ActionWork): Promise<WrittenAction> {
  const { link, entity, localId, local } = work.subject;
  const links = await work.removeLinks();
  // ConnectWise keeps the ID of a deleted company; the new one brings its own back.
  const { keptWhenDeleted: kept } = syncOf(entity);
  const identifier = kept && link ? local?.[kept.field] : null;
  if (kept && identifier) await kept.forget(work.tx, localId);
  const remoteId = link?.remoteId ?? null;
  const issues = await work.closeIssues(remoteId ? [remoteId] : [], 'recreated in ConnectWise');
  const waiting = await work.goOn();
  await work.push('recreate');
  return {
    before: { links, local, issues, waiting },
    after: {
      remoteId: null,
      state: null,
      local: { ...local, ...(kept && identifier ? { [kept.field]: null } : {}) },
    },
    done: 'Recreated in ConnectWise',
    changes: [
      linkChange(entity, remoteId, null),
      ...(kept && identifier ? [{ field: kept.field, from: identifier, to: null }] : []),
    ],
    fetch: null,
  };
}
