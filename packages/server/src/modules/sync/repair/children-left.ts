import { batchesOf, oneOf } from '../../../connectwise/client/conditions.ts';
import { contactWire } from '../../../connectwise/wire/contact.ts';
import { opportunityWire } from '../../../connectwise/wire/opportunity.ts';
import type { Tx } from '../../../platform/database/database.ts';
import * as say from '../messages/link-action.messages.ts';
import type { RecordWords } from '../messages/message.ts';
import type { LinkedChildren } from '../records/entity-sync.ts';
import { syncOf } from '../registry.ts';
import { type LinkedChild, linkedChildrenOf } from './children-left.queries.ts';
import type { LinkSubject } from './link-action.ts';
import { namesOf } from './link-actions.queries.ts';
import type { Desk, RecordSides } from './record-sides.ts';

/**
 * What hung on a company that is gone, and that ConnectWise still has at it: a merge moves contacts and opportunities only where it is asked to
 * (`CompanyMerge.contacts`, `.opportunities`: "Discard").
 */
export async function childrenLeft(
  desk: Desk,
  sides: RecordSides,
  within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  { localId, link }: Pick<LinkSubject, 'localId' | 'link'>,
): Promise<LinkedChild[]> {
  if (!link) return [];
  const children = await within((tx) => linkedChildrenOf(tx, desk.connectionId, localId));
  const idsOf = (entity: LinkedChild['entity']) =>
    children.flatMap((child) => (child.entity === entity ? [Number(child.remoteId)] : []));
  const left = new Set<string>();
  const note = (
    entity: LinkedChild['entity'],
    found: readonly { id: number; company?: { id: number } | null | undefined }[],
  ) => {
    for (const { id, company } of found) if (String(company?.id) === link.remoteId) left.add(`${entity} ${id}`);
  };
  for (const batch of batchesOf(idsOf('contact')))
    note('contact', await sides.asking(desk, () => desk.client.find(contactWire, { conditions: oneOf('id', batch) })));
  for (const batch of batchesOf(idsOf('opportunity')))
    note(
      'opportunity',
      await sides.asking(desk, () => desk.client.find(opportunityWire, { conditions: oneOf('id', batch) })),
    );
  return children.filter(({ entity, remoteId }) => left.has(`${entity} ${remoteId}`));
}

const countOf = (some: readonly Pick<LinkedChild, 'entity'>[], entity: LinkedChild['entity']): number =>
  some.filter((one) => one.entity === entity).length;

/** The linked ones of which another thing is said. */
export const withoutThese = (
  { contacts, opportunities }: LinkedChildren,
  others: readonly LinkedChild[],
): LinkedChildren => ({
  contacts: contacts - countOf(others, 'contact'),
  opportunities: opportunities - countOf(others, 'opportunity'),
});

/** Of those that are gone from ConnectWise themselves: this action is no cure for them. */
export async function saysOfBroken(tx: Tx, broken: readonly LinkedChild[]): Promise<string[]> {
  if (broken.length === 0) return [];
  const names = await namesOf(
    tx,
    broken.map(({ localId }) => localId),
  );
  return [
    say.childrenGone(
      broken.map(({ entity, localId }) => `${syncOf(entity).words.local} "${names.get(localId) ?? ''}"`),
    ),
  ];
}

/** What becomes of those that were left, by the mode: contacts go with what a person decided, an opportunity as its edits do. `to`: the company that is linked now. */
export function saysOfLeft(
  left: readonly LinkedChild[],
  { may }: Desk['setup'],
  { words, from, to }: { words: RecordWords; from: string; to: string | null },
): { effects: string[]; warnings: string[] } {
  const counts = { contacts: countOf(left, 'contact'), opportunities: countOf(left, 'opportunity') };
  if (left.length === 0) return { effects: [], warnings: [] };
  const at = { ...words, remoteId: from };
  if (!may.pushWon && !may.pushUpdate)
    return { effects: [], warnings: [say.leftStaysThere(at, counts, { untilWon: false })] };
  const going = may.pushUpdate ? counts : { ...counts, opportunities: 0 };
  const staying = may.pushUpdate ? 0 : counts.opportunities;
  return {
    effects: going.contacts + going.opportunities > 0 ? [say.leftIsSent(at, going, to)] : [],
    warnings: staying > 0 ? [say.leftStaysThere(at, { contacts: 0, opportunities: staying }, { untilWon: true })] : [],
  };
}
