import { recordNamed } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import { forecastFields } from '../rules/forecast-line.ts';
import { productRules } from '../rules/product.rules.ts';
import { refreshSalesTax } from '../rules/sales-tax.ts';
import { guidFor } from '../store/guid.ts';
import type { Readings } from '../store/options.ts';
import type { Store } from '../store/store.ts';
import { compact, WriteContext } from '../write/write-context.ts';
import { FIRST_COMPANY } from './demo-companies.ts';
import { plant } from './plant.ts';
import { DEMO_TIME, pastTime, pick, spread } from './spread.ts';

const COUNT = 1_200;
const DAY = 86_400;
const NAMES =
  'Firewall refresh|Microsoft 365 migration|Server replacement|Managed services agreement|Wi-Fi upgrade|Office move|Backup and disaster recovery|Laptop refresh|Security assessment|Phone system|Endpoint protection|Branch network|Compliance project|Cloud migration|Printer fleet'.split(
    '|',
  );
const SOURCES = ['Referral', 'Website', 'Quarterly review', 'Cold call', 'Partner'];

/** Deals of the last two years with product lines, forecast lines and notes. */
export function plantDemoOpportunities(store: Store, readings: Readings): void {
  const buyers = [...store.table('companies').all()].filter(
    (row) => row.id >= FIRST_COMPANY && row.defaultContact && row.isVendorFlag !== true,
  );
  const items = [...store.table('catalog').all()].filter(
    (row) => row.inactiveFlag !== true && row.productClass !== 'Bundle',
  );
  const context = new WriteContext({
    store,
    member: { id: 1, identifier: 'zadmin' },
    readings,
    definition: recordNamed('products'),
  });
  let noteId = 40;
  for (let at = 0; at < COUNT; at += 1) {
    const id = 120 + at;
    const company = pick(buyers, id * 3);
    const opportunity = plantOpportunity(store, id, company);
    const lines = 1 + Math.floor(spread(id * 43) * 4.4);
    for (let line = 0; line < lines; line += 1) plantLine(context, opportunity, pick(items, id * 47 + line), line);
    refreshSalesTax(id, context);
    if (at % 3 !== 0) continue;
    noteId += 1;
    const text = pick(
      [
        'Met with the office manager, budget approved.',
        'Waiting for the board to sign.',
        'Asked for two options with and without support.',
        'Site survey done; cabling is fine.',
      ],
      id,
    );
    plant(
      store,
      'opportunityNotes',
      noteId,
      { opportunityId: id, text, type: 1, enteredBy: 'jdoe', mobileGuid: guidFor('opportunityNotes', noteId) },
      { updated: opportunity.$updated, by: 'jdoe' },
    );
  }
}

function plantOpportunity(store: Store, id: number, company: Stored): Stored {
  const entered = pastTime(id * 2, 600);
  const fate = spread(id * 53);
  const status = fate < 0.6 ? 1 : fate < 0.8 ? 2 : fate < 0.84 ? 5 : fate < 0.96 ? 3 : 4;
  const isClosed = status !== 1;
  const stage = isClosed ? (status === 3 ? 8 : 10) : 6 + Math.floor(spread(id * 59) * 5);
  const closed = isClosed ? Math.min(DEMO_TIME, entered + Math.floor(20 + spread(id * 61) * 90) * DAY) : undefined;
  const expected = closed ?? DEMO_TIME + Math.floor(spread(id * 67) * 150 - 10) * DAY;
  const rep = 2 + Math.floor(spread(id * 71) * 7);
  return plant(
    store,
    'opportunities',
    id,
    {
      name: `${pick(NAMES, id * 73)}${id % 4 === 0 ? '' : ` - ${company.name}`}`.slice(0, 100),
      expectedCloseDate: expected - (expected % DAY),
      type: 1 + Math.floor(spread(id * 79) * 5),
      stage,
      status,
      probability: store.table('stages').get(stage)?.probability,
      priority: 7,
      rating: 2 + Math.floor(spread(id * 83) * 3),
      source: pick(SOURCES, id * 89),
      primarySalesRep: rep,
      locationId: 2 + (id % 2),
      businessUnitId: 10,
      company: company.id,
      contact: company.defaultContact,
      site: company.site,
      pipelineChangeDate: entered,
      dateBecameLead: entered,
      closedDate: closed,
      closedBy: isClosed ? rep : undefined,
      taxCode: company.taxCode,
      billingTerms: company.billingTerms,
      currency: 1,
      totalSalesTax: 0,
      customFields: id % 5 === 0 ? { 5: `Q-${2_000 + id}` } : undefined,
    },
    { updated: Math.max(entered, closed ?? pastTime(id, 120)), by: pick(['jdoe', 'mruiz', 'tkim'], id), entered },
  );
}

function plantLine(context: WriteContext, opportunity: Stored, item: Stored, at: number): void {
  const { store } = context;
  const id = store.table('products').nextId();
  const quantity =
    item.productClass === 'Agreement'
      ? 5 + Math.floor(spread(id * 97) * 40)
      : 1 + Math.floor(spread(id * 101) ** 2 * 12);
  const draft: Record<string, unknown> & { id: number } = {
    id,
    catalogItem: item.id,
    opportunity: opportunity.id,
    quantity,
    billableOption: 'Billable',
    sequenceNumber: at + 1,
    forecastStatus: opportunity.status,
    // What recurs is not paid once as well.
    ...(item.recurringFlag === true ? { price: 0, cost: 0 } : {}),
  };
  productRules.defaults?.(draft, context);
  productRules.beforeSave?.(draft, context);
  const forecastId = store.table('forecastItems').nextId();
  const touch = { updated: opportunity.$updated, by: opportunity.$updatedBy, entered: opportunity.$entered };
  const line = plant(store, 'products', id, { ...compact(draft), forecastDetailId: forecastId }, touch);
  plant(
    store,
    'forecastItems',
    forecastId,
    {
      ...forecastFields(line, context.readings),
      opportunity: opportunity.id,
      includeFlag: true,
      sequenceNumber: at + 1,
      subNumber: 0,
    },
    touch,
  );
}
