import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import type { Contact as RemoteContact } from '../../../../connectwise/wire/contact.ts';
import type { ReferenceItemRecord } from '../../../connection/connection.ports.ts';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import { wireLine } from '../wire-text.rules.ts';

/** A contact as it stands in the CRM. */
export interface ContactRow {
  id: string;
  clientId: string;
  firstName: string;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  title: string | null;
  isActive: boolean;
}

/** The plain fields, sent on create and on update. */
export const contactFields = (contact: ContactRow) => ({
  firstName: wireLine(contact.firstName),
  lastName: wireLine(contact.lastName),
  title: wireLine(contact.title),
  inactiveFlag: !contact.isActive,
});

/** The body of a new contact. ConnectWise has no e-mail property: e-mail and phones are communication items (connectwise-api.md §3.3). */
export function newContact(contact: ContactRow, companyId: number, lists: ReferenceLists) {
  return {
    ...contactFields(contact),
    company: { id: companyId },
    communicationItems: communications(contact, lists).map(({ type, value, kind, isDefault }) => ({
      type: { id: Number(type.remoteId) },
      value,
      defaultFlag: isDefault,
      communicationType: kind,
    })),
  };
}

/** What must be done to the items of an existing contact; ConnectWise takes paths with an index there, in order (§4.1, recorded). */
export function communicationPatch(
  contact: ContactRow,
  remote: RemoteContact,
  lists: ReferenceLists,
): PatchOperation[] {
  const items = remote.communicationItems ?? [];
  let length = items.length;
  return communications(contact, lists).flatMap((wanted): PatchOperation[] => {
    const at = items.findIndex((item) => String(item.type?.id) === wanted.type.remoteId);
    const value = items[at]?.value;
    if (at >= 0 && value === wanted.value) return [];
    if (at >= 0) return [{ op: 'replace', path: `communicationItems/${at}/value`, value: wanted.value }];
    return [
      {
        op: 'add',
        path: `communicationItems/${length++}`,
        value: {
          type: { id: Number(wanted.type.remoteId) },
          value: wanted.value,
          defaultFlag: wanted.isDefault,
          communicationType: wanted.kind,
        },
      },
    ];
  });
}

interface Communication {
  kind: 'Email' | 'Phone';
  type: ReferenceItemRecord;
  value: string;
  isDefault: boolean;
}

/** A value without a communication type of its kind in ConnectWise is left out: there is nowhere to put it. */
function communications(contact: ContactRow, lists: ReferenceLists): Communication[] {
  const types = (lists.communication_type ?? []).filter((t) => t.isActive);
  const emailType = preferred(types.filter((t) => t.flags.emailFlag));
  const phones = types.filter((t) => t.flags.phoneFlag);
  const phoneType = preferred(phones);
  const mobileType =
    phones.find((t) => /mobile|cell/i.test(t.label)) ?? phones.find((t) => t.remoteId !== phoneType?.remoteId);
  const all: (Omit<Communication, 'type' | 'value'> & { type?: ReferenceItemRecord; value?: string })[] = [
    { kind: 'Email', type: emailType, value: wireLine(contact.email), isDefault: true },
    { kind: 'Phone', type: phoneType, value: wireLine(contact.phone), isDefault: true },
    { kind: 'Phone', type: mobileType, value: wireLine(contact.mobile), isDefault: !contact.phone },
  ];
  return all.flatMap(({ type, value, ...rest }) => (type && value ? [{ ...rest, type, value }] : []));
}

const preferred = (types: readonly ReferenceItemRecord[]) => types.find((t) => t.flags.defaultFlag) ?? types[0];
