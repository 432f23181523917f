import { guidFor } from '../store/guid.ts';
import type { Store } from '../store/store.ts';
import { plant } from './plant.ts';
import { pastTime, pick, spread } from './spread.ts';
import { CITIES, PLACES, STREETS, TRADES } from './words.ts';

export const FIRST_COMPANY = 250;
const COUNT = 2_985;

interface Special {
  readonly name: string;
  readonly identifier?: string;
  readonly city?: number;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Legal oddities that any old ConnectWise holds. */
const SPECIALS: readonly Special[] = [
  { name: 'Angry Fox, Co.', identifier: 'AngryFoxCo' },
  { name: 'O\'Malley & Sons "Marine" Supply', identifier: 'OMalleySonsMarine' },
  { name: 'Brown & Hatcher, P.A.', identifier: 'BrownHatcherPA' },
  { name: 'Sunshine Realty', identifier: 'SunshineRealtyTampa', city: 0 },
  { name: 'Sunshine Realty', identifier: 'SunshineRealtySarasota', city: 4 },
  { name: 'Café Montréal Ltée', identifier: 'CafeMontreal' },
  {
    name: 'Peninsular Emergency Veterinary Specialists of West Central Florida',
    identifier: 'PeninsularEmergencyVetSpc',
  },
  { name: 'Tallis Distribution', identifier: 'TallisDistribution', fields: { types: [3], isVendorFlag: true } },
  { name: 'Halden Technology Wholesale', identifier: 'HaldenWholesale', fields: { types: [3], isVendorFlag: true } },
  { name: 'Gulf Freight (merged)', identifier: 'GulfFreightOld', fields: { deletedFlag: true, deletedBy: 'zadmin' } },
  { name: 'Bay Printing', identifier: 'BayPrinting', fields: { deletedFlag: true, deletedBy: 'mruiz' } },
  { name: 'Old Tampa Hardware', identifier: 'OldTampaHardware', fields: { deletedFlag: true, deletedBy: 'mruiz' } },
  { name: 'Ridgeway Holdings', identifier: 'RidgewayHoldings', fields: { status: 2 } },
  { name: 'Marlin Charter Fleet', identifier: 'MarlinCharterFleet', fields: { status: 3 } },
  { name: 'A1', identifier: 'A1' },
];

export function plantDemoCompanies(store: Store): void {
  plant(store, 'companies', 2, companyFields(2, 'Blue Gulf IT', 'BlueGulfIT', 0), { updated: pastTime(2, 700) });
  plantSite(store, 2);
  let id = FIRST_COMPANY;
  for (const special of SPECIALS) {
    const identifier = special.identifier ?? identifierOf(special.name);
    const fields = { ...companyFields(id, special.name, identifier, special.city), ...special.fields };
    if (fields.deletedFlag === true) Object.assign(fields, { dateDeleted: pastTime(id, 300) });
    plantCompany(store, id, fields);
    id += 1;
  }
  for (let at = 0; at < COUNT; at += 1, id += 1) {
    // 75 places and 40 trades: each round through the places begins one trade later, which gives each pair once.
    const placeAt = at % PLACES.length;
    const place = PLACES[placeAt] ?? '';
    const [trade = ''] = TRADES[(placeAt + Math.floor(at / PLACES.length)) % TRADES.length] ?? [];
    const name = `${place} ${trade}`;
    plantCompany(store, id, companyFields(id, name, identifierOf(name)));
  }
}

function plantCompany(store: Store, id: number, fields: Record<string, unknown>): void {
  const entered = pastTime(id * 3, 2_400) - 700 * 86_400;
  plant(store, 'companies', id, fields, {
    updated: Math.max(entered, pastTime(id, 700)),
    by: pick(['jdoe', 'mruiz', 'tkim', 'zadmin'], id * 139 + 1),
    entered,
  });
  plantSite(store, id);
}

function companyFields(id: number, name: string, identifier: string, cityAt?: number): Record<string, unknown> {
  const [city, state, zip, area, taxCode] = CITIES[cityAt ?? Math.floor(spread(id * 137 + 5) * CITIES.length)] ?? [
    '',
    '',
    '',
    '',
    11,
  ];
  const domain = `${identifier.toLowerCase()}.example`;
  const market = TRADES.find(([trade]) => name.endsWith(trade))?.[1];
  const markets = [
    'Healthcare',
    'Legal',
    'Manufacturing',
    'Construction',
    'Finance',
    'Hospitality',
    'Education',
    'Nonprofit',
    'Retail',
    'Logistics',
  ];
  const kind = spread(id * 11);
  return {
    identifier,
    name,
    status: kind > 0.97 ? 2 : 1,
    types: [kind < 0.72 ? 1 : kind < 0.92 ? 2 : kind < 0.97 ? 5 : 4],
    addressLine1: `${100 + Math.floor(spread(id * 5) * 9_800)} ${pick(STREETS, id * 7)}`,
    addressLine2: spread(id * 13) > 0.8 ? `Suite ${100 + (id % 40) * 10}` : undefined,
    city,
    state,
    zip,
    country: 1,
    phoneNumber: phoneOf(area, id),
    website: spread(id * 17) > 0.1 ? `https://www.${domain}` : undefined,
    territory: 2 + (id % 2),
    market: market && markets.indexOf(market) + 1,
    site: id,
    taxCode,
    billingTerms: 3,
    currency: 1,
    territoryManager: 2 + (id % 7),
    accountNumber: `BG-${10_000 + id}`,
    numberOfEmployees: 3 + Math.floor(spread(id * 19) ** 2 * 240),
    yearEstablished: spread(id * 23) > 0.6 ? 1950 + Math.floor(spread(id * 29) * 70) : undefined,
    mobileGuid: guidFor('companies', id),
    customFields: spread(id * 31) > 0.5 ? { 1: pick(['Gold', 'Silver', 'Bronze'], id), 2: 5 + (id % 60) } : undefined,
  };
}

function plantSite(store: Store, id: number): void {
  const company = store.table('companies').get(id);
  if (!company) return;
  plant(
    store,
    'sites',
    id,
    {
      name: 'Main',
      company: id,
      addressLine1: company.addressLine1,
      addressLine2: company.addressLine2,
      city: company.city,
      stateReference: ['FL', 'GA'].indexOf(String(company.state)) + 1 || undefined,
      zip: company.zip,
      country: company.country,
      phoneNumber: company.phoneNumber,
      taxCode: company.taxCode,
      primaryAddressFlag: true,
      defaultShippingFlag: true,
      defaultBillingFlag: true,
      defaultMailingFlag: true,
      mobileGuid: guidFor('sites', id),
    },
    { updated: company.$updated, by: company.$updatedBy },
  );
  for (const type of (company.types ?? []) as readonly number[]) {
    plant(
      store,
      'companyTypeAssociations',
      id,
      { company: id, type },
      { updated: company.$updated, by: company.$updatedBy },
    );
  }
}

export function phoneOf(area: string, salt: number): string {
  return `${area}555${String(100 + ((Math.imul(salt, 2_654_435) >>> 0) % 9_900)).padStart(4, '0')}`;
}

/** Word characters only, at most 25. */
function identifierOf(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').slice(0, 25);
}
