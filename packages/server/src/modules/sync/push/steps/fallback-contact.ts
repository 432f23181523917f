import { canExpress, equals, every } from '../../../../connectwise/client/conditions.ts';
import { type Contact, contactWire } from '../../../../connectwise/wire/contact.ts';
import type { Id } from '../../../../platform/ids.ts';
import { createdFallbackContact, usedFallbackContact } from '../../messages/push-description.messages.ts';
import { wireLine } from '../../records/wire-text.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { sentFields } from '../attempt/sent-fields.rules.ts';
import { makeDefault } from './default-contact.ts';

/**
 * ConnectWise takes no opportunity without a contact: where neither the client nor the company has one, a contact by the name that the settings say
 * is made at the company, once; as its default contact it is found from then on (reading A8).
 */
export async function ensureFallbackContact(
  attempt: PushAttempt,
  client: { id: Id; contactName: string },
  companyId: number,
): Promise<number> {
  const { firstName, lastName } = namesOf(client.contactName);
  attempt.at({ entity: 'contact', localId: null, name: client.contactName });
  const find = async (): Promise<Contact | null> => {
    const found = await attempt.client.find(contactWire, {
      conditions: every(
        equals('company/id', companyId),
        canExpress(firstName) ? equals('firstName', firstName) : undefined,
      ),
    });
    return found.find((one) => one.firstName === firstName && (one.lastName || undefined) === lastName) ?? null;
  };
  const body = { firstName, ...(lastName ? { lastName } : {}), company: { id: companyId } };
  const made = await attempt.createOnce<Contact>({
    entity: 'fallback_contact',
    localId: client.id,
    naturalKey: { companyId, firstName, lastName: lastName ?? null },
    words: `contact "${client.contactName}"`,
    find,
    match: find,
    create: () => attempt.client.create(contactWire, body),
    event: (record, how) => ({
      entity: 'contact',
      name: client.contactName,
      description:
        how === 'created'
          ? createdFallbackContact(
              client.contactName,
              attempt.filledInWords(
                'contact',
                { filled: [], custom: { owner: 'contact', sent: body, held: null } },
                record,
              ),
            )
          : usedFallbackContact(client.contactName),
      changes: how === 'created' ? sentFields(body, record) : [],
    }),
  });
  await makeDefault(attempt, companyId, { remoteId: made.remoteId, name: client.contactName });
  return Number(made.remoteId);
}

/** The last word is the last name; a single word is a first name, which ConnectWise wants. */
function namesOf(name: string): { firstName: string; lastName: string | undefined } {
  const words = (wireLine(name) ?? 'Contact').split(' ');
  const lastName = words.length > 1 ? words.pop() : undefined;
  return { firstName: words.join(' '), lastName };
}
