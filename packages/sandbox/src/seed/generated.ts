import type { Stored } from '../model/stored.ts';
import type { Store } from '../store/store.ts';
import type { GeneratedRows } from '../store/table.ts';
import { plantDemoCatalog } from './demo-catalog.ts';
import { DEMO_CUSTOM_FIELDS, plantCustomFields } from './set-up-custom-fields.ts';
import { DEMO_TIME, pastTime, spread } from './spread.ts';
import { CITIES, FIRST_NAMES, LAST_NAMES, PLACES, STREETS, TITLES, TRADES } from './words.ts';

const CONTACTS_EACH = 2;
const LINES_EACH = 3;
export const MAX_SEED = 1_000_000;

/**
 * `count` companies, each with a site and two contacts; two opportunities for every five companies, with three lines
 * each. Rows are computed when they are read, so that a million of them start at once and cost nothing until touched.
 */
export function generate(store: Store, count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > MAX_SEED) {
    throw new Error(`A generated seed has from 1 to ${MAX_SEED} companies; ${count} was asked for.`);
  }
  plantCustomFields(
    store,
    DEMO_CUSTOM_FIELDS.filter((field) => field.pod !== 'company_overview'),
  );
  plantDemoCatalog(store, { withVendors: false });
  const items = [...store.table('catalog').all()].filter(
    (row) => row.productClass !== 'Bundle' && row.inactiveFlag !== true,
  );
  const opportunities = Math.floor(count / 5) * 2;
  const contacts = count * CONTACTS_EACH;
  const lines = opportunities * LINES_EACH;
  store.table('companies').generate(table(count, company, { holder: companyHolder(count) }));
  store.table('sites').generate(table(count, site, { related: { company: (id) => [id] } }));
  store.table('companyTypeAssociations').generate(
    table(count, (id) => ({ id, company: id, type: typeOf(id), ...touch(id) }), {
      related: { company: (id) => [id] },
    }),
  );
  const contactsOf = (id: number) => (id <= count ? [id * 2 - 1, id * 2] : []);
  store.table('contacts').generate(table(contacts, contact, { related: { company: contactsOf, site: contactsOf } }));
  store.reserveItemId('communication', contacts * 2);
  const opportunitiesOf = (id: number) => within(opportunityIdsOf(id), opportunities);
  const byContact = (id: number) => (id % 2 === 1 ? opportunitiesOf((id + 1) / 2) : []);
  store.table('opportunities').generate(
    table(opportunities, opportunity, {
      related: { company: opportunitiesOf, contact: byContact, site: opportunitiesOf },
    }),
  );
  const linesOf = (id: number) => within([id * 3 - 2, id * 3 - 1, id * 3], lines);
  store.table('products').generate(table(lines, (id) => productLine(id, items), { related: { opportunity: linesOf } }));
  store
    .table('forecastItems')
    .generate(table(lines, (id) => forecastLine(id, items), { related: { opportunity: linesOf } }));
}

type Related = Readonly<Record<string, (id: number) => readonly number[]>>;

function table(
  count: number,
  row: (id: number) => Stored,
  options: { related?: Related; holder?: (value: string) => number | undefined } = {},
): GeneratedRows {
  return {
    count,
    newestUpdate: DEMO_TIME,
    row,
    related: (field, id) => options.related?.[field]?.(id) ?? [],
    holder: (_field, value) => options.holder?.(value),
  };
}

const within = (ids: readonly number[], count: number) => ids.filter((id) => id >= 1 && id <= count);
const typeOf = (id: number) => (id % 5 === 0 ? 2 : 1);
const nameOf = (id: number) => {
  const place = PLACES[id % PLACES.length] ?? '';
  const [trade = ''] = TRADES[Math.floor(id / PLACES.length) % TRADES.length] ?? [];
  return `${place} ${trade}`;
};
const identifierOf = (id: number) => `${nameOf(id).replace(/\W/g, '').slice(0, 16)}${id}`;

function companyHolder(count: number): (value: string) => number | undefined {
  return (value) => {
    const id = Number(/(\d+)$/.exec(value)?.[1] ?? 0);
    return id >= 1 && id <= count && identifierOf(id).toLowerCase() === value ? id : undefined;
  };
}

function touch(salt: number): Pick<Stored, '$updated' | '$updatedBy' | '$entered' | '$enteredBy'> {
  const updated = pastTime(salt, 700);
  return { $updated: updated, $updatedBy: 'zadmin', $entered: updated - 86_400, $enteredBy: 'zadmin' };
}

function company(id: number): Stored {
  const [city, state, zip, area, taxCode] = cityOf(id);
  const identifier = identifierOf(id);
  return {
    id,
    identifier,
    name: `${nameOf(id)} ${id}`,
    status: 1,
    types: [typeOf(id)],
    addressLine1: `${100 + (id % 9_800)} ${STREETS[id % STREETS.length]}`,
    city,
    state,
    zip,
    country: 1,
    phoneNumber: `${area}555${String(id % 10_000).padStart(4, '0')}`,
    website: `https://www.${identifier.toLowerCase()}.example`,
    territory: 2 + (id % 2),
    market: 1 + (id % 10),
    site: id,
    defaultContact: id * 2 - 1,
    taxCode,
    billingTerms: 3,
    currency: 1,
    numberOfEmployees: 3 + (id % 240),
    ...touch(id),
  };
}

function site(id: number): Stored {
  const [city, , zip, area, taxCode] = cityOf(id);
  return {
    id,
    name: 'Main',
    company: id,
    addressLine1: `${100 + (id % 9_800)} ${STREETS[id % STREETS.length]}`,
    city,
    zip,
    country: 1,
    phoneNumber: `${area}555${String(id % 10_000).padStart(4, '0')}`,
    taxCode,
    primaryAddressFlag: true,
    defaultShippingFlag: true,
    defaultBillingFlag: true,
    defaultMailingFlag: true,
    ...touch(id),
  };
}

function contact(id: number): Stored {
  const owner = Math.ceil(id / CONTACTS_EACH);
  const firstName = FIRST_NAMES[id % FIRST_NAMES.length] ?? '';
  const lastName = LAST_NAMES[(id * 7) % LAST_NAMES.length] ?? '';
  const domain = `@${identifierOf(owner).toLowerCase()}.example`;
  const phone = `813555${String(id % 10_000).padStart(4, '0')}`;
  return {
    id,
    firstName,
    lastName,
    company: owner,
    site: owner,
    title: TITLES[id % TITLES.length],
    types: [],
    defaultFlag: id % 2 === 1,
    portalSecurityLevel: 1,
    disablePortalLoginFlag: true,
    companyLocation: 2,
    defaultPhoneType: 'Direct',
    defaultPhoneNbr: phone,
    communicationItems: [
      {
        id: id * 2 - 1,
        type: 1,
        value: `${firstName}.${lastName}${id}${domain}`.toLowerCase().replace("'", ''),
        defaultFlag: true,
        domain,
        communicationType: 'Email',
      },
      { id: id * 2, type: 2, value: phone, defaultFlag: true, communicationType: 'Phone' },
    ],
    mobileGuid: quickGuid(id),
    ...touch(id + 11),
  };
}

/** Companies 1 and 3 of every five have an opportunity. */
const companyOf = (opportunityId: number) =>
  Math.floor((opportunityId - 1) / 2) * 5 + ((opportunityId - 1) % 2 === 0 ? 1 : 3);
function opportunityIdsOf(companyId: number): number[] {
  const group = Math.floor((companyId - 1) / 5);
  const place = (companyId - 1) % 5;
  return place === 0 ? [group * 2 + 1] : place === 2 ? [group * 2 + 2] : [];
}

function opportunity(id: number): Stored {
  const owner = companyOf(id);
  const status = spread(id) < 0.7 ? 1 : 2 + (id % 2);
  const times = touch(id + 23);
  return {
    id,
    name: `${['Firewall refresh', 'Server replacement', 'Wi-Fi upgrade', 'Office move'][id % 4]} ${id}`,
    expectedCloseDate: DEMO_TIME - (DEMO_TIME % 86_400) + (id % 120) * 86_400,
    type: 1 + (id % 5),
    stage: 6 + (id % 5),
    status,
    probability: [2, 3, 5, 6, 7][id % 5],
    rating: 2 + (id % 3),
    primarySalesRep: 2 + (id % 7),
    locationId: 2,
    businessUnitId: 10,
    company: owner,
    contact: owner * 2 - 1,
    site: owner,
    taxCode: cityOf(owner)[4],
    totalSalesTax: 0,
    pipelineChangeDate: times.$entered,
    dateBecameLead: times.$entered,
    closedDate: status === 1 ? undefined : times.$updated,
    closedBy: status === 1 ? undefined : 2,
    ...times,
  };
}

function amounts(id: number, items: readonly Stored[]) {
  const item = items[(id * 13) % items.length];
  const quantity = 1 + (id % 8);
  const price = Number(item?.price ?? 0);
  const cost = Number(item?.cost ?? 0);
  const extPrice = Math.round(quantity * price * 100) / 100;
  const extCost = Math.round(quantity * cost * 100) / 100;
  return { item, quantity, price, cost, extPrice, extCost, margin: Math.round((extPrice - extCost) * 100) / 100 };
}

function productLine(id: number, items: readonly Stored[]): Stored {
  const { item, ...rest } = amounts(id, items);
  const owner = Math.ceil(id / LINES_EACH);
  return {
    id,
    ...rest,
    catalogItem: item?.id,
    description: item?.description,
    customerDescription: item?.customerDescription,
    productClass: item?.productClass,
    sequenceNumber: ((id - 1) % LINES_EACH) + 1,
    discount: 0,
    billableOption: 'Billable',
    locationId: 2,
    location: 2,
    businessUnitId: 10,
    businessUnit: 10,
    opportunity: owner,
    company: companyOf(owner),
    forecastDetailId: id,
    forecastStatus: 1,
    ...touch(owner + 23),
  };
}

function forecastLine(id: number, items: readonly Stored[]): Stored {
  const { item, quantity, extPrice, extCost, margin } = amounts(id, items);
  return {
    id,
    opportunity: Math.ceil(id / LINES_EACH),
    forecastDescription: String(item?.description ?? '').slice(0, 50),
    catalogItem: item?.id,
    productClass: item?.productClass,
    status: 1,
    forecastType:
      item?.productClass === 'Agreement' || item?.productClass === 'Service' ? item.productClass : 'Product',
    quantity,
    revenue: extPrice,
    cost: extCost,
    margin,
    percentage: 100,
    includeFlag: true,
    sequenceNumber: ((id - 1) % LINES_EACH) + 1,
    subNumber: 0,
    ...touch(Math.ceil(id / LINES_EACH) + 23),
  };
}

const cityOf = (id: number) => CITIES[id % CITIES.length] ?? (['', '', '', '', 11] as const);

/** Looks like a GUID and costs no hash. */
function quickGuid(id: number): string {
  return `00000000-0000-4000-a000-${id.toString(16).padStart(12, '0')}`;
}
