import { companyWire } from '../../../../connectwise/wire/company.ts';
import { contactWire } from '../../../../connectwise/wire/contact.ts';
import { isBlank } from '../../../../connectwise/wire/shape.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import { hasOtherPrimary, markPrimary } from '../../../crm/contacts/primary-contact.queries.ts';
import type { EntityLink } from '../../../links/link.ts';
import { type FilledInWords, madeDefaultContact } from '../../messages/filled-in.messages.ts';
import { named } from '../../messages/push-description.messages.ts';
import type { ContactRow } from '../../records/contact/contact.fields.ts';
import type { Fields } from '../../records/entity-sync.ts';
import { fieldsOfRow } from '../../records/fields/derive.ts';
import { type AgreedState, agreedOnCreate, agreedOnUpdate, type RemoteState } from '../attempt/agreed-state.rules.ts';
import { type DefaultClaim, endClaim, noteClaimSent, readClaim } from '../attempt/default-claims.queries.ts';
import { patchAsRead } from '../attempt/patch-once.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';

interface DefaultContact {
  remoteId: string;
  name: string;
}

/** The same as `makePrimary` for a contact that is none of the CRM's. */
export async function makeDefault(attempt: PushAttempt, companyId: number, contact: DefaultContact): Promise<void> {
  const filled = await patchCompany(attempt, companyId, contact, { isSent: false, sending: async () => undefined });
  if (filled) await attempt.report(eventOf(contact, { filled, isPrimaryHere: false }));
}

/**
 * A company without a default contact gets this one, so that opportunities made in ConnectWise have one too. It becomes the primary one of its
 * client with it: our own change, told once and agreed on at once. Where another contact is primary here, that one becomes the default with its
 * own push. The claim was opened with the contact's link, and is over with this.
 */
export async function makePrimary(
  attempt: PushAttempt,
  companyId: number,
  contact: ContactRow,
  there: DefaultContact,
): Promise<void> {
  const { connectionId } = attempt;
  const claim = await attempt.read((tx) => readClaim(tx, connectionId, contact.id));
  if (!claim) return;
  const fields = attempt.fieldsOf('contact');
  const marks = !contact.isPrimary && fields.isPrimary?.direction !== 'off';
  const isOther = marks && (await attempt.read((tx) => hasOtherPrimary(tx, contact)));
  const sending = () => attempt.write((tx) => noteClaimSent(tx, connectionId, contact.id));
  const filled = isOther ? null : await patchCompany(attempt, companyId, there, { ...claim, sending });
  if (!filled) return attempt.write((tx) => endClaim(tx, connectionId, contact.id));
  const link = await attempt.links.of('contact', contact.id);
  const record = await attempt.client.get(contactWire, there.remoteId);
  const state = record && link?.remoteHash ? await attempt.stateOf('contact', record) : null;
  await attempt.commitAs(async (tx) => {
    await endClaim(tx, connectionId, contact.id);
    const isPrimaryHere = marks && (await markPrimary(tx, contact));
    const local = fieldsOfRow(fields, { ...contact, isPrimary: contact.isPrimary || isPrimaryHere });
    return {
      link: link && state ? { ...link, ...agreedOn(link, local, state, claim) } : null,
      event: {
        ...eventOf(there, { filled, isPrimaryHere }),
        localId: contact.id,
        changes: isPrimaryHere ? [{ field: 'isPrimary', from: false, to: true }] : [],
      },
    };
  });
}

/** Goes on where a push ended between a contact's link and its claim; answers whether there was something to go on with. */
export async function finishClaim(attempt: PushAttempt, contact: ContactRow, there: DefaultContact): Promise<boolean> {
  const claim = await attempt.read((tx) => readClaim(tx, attempt.connectionId, contact.id));
  if (claim) await makePrimary(attempt, claim.companyId, contact, there);
  return claim !== null;
}

/** What was edited on either side since an earlier attempt made the contact is not agreed on with this. */
const agreedOn = (link: EntityLink, local: Fields, state: RemoteState, { isSent }: DefaultClaim): AgreedState =>
  isSent
    ? agreedOnUpdate(link, local, { before: state, after: state, sent: ['isPrimary'], toTake: [] })
    : agreedOnCreate(local, state);

/** Answers what was filled in with it; null where the company has a default contact that is not our doing. */
async function patchCompany(
  attempt: PushAttempt,
  companyId: number,
  { remoteId }: DefaultContact,
  { isSent, sending }: { isSent: boolean; sending: () => Promise<void> },
): Promise<FilledInWords[] | null> {
  // Two pushes may each make a contact of the company: the one that comes second sees the other's.
  const link = (await attempt.links.ofRemote('company', [String(companyId)])).get(String(companyId));
  if (link)
    await attempt.hold('company', link.localId, named(attempt.record('company').words.remote, String(companyId)));
  const company = await attempt.client.get(companyWire, companyId);
  // Blank: it may have one that our role is not shown.
  if (!company || isBlank(company, 'defaultContact')) return null;
  if (company.defaultContact) return isSent && company.defaultContact.id === Number(remoteId) ? [] : null;
  await sending();
  const operations = [{ op: 'replace' as const, path: 'defaultContact', value: { id: Number(remoteId) } }];
  const patched = await patchAsRead(attempt.client, { wire: companyWire, id: companyId, remote: company, operations });
  return attempt.filledInWords(
    'company',
    { filled: [], custom: { owner: 'company', sent: {}, held: company } },
    patched,
  );
}

const eventOf = (
  { name, remoteId }: DefaultContact,
  details: { filled: readonly FilledInWords[]; isPrimaryHere: boolean },
): NewAuditEvent => ({
  operation: 'update',
  status: 'success',
  entity: 'contact',
  name,
  localId: null,
  remoteId,
  description: madeDefaultContact(name, details),
});
