import type { LinkedChild } from '../children-left.queries.ts';
import { type ActionWork, linkChange, type WrittenAction, withoutDropped } from './action-work.ts';

/** Lets go of the record in ConnectWise and asks for a new one there. */
export async function recreateThere(work: ActionWork, children: readonly LinkedChild[]): Promise<WrittenAction> {
  const { link, entity, local } = work.subject;
  const links = await work.removeLinks();
  const dropped = await work.dropKeptThere();
  const remoteId = link?.remoteId ?? null;
  const issues = await work.closeIssues(remoteId ? [remoteId] : [], 'recreated in ConnectWise');
  const waiting = await work.goOn();
  await work.push('recreate');
  const left = await work.sendLeft(children);
  return {
    before: { links, local, issues, waiting, left },
    after: { remoteId: null, state: null, local: withoutDropped(local, dropped) },
    done: 'Recreated in ConnectWise',
    changes: [linkChange(entity, remoteId, null), ...dropped],
    fetch: null,
  };
}
