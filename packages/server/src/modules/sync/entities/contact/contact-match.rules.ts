import type { Contact as RemoteContact } from '../../../../connectwise/wire/contact.ts';
import { emailOf } from './contact-from-connectwise.ts';
import type { ContactRow } from './contact-to-connectwise.ts';

/**
 * The contact of the company in ConnectWise that is surely the same person: same name with the same e-mail, or same name where one side has no
 * e-mail. Shared mailboxes are common, so an e-mail alone says nothing. Null when there is none, or more than one.
 */
export function findSameContact(contact: ContactRow, candidates: readonly RemoteContact[]): RemoteContact | null {
  const named = candidates.filter((c) =>
    sameText(nameOf(c.firstName, c.lastName), nameOf(contact.firstName, contact.lastName)),
  );
  const byEmail = named.filter((c) => contact.email && sameText(emailOf(c) ?? '', contact.email));
  if (byEmail.length > 0) return only(byEmail);
  return only(named.filter((c) => !contact.email || !emailOf(c)));
}

/** A company's contact that an unfinished create of ours made: exactly what we sent. The lowest ID when a person made an equal one since. */
export function findOwnContact(contact: ContactRow, candidates: readonly RemoteContact[]): RemoteContact | null {
  const equal = candidates.filter(
    (c) =>
      sameText(nameOf(c.firstName, c.lastName), nameOf(contact.firstName, contact.lastName)) &&
      (!contact.email || sameText(emailOf(c) ?? '', contact.email)),
  );
  return equal.sort((a, b) => a.id - b.id)[0] ?? null;
}

const only = <T>(list: readonly T[]): T | null => (list.length === 1 ? (list[0] ?? null) : null);
const nameOf = (first?: string | null, last?: string | null): string => `${first ?? ''} ${last ?? ''}`.trim();
const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
