import { type ActionWork, gone, linkChange, type WrittenAction } from './action-work.ts';

/** Lets go of the record in the CRM; ConnectWise's comes in as a new one. */
export async function recreateHere(work: ActionWork): Promise<WrittenAction> {
  const { link, entity } = work.subject;
  if (!link) return gone(entity);
  const links = await work.removeLinks();
  await work.fetchSoon(link.remoteId);
  return {
    before: { links },
    after: { remoteId: null, state: null },
    done: 'Recreated in the CRM',
    changes: [linkChange(entity, link.remoteId, null)],
    fetch: link.remoteId,
  };
}
