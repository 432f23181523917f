import { companyWire } from '../../../../connectwise/wire/company.ts';
import type { EntityLink } from '../../../links/link.ts';
import { isAgreedThere, withContested } from '../../conflicts/base.rules.ts';
import type { ContactRow } from '../../records/contact/contact.fields.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';

/**
 * The link of a contact that was made the primary one here. Where somebody in ConnectWise chose another default contact for the company since
 * both sides agreed, nothing is agreed on about it any more: the owner rule decides, as where both sides edit one field.
 */
export async function withChoiceThere(
  attempt: PushAttempt,
  contact: ContactRow,
  link: EntityLink,
): Promise<EntityLink> {
  const { base } = link;
  if (!contact.isPrimary || base?.isPrimary !== false) return link;
  const company = await attempt.links.of('company', contact.clientId);
  const there = company && (await attempt.client.get(companyWire, company.remoteId));
  const chosen = there?.defaultContact ? String(there.defaultContact.id) : link.remoteId;
  if (chosen === link.remoteId) return link;
  const holder = (await attempt.links.ofRemote('contact', [chosen])).get(chosen);
  if (!holder?.base || isAgreedThere(holder.base, 'isPrimary', true)) return link;
  const contested = { ...link, base: withContested(base, 'isPrimary') };
  await attempt.commit(contested, null);
  return contested;
}
