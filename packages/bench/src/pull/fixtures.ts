/** The tax code that all companies have. */
export const TAX_CODE_ID = 11;

/** One ConnectWise company as the API sends it, about 2.85 KB of JSON: the same for every engine that is measured. */
export function companyJson(id: number, changed = false): string {
  const city = cities[id % cities.length] ?? 'Tampa';
  const updated = new Date(Date.UTC(2026, 0, 1) + id * 1000 + (changed ? 86_400_000 : 0))
    .toISOString()
    .replace('.000Z', 'Z');
  const href = (path: string) => `https://api-na.myconnectwise.net/v4_6_release/apis/3.0/${path}`;
  return JSON.stringify({
    id,
    identifier: `Bench${id}`,
    name: `Bench Company ${id}`,
    status: { id: 1, name: 'Active', _info: { status_href: href('company/companies/statuses/1') } },
    addressLine1: `${100 + (id % 900)} Harbor Street`,
    addressLine2: `Suite ${id % 70}`,
    city,
    state: 'FL',
    zip: String(33_000 + (id % 999)),
    country: { id: 1, name: 'United States', _info: { country_href: href('company/countries/1') } },
    phoneNumber: changed
      ? `813556${String(id % 10_000).padStart(4, '0')}`
      : `813555${String(id % 10_000).padStart(4, '0')}`,
    faxNumber: `813777${String(id % 10_000).padStart(4, '0')}`,
    website: `https://bench-${id}.example.com`,
    territory: { id: 2, name: 'Tampa Office', _info: { location_href: href('system/locations/2') } },
    accountNumber: `ACC-${id}`,
    dateAcquired: '2020-01-01T00:00:00Z',
    annualRevenue: 1_000_000 + id,
    numberOfEmployees: 10 + (id % 500),
    leadFlag: false,
    unsubscribeFlag: false,
    userDefinedField1: 'Gold',
    userDefinedField2: 'Renewal in the third quarter',
    taxCode: { id: TAX_CODE_ID, name: 'State', _info: { taxCode_href: href(`finance/taxCodes/${TAX_CODE_ID}`) } },
    billToCompany: {
      id,
      identifier: `Bench${id}`,
      name: `Bench Company ${id}`,
      _info: { company_href: href(`company/companies/${id}`) },
    },
    deletedFlag: false,
    mobileGuid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    isVendorFlag: false,
    types: [{ id: 1, name: 'Client', _info: { type_href: href('company/companies/types/1') } }],
    site: {
      id: 100_000 + id,
      name: 'Main',
      _info: { site_href: href(`company/companies/${id}/sites/${100_000 + id}`) },
    },
    customFields: [1, 2, 3].map((field) => ({
      id: field,
      caption: `Field ${field}`,
      type: 'Text',
      entryMethod: 'EntryField',
      numberOfDecimals: 0,
      value: field === 1 ? `Value ${id}` : null,
      connectWiseId: `11111111-2222-4333-8444-${String(field).padStart(12, '0')}`,
    })),
    _info: {
      lastUpdated: updated,
      updatedBy: 'bench',
      dateEntered: '2020-01-01T00:00:00Z',
      enteredBy: 'bench',
      contacts_href: href(`company/contacts?conditions=company/id=${id}`),
      agreements_href: href(`finance/agreements?conditions=company/id=${id}`),
      tickets_href: href(`service/tickets?conditions=company/id=${id}`),
      opportunities_href: href(`sales/opportunities?conditions=company/id=${id}`),
      activities_href: href(`sales/activities?conditions=company/id=${id}`),
      projects_href: href(`project/projects?conditions=company/id=${id}`),
      configurations_href: href(`company/configurations?conditions=company/id=${id}`),
      orders_href: href(`sales/orders?conditions=company/id=${id}`),
      documents_href: href(`system/documents?recordType=Company&recordId=${id}`),
      sites_href: href(`company/companies/${id}/sites`),
      teams_href: href(`company/companies/${id}/teams`),
      reports_href: href(`company/companies/${id}/managementSummaryReports`),
      notes_href: href(`company/companies/${id}/notes`),
    },
  });
}

/** One Stripe customer whose JSON is about as long, for the peer. */
export function customerJson(id: number): string {
  return JSON.stringify({
    id: `cus_${String(id).padStart(14, '0')}`,
    object: 'customer',
    address: {
      city: cities[id % cities.length],
      country: 'US',
      line1: `${100 + (id % 900)} Harbor Street`,
      line2: null,
      postal_code: '33602',
      state: 'FL',
    },
    balance: 0,
    created: 1_767_225_600 + id,
    currency: 'usd',
    default_source: null,
    delinquent: false,
    description: `Bench Company ${id}`,
    discount: null,
    email: `office@bench-${id}.example.com`,
    invoice_prefix: `BENCH${id}`,
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [
        `field_${i}`,
        `Value ${id} of the field ${i}, padded to the usual length of such a text`,
      ]),
    ),
    name: `Bench Company ${id}`,
    next_invoice_sequence: 1,
    phone: `813555${String(id % 10_000).padStart(4, '0')}`,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
  });
}

const cities = ['Tampa', 'Orlando', 'Miami', 'Sarasota', 'Naples'];
