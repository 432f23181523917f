import { canExpress, equals } from '../../../../connectwise/client/conditions.ts';
import { companyWire } from '../../../../connectwise/wire/company.ts';
import { type Contact, contactWire } from '../../../../connectwise/wire/contact.ts';
import type { Id } from '../../../../platform/ids.ts';
import { readFilterRow } from '../../../integration/filters/crm-rows.queries.ts';
import type { EntityLink } from '../../../links/link.ts';
import { readHome } from '../../matching/scoring/home.queries.ts';
import type { Region } from '../../matching/scoring/phones.rules.ts';
import { proposePairs, readPushMatch } from '../../matching/scoring/push-match.queries.ts';
import { noPushContext } from '../../matching/scoring/push-match.ts';
import {
  createdContact,
  linkedContact,
  named,
  sentUnderLostCompany,
} from '../../messages/push-description.messages.ts';
import { contactMissing, contactMustBeDecided } from '../../messages/push-problem.messages.ts';
import type { ContactRow } from '../../records/contact/contact.fields.ts';
import { contactSync } from '../../records/contact/contact.sync.ts';
import { namedAlike, reachedAlike, withinCompany } from '../../records/contact/contact-lookup.rules.ts';
import { decideContact, findOwnContact } from '../../records/contact/contact-match.rules.ts';
import { itemOf } from '../../records/fields/communication.ts';
import { createBody, fieldsOfRow } from '../../records/fields/derive.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { wireLine } from '../../records/wire-text.rules.ts';
import { readContact, readMainContact } from '../attempt/crm-records.queries.ts';
import { openClaim } from '../attempt/default-claims.queries.ts';
import { reportExempt } from '../attempt/held-push.ts';
import { lookForOptions } from '../attempt/newer-lists.ts';
import { isToMerge } from '../attempt/origin.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { sentFields } from '../attempt/sent-fields.rules.ts';
import { inLabels } from '../attempt/update-sentences.rules.ts';
import { withChoiceThere } from './chosen-there.ts';
import { ensureCompany } from './company.step.ts';
import { finishClaim, makePrimary } from './default-contact.ts';
import { ensureFallbackContact } from './fallback-contact.ts';
import { goneHere, usableLink } from './linked-record.ts';
import { mergeMatched } from './merge-matched.ts';
import { updateLinked } from './update-linked.ts';

/**
 * With its mark as the default contact of the company that it leaves a contact becomes the default one of the company that it comes to, in the place
 * of the one there (`defaultFlag` is that of the contact's company, §3.3): one that is not primary here gives the mark up along with the move.
 */
const { isPrimary } = contactSync.fields;
const movedSync: typeof contactSync = {
  ...contactSync,
  fields: {
    ...contactSync.fields,
    ...(isPrimary ? { isPrimary: { ...isPrimary, out: { ...isPrimary.out, clear: 'remove' } } } : {}),
  },
};

/** Nobody decides about more people than that; the first page is enough to ask. */
const MAX_ALIKE = 200;

/** The contact that the opportunity names in ConnectWise; it cannot be without one: its own, the company's default one, the client's main one, or one by the name that the settings say. */
export async function contactFor(attempt: PushAttempt, row: OpportunityRow, companyId: number): Promise<number> {
  const { contactId } = row;
  if (contactId) {
    const contact = await attempt.read((tx) => readContact(tx, contactId, attempt.fieldsOf('contact')));
    if (contact) return ensureContact(attempt, contact, companyId);
  }
  const company = await attempt.client.get(companyWire, companyId);
  if (company?.defaultContact) return company.defaultContact.id;
  const main = await attempt.read((tx) => readMainContact(tx, row.clientId, attempt.fieldsOf('contact')));
  if (main) return ensureContact(attempt, main, companyId);
  const { contactName } = attempt.setup.configuration.defaults;
  if (contactName) return ensureFallbackContact(attempt, { id: row.clientId, contactName }, companyId);
  throw PushRefused.of('contact_missing', contactMissing(row.name));
}

/** Sends a contact that changed, or creates it together with its company. */
export async function pushContact(attempt: PushAttempt): Promise<void> {
  const contact = await attempt.read((tx) => readContact(tx, attempt.push.localId, attempt.fieldsOf('contact')));
  if (!contact) throw goneHere('contact');
  const link = await linkOfContact(attempt, contact);
  if (!link) {
    const companyId = await ensureCompany(attempt, contact.clientId);
    await ensureContact(attempt, contact, companyId);
    return;
  }
  const there = { remoteId: link.remoteId, name: nameOf(contact) };
  if (!(await finishClaim(attempt, contact, there))) return updateContact(attempt, contact, link);
  // Both are other ones by now.
  const now = await attempt.read((tx) => readContact(tx, contact.id, attempt.fieldsOf('contact')));
  await updateContact(attempt, now ?? contact, (await linkOfContact(attempt, contact)) ?? link);
}

async function updateContact(attempt: PushAttempt, contact: ContactRow, link: EntityLink): Promise<void> {
  const isMoved = contact.clientId !== link.base?.clientId;
  const companyId = isMoved ? await ensureCompany(attempt, contact.clientId) : undefined;
  const lost = isMoved ? null : await lostCompany(attempt, contact.clientId);
  attempt.at({ entity: 'contact', localId: contact.id, name: nameOf(contact) });
  await updateLinked<Contact>(attempt, {
    sync: isMoved ? movedSync : contactSync,
    wire: contactWire,
    link: await withChoiceThere(attempt, contact, link),
    name: nameOf(contact),
    row: contact,
    context: attempt.writeContext({ remoteIdOf: () => companyId }),
    besides: ({ company }) => (lost && String(company?.id) === lost.remoteId ? lost.said : null),
  });
}

/**
 * The company of a client whose link is broken. A merge leaves its contacts where they are unless it is asked to move them (`CompanyMerge.contacts`:
 * "Discard"): one that stays with its client is still a record of its own there, so its edits go out, and the log says where to.
 */
async function lostCompany(attempt: PushAttempt, clientId: Id): Promise<{ remoteId: string; said: string } | null> {
  const link = await attempt.links.of('company', clientId);
  if (link?.state !== 'broken') return null;
  const { crmSide, words } = attempt.record('company');
  const client = await attempt.read((tx) => readFilterRow(tx, crmSide, clientId));
  return { remoteId: link.remoteId, said: sentUnderLostCompany(named(words.local, client?.name ?? ''), link.remoteId) };
}

async function ensureContact(attempt: PushAttempt, contact: ContactRow, companyId: number): Promise<number> {
  const link = await linkOfContact(attempt, contact);
  if (link) {
    await finishClaim(attempt, contact, { remoteId: link.remoteId, name: nameOf(contact) });
    return Number(link.remoteId);
  }
  await reportExempt(attempt, 'contact', contact.id);
  const { body, notSent, filled } = createBody(
    attempt.fieldsOf('contact'),
    contact,
    attempt.writeContext({ remoteIdOf: () => companyId }),
  );
  await lookForOptions(attempt, notSent);
  const made = await attempt.createOnce<Contact>({
    entity: 'contact',
    localId: contact.id,
    local: fieldsOfRow(attempt.fieldsOf('contact'), contact),
    body,
    notSent,
    naturalKey: { companyId, email: contact.email, firstName: contact.firstName, lastName: contact.lastName },
    words: `contact "${nameOf(contact)}"`,
    find: async (_since, key) => {
      const sent = { ...contact, ...sentAs(key) };
      return findOwnContact(sent, await sameFirstName(attempt, sent, Number(key.companyId)));
    },
    match: () => match(attempt, contact, companyId),
    create: () => attempt.client.create(contactWire, body),
    along: (tx) => openClaim(tx, attempt.connectionId, contact.id, companyId),
    event: (record, how) => ({
      entity: 'contact',
      name: nameOf(contact),
      description:
        how === 'created'
          ? createdContact(nameOf(contact), {
              notSent: inLabels(attempt.fieldsOf('contact'), notSent),
              filled: attempt.filledInWords(
                'contact',
                { filled, custom: { owner: 'contact', sent: body, held: null } },
                record,
              ),
            })
          : linkedContact(nameOf(contact)),
      changes: how === 'created' ? sentFields(body, record, attempt.fieldsOf('contact')) : [],
    }),
  });
  if (isToMerge(made))
    await mergeMatched(attempt, 'contact', contact.id, (link) => updateContact(attempt, contact, link));
  await makePrimary(attempt, companyId, contact, { remoteId: made.remoteId, name: nameOf(contact) });
  return Number(made.remoteId);
}

async function match(attempt: PushAttempt, contact: ContactRow, companyId: number): Promise<Contact | null> {
  const { threshold } = attempt.setup.configuration.matching;
  const said = await attempt.read((tx) => readPushMatch(tx, attempt.connectionId, 'contact', contact.id, threshold));
  const home = await attempt.read((tx) => readHome(tx, contact.clientId));
  const found = await likePeople(attempt, contact, companyId, home);
  const decision = decideContact(contact, found, { ...noPushContext, ...said, threshold, home });
  switch (decision.kind) {
    case 'adopt':
      return decision.contact;
    case 'create':
      return null;
    case 'ask': {
      const local = { id: contact.id, name: nameOf(contact), parentId: contact.clientId };
      await attempt.write((tx) => proposePairs(tx, attempt.connectionId, 'contact', local, decision.pairs));
      throw mustDecide(contact, decision.candidates);
    }
    default:
      return decision satisfies never;
  }
}

function mustDecide(contact: ContactRow, candidates: readonly Contact[]): PushRefused {
  const them = candidates.map((one) =>
    [[one.firstName, one.lastName].filter(Boolean).join(' '), itemOf(one, 'email')?.value].filter(Boolean).join(', '),
  );
  return PushRefused.of('match_needed', contactMustBeDecided(nameOf(contact), them));
}

/** What the contact was called when its create was sent: it may have been edited since. */
const sentAs = ({ email, firstName, lastName }: Record<string, unknown>) => ({
  email: typeof email === 'string' ? email : null,
  firstName: String(firstName),
  lastName: typeof lastName === 'string' ? lastName : null,
});

/** Contacts of the company with this first name that no CRM contact is linked to. */
async function sameFirstName(attempt: PushAttempt, contact: ContactRow, companyId: number): Promise<Contact[]> {
  const firstName = wireLine(contact.firstName);
  const sameName = firstName && canExpress(firstName) ? equals('firstName', firstName) : undefined;
  return unlinked(attempt, await attempt.client.find(contactWire, { conditions: withinCompany(companyId, sameName) }));
}

/** Contacts of the company that share a name, the e-mail or a phone, by two listings; those that are linked are somebody else. */
async function likePeople(
  attempt: PushAttempt,
  contact: ContactRow,
  companyId: number,
  home: Region | null,
): Promise<Contact[]> {
  const childConditions = reachedAlike(contact, home);
  const found = [
    ...(await attempt.client.find(contactWire, { conditions: namedAlike(contact, companyId), pageSize: MAX_ALIKE })),
    ...(childConditions
      ? await attempt.client.find(contactWire, {
          conditions: withinCompany(companyId),
          childConditions,
          pageSize: MAX_ALIKE,
        })
      : []),
  ];
  return unlinked(attempt, [...new Map(found.map((one) => [one.id, one])).values()]);
}

async function unlinked(attempt: PushAttempt, found: readonly Contact[]): Promise<Contact[]> {
  const linked = await attempt.links.ofRemote(
    'contact',
    found.map((c) => String(c.id)),
  );
  return found.filter((c) => !linked.has(String(c.id)));
}

function linkOfContact(attempt: PushAttempt, contact: ContactRow) {
  attempt.at({ entity: 'contact', localId: contact.id, name: nameOf(contact) });
  return usableLink(attempt, 'contact', contact.id, `contact "${nameOf(contact)}"`);
}

const nameOf = (contact: ContactRow): string => [contact.firstName, contact.lastName].filter(Boolean).join(' ');
