import type { Contact as RemoteContact } from '../../../../connectwise/wire/contact.ts';
import { isClear, isWorthAsking } from '../../matching/scoring/clear-pair.rules.ts';
import { featuresOf, type MatchRecord } from '../../matching/scoring/match-record.ts';
import { everyWordCounts } from '../../matching/scoring/names.rules.ts';
import {
  type JudgedPair,
  noPushContext,
  type ProposedPair,
  type PushMatchContext,
  withKnown,
} from '../../matching/scoring/push-match.ts';
import { type Rarity, scorePair } from '../../matching/scoring/score.rules.ts';
import { itemOf } from '../fields/communication.ts';
import type { ContactRow } from './contact.fields.ts';
import { contactScore } from './contact-score.rules.ts';

export type ContactDecision =
  | { kind: 'adopt'; contact: RemoteContact }
  | { kind: 'create' }
  /** Of the same name, e-mail or phone, but nothing makes sure that it is the same person. */
  | { kind: 'ask'; candidates: RemoteContact[]; pairs: ProposedPair[] };

/**
 * Whether a person is among the contacts of the company in ConnectWise: same name with the same e-mail, or same name where one side has no
 * e-mail. Shared mailboxes are common, so an e-mail alone makes nothing sure, and two people of one name are left to a person.
 */
export function decideContact(
  contact: ContactRow,
  candidates: readonly RemoteContact[],
  context: PushMatchContext = noPushContext,
): ContactDecision {
  const free = candidates.filter((c) => !context.rejected.has(String(c.id)));
  const rarity = mailboxesOf(free);
  const local = featuresOf(contactScore, recordOf(contact), context.home);
  const scored = free
    .map((remote) => {
      const pair = scorePair(
        contactScore,
        local,
        featuresOf(contactScore, recordOfRemote(remote), context.home),
        rarity,
      );
      const known = context.known.get(String(remote.id));
      return { remote, isOpen: known !== undefined || isWorthAsking(pair), ...withKnown(pair, known) };
    })
    .sort((a, b) => b.score - a.score || a.remote.id - b.remote.id);
  const [best, second] = scored;
  if (best && isClear({ ...best, rival: Math.max(best.rival, second?.score ?? 0) }, context.threshold))
    return { kind: 'adopt', contact: best.remote };
  const waiting = scored.filter((one) => one.isOpen);
  if (waiting.length === 0) return { kind: 'create' };
  return { kind: 'ask', candidates: waiting.map((one) => one.remote), pairs: waiting.map(proposed) };
}

const proposed = ({ remote, score, veto, breakdown }: JudgedPair & { remote: RemoteContact }): ProposedPair => ({
  remoteId: String(remote.id),
  remoteName: nameOf(remote.firstName, remote.lastName),
  remoteParentId: remote.company ? String(remote.company.id) : null,
  score,
  veto,
  breakdown,
});

/** A company's contact that an unfinished create of ours made: exactly what we sent. The lowest ID when a person made an equal one since. */
export function findOwnContact(contact: ContactRow, candidates: readonly RemoteContact[]): RemoteContact | null {
  const equal = candidates.filter(
    (c) =>
      sameText(nameOf(c.firstName, c.lastName), nameOf(contact.firstName, contact.lastName)) &&
      (!contact.email || sameText(emailOf(c) ?? '', contact.email)),
  );
  return equal.sort((a, b) => a.id - b.id)[0] ?? null;
}

/** How many of a company's people share a mailbox. */
function mailboxesOf(candidates: readonly RemoteContact[]): Rarity {
  const holders = new Map<string, number>();
  for (const candidate of candidates) {
    const email = emailOf(candidate)?.trim().toLowerCase();
    if (email) holders.set(email, (holders.get(email) ?? 0) + 1);
  }
  return { of: (_attribute, value) => holders.get(value) ?? 1, word: everyWordCounts };
}

const recordOf = (contact: ContactRow): MatchRecord => ({
  id: contact.id,
  name: nameOf(contact.firstName, contact.lastName),
  email: contact.email,
  phone: contact.phone ?? contact.mobile,
  phoneExtension: contact.phone === null ? null : contact.phoneExtension,
});

function recordOfRemote(contact: RemoteContact): MatchRecord {
  const phone = itemOf(contact, 'phone') ?? itemOf(contact, 'mobile');
  return {
    id: String(contact.id),
    name: nameOf(contact.firstName, contact.lastName),
    email: emailOf(contact),
    phone: phone?.value ?? null,
    phoneExtension: phone?.extension ?? null,
  };
}

const emailOf = (contact: RemoteContact): string | null => itemOf(contact, 'email')?.value ?? null;
const nameOf = (first?: string | null, last?: string | null): string => `${first ?? ''} ${last ?? ''}`.trim();
const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
