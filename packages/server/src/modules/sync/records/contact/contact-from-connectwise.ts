import type { Contact } from '../../../../connectwise/wire/contact.ts';
import type { Draft } from '../entity-sync.ts';
import { line, requiredLine } from '../text.rules.ts';

const longestName = 100;
const mobile = /mobile|cell|handy/i;

/** A contact in CRM words; `clientId` is still the company's ConnectWise ID. */
export function contactFromConnectwise(contact: Contact): Draft {
  return {
    clientId: contact.company ? String(contact.company.id) : null,
    firstName: requiredLine(contact.firstName, 'first name', longestName),
    lastName: line(contact.lastName, 'last name', longestName),
    email: line(emailOf(contact), 'e-mail'),
    phone: line(phoneOf(contact), 'phone number'),
    mobile: line(mobileOf(contact), 'mobile number'),
    title: line(contact.title, 'title'),
    isPrimary: contact.defaultFlag === true,
    isActive: contact.inactiveFlag !== true,
  };
}

/** There is no e-mail property: it is the default communication item of kind Email (§3.3). */
export function emailOf(contact: Contact): string | null {
  const items = ofKind(contact, 'Email');
  return (items.find((item) => item.defaultFlag) ?? items[0])?.value ?? null;
}

function phoneOf(contact: Contact): string | null {
  const items = ofKind(contact, 'Phone');
  const item = items.find((i) => i.defaultFlag && !isMobile(i)) ?? items.find((i) => !isMobile(i));
  return item?.value ?? (items.length === 0 ? (contact.defaultPhoneNbr ?? null) : null);
}

const mobileOf = (contact: Contact): string | null => ofKind(contact, 'Phone').find(isMobile)?.value ?? null;

/** Whether a number is a mobile one is only said by the name of its type, which each tenant chooses. */
const isMobile = (item: { type?: { name?: string | null } | null }): boolean => mobile.test(item.type?.name ?? '');

const ofKind = (contact: Contact, kind: string) =>
  contact.communicationItems?.filter((item) => item.communicationType === kind && item.value) ?? [];
