import { domainOf } from '../rules/communication.ts';
import { guidFor } from '../store/guid.ts';
import type { Store } from '../store/store.ts';
import { FIRST_COMPANY, phoneOf } from './demo-companies.ts';
import { plant } from './plant.ts';
import { pastTime, pick, spread } from './spread.ts';
import { FIRST_NAMES, LAST_NAMES, TITLES } from './words.ts';

const FIRST_CONTACT = 57_001;

/** About two people a company; some companies have none. A few contacts stand alone, lack a last name, or share an address. */
export function plantDemoContacts(store: Store): void {
  let id = FIRST_CONTACT;
  for (const company of [...store.table('companies').all()]) {
    if (company.id < FIRST_COMPANY || company.deletedFlag === true) continue;
    const people = spread(company.id * 37) < 0.02 ? 0 : 1 + Math.floor(spread(company.id * 41) * 3.05);
    for (let at = 0; at < people; at += 1, id += 1) {
      const isPrimary = at === 0;
      plantContact(store, id, {
        company: company.id,
        defaultFlag: isPrimary,
        domain: `${String(company.identifier).toLowerCase()}.example`,
      });
      if (!isPrimary) continue;
      store.table('companies').put({ ...company, defaultContact: id });
    }
  }
  for (let at = 0; at < 12; at += 1, id += 1) plantContact(store, id, { domain: 'mail.example' });
}

function plantContact(store: Store, id: number, at: { company?: number; defaultFlag?: boolean; domain: string }): void {
  const firstName = pick(FIRST_NAMES, id);
  const lastName = id % 400 === 0 ? undefined : pick(LAST_NAMES, id * 3);
  const shared = id % 150 === 7;
  const plain = `${firstName}.${lastName ?? 'office'}`.toLowerCase().replace(/[^a-z.]/g, '');
  const email = shared ? `info@${at.domain}` : `${plain}@${at.domain}`;
  const items: Record<string, unknown>[] = [];
  if (id % 90 !== 3)
    items.push({ type: 1, value: email, defaultFlag: true, domain: domainOf(email), communicationType: 'Email' });
  const phone = phoneOf('813', id * 7);
  if (id % 5 !== 0)
    items.push({
      type: 2,
      value: phone,
      defaultFlag: true,
      communicationType: 'Phone',
      extension: id % 9 === 0 ? String(100 + (id % 800)) : undefined,
    });
  if (id % 3 === 0)
    items.push({ type: 3, value: phoneOf('727', id * 11), defaultFlag: id % 5 === 0, communicationType: 'Phone' });
  const site = at.company === undefined ? undefined : store.table('sites').get(at.company);
  const shown = items.find((item) => item.communicationType === 'Phone' && item.defaultFlag === true);
  plant(
    store,
    'contacts',
    id,
    {
      firstName,
      lastName,
      company: at.company,
      site: site?.id,
      title: pick(TITLES, id * 5),
      department: 1 + (id % 4),
      relationship: 1,
      inactiveFlag: id % 61 === 0 && at.defaultFlag !== true,
      types: id % 7 === 0 ? [1] : [],
      defaultFlag: at.defaultFlag,
      portalSecurityLevel: 1,
      disablePortalLoginFlag: true,
      companyLocation: 2,
      defaultPhoneType: shown ? (shown.type === 2 ? 'Direct' : 'Mobile') : site?.phoneNumber && 'Site',
      defaultPhoneNbr: shown?.value ?? site?.phoneNumber,
      defaultPhoneExtension: shown?.extension,
      communicationItems: items.map((item) => ({ id: store.nextItemId('communication'), ...item })),
      mobileGuid: guidFor('contacts', id),
    },
    {
      updated: pastTime(id, 700),
      by: pick(['jdoe', 'mruiz', 'sokafor', 'zadmin'], id),
      entered: pastTime(id, 2_000) - 700 * 86_400,
    },
  );
}
