import { guidFor } from '../store/guid.ts';
import type { Store } from '../store/store.ts';
import { plant } from './plant.ts';
import { pastTime, spread } from './spread.ts';

interface Family {
  readonly stem: string;
  readonly name: string;
  readonly subcategory: number;
  readonly type: number;
  readonly productClass: string;
  readonly maker: number;
  readonly price: number;
  readonly models: readonly string[];
  readonly editions: readonly string[];
}

const SIZES = ['100', '200', '300', '400', '500', '600', '700', '800'];
const FAMILIES: readonly Family[] = [
  {
    stem: 'DT',
    name: 'Halden Desk',
    subcategory: 1,
    type: 1,
    productClass: 'Inventory',
    maker: 2,
    price: 640,
    models: SIZES,
    editions: ['i5 16GB', 'i7 16GB', 'i7 32GB', 'i9 32GB', 'i9 64GB'],
  },
  {
    stem: 'LT',
    name: 'Halden Book',
    subcategory: 2,
    type: 1,
    productClass: 'Inventory',
    maker: 2,
    price: 890,
    models: SIZES,
    editions: ['i5 16GB', 'i7 16GB', 'i7 32GB', 'i9 32GB', 'touch'],
  },
  {
    stem: 'SV',
    name: 'Corvid Server',
    subcategory: 3,
    type: 1,
    productClass: 'Inventory',
    maker: 4,
    price: 3_900,
    models: SIZES.slice(0, 6),
    editions: ['tower', '1U', '2U', '2U dual CPU', 'backup node'],
  },
  {
    stem: 'MN',
    name: 'Fennimore Display',
    subcategory: 4,
    type: 1,
    productClass: 'Inventory',
    maker: 3,
    price: 180,
    models: SIZES,
    editions: ['24 inch', '27 inch', '32 inch', '34 inch wide', '27 inch 4K'],
  },
  {
    stem: 'AC',
    name: 'Tallis Dock',
    subcategory: 5,
    type: 1,
    productClass: 'NonInventory',
    maker: 5,
    price: 90,
    models: SIZES,
    editions: ['USB-C', 'dual display', 'travel', 'keyboard set', 'headset'],
  },
  {
    stem: 'FW',
    name: 'Northgate Firewall',
    subcategory: 6,
    type: 1,
    productClass: 'NonInventory',
    maker: 1,
    price: 520,
    models: SIZES,
    editions: ['base', '1 year security', '3 year security', '5 year security', 'HA pair'],
  },
  {
    stem: 'SW',
    name: 'Northgate Switch',
    subcategory: 7,
    type: 1,
    productClass: 'NonInventory',
    maker: 1,
    price: 260,
    models: SIZES,
    editions: ['8 port', '24 port', '24 port PoE', '48 port', '48 port PoE'],
  },
  {
    stem: 'AP',
    name: 'Brightwire Access Point',
    subcategory: 8,
    type: 1,
    productClass: 'NonInventory',
    maker: 6,
    price: 150,
    models: SIZES,
    editions: ['indoor', 'outdoor', 'wall plate', 'mesh', 'high density'],
  },
  {
    stem: 'CB',
    name: 'Patch Cable',
    subcategory: 9,
    type: 4,
    productClass: 'NonInventory',
    maker: 6,
    price: 4,
    models: SIZES.slice(0, 4),
    editions: ['1 ft', '3 ft', '7 ft', '14 ft', '25 ft'],
  },
  {
    stem: 'M365',
    name: 'Microsoft 365',
    subcategory: 10,
    type: 2,
    productClass: 'Agreement',
    maker: 7,
    price: 8,
    models: ['Business', 'Apps', 'Enterprise'],
    editions: ['Basic', 'Standard', 'Premium', 'E3', 'E5'],
  },
  {
    stem: 'EDR',
    name: 'Kestrel Endpoint',
    subcategory: 11,
    type: 2,
    productClass: 'Agreement',
    maker: 8,
    price: 5,
    models: SIZES,
    editions: ['workstation', 'server', 'mobile', 'MDR', 'XDR'],
  },
  {
    stem: 'BK',
    name: 'Anchorpoint Backup',
    subcategory: 12,
    type: 2,
    productClass: 'Agreement',
    maker: 9,
    price: 19,
    models: SIZES,
    editions: ['workstation', 'server', 'M365', 'immutable', 'DR test'],
  },
  {
    stem: 'LOB',
    name: 'Quillon Suite',
    subcategory: 13,
    type: 2,
    productClass: 'NonInventory',
    maker: 10,
    price: 400,
    models: SIZES.slice(0, 6),
    editions: ['Starter', 'Team', 'Practice', 'Clinic', 'Enterprise'],
  },
  {
    stem: 'INS',
    name: 'Installation',
    subcategory: 14,
    type: 3,
    productClass: 'Service',
    maker: 0,
    price: 140,
    models: ['Desktop', 'Server', 'Network', 'Wireless'],
    editions: ['half day', 'full day', 'after hours', 'weekend', 'per hour'],
  },
  {
    stem: 'PRJ',
    name: 'Project',
    subcategory: 15,
    type: 3,
    productClass: 'Service',
    maker: 0,
    price: 1_900,
    models: ['Migration', 'Office move', 'Cloud', 'Security'],
    editions: ['assessment', 'small', 'medium', 'large', 'hourly'],
  },
  {
    stem: 'MSU',
    name: 'Managed User',
    subcategory: 18,
    type: 3,
    productClass: 'Agreement',
    maker: 0,
    price: 95,
    models: ['Essential', 'Standard', 'Complete', 'Co-managed'],
    editions: ['monthly', 'annual', 'nonprofit', 'healthcare', 'frontline'],
  },
  {
    stem: 'MSD',
    name: 'Managed Device',
    subcategory: 19,
    type: 3,
    productClass: 'Agreement',
    maker: 0,
    price: 45,
    models: ['Firewall', 'Switch', 'Server', 'Workstation'],
    editions: ['monitor', 'monitor and patch', 'full', 'after hours', 'annual'],
  },
  {
    stem: 'VO',
    name: 'Hosted Voice',
    subcategory: 21,
    type: 3,
    productClass: 'Agreement',
    maker: 6,
    price: 24,
    models: ['Seat', 'Queue', 'Fax', 'Trunk'],
    editions: ['basic', 'standard', 'premium', 'call center', 'lobby'],
  },
  {
    stem: 'UPS',
    name: 'Tallis Power',
    subcategory: 5,
    type: 1,
    productClass: 'NonInventory',
    maker: 5,
    price: 130,
    models: SIZES,
    editions: ['tower', 'rack', 'extended', 'managed', 'battery pack'],
  },
  {
    stem: 'PR',
    name: 'Fennimore Print',
    subcategory: 5,
    type: 1,
    productClass: 'NonInventory',
    maker: 3,
    price: 310,
    models: SIZES,
    editions: ['mono', 'color', 'multifunction', 'label', 'wide format'],
  },
  {
    stem: 'NAS',
    name: 'Corvid Store',
    subcategory: 3,
    type: 1,
    productClass: 'Inventory',
    maker: 4,
    price: 720,
    models: SIZES,
    editions: ['2 bay', '4 bay', '8 bay', '12 bay', 'expansion'],
  },
  {
    stem: 'CAM',
    name: 'Brightwire Camera',
    subcategory: 8,
    type: 1,
    productClass: 'NonInventory',
    maker: 6,
    price: 110,
    models: SIZES,
    editions: ['dome', 'bullet', 'turret', 'PTZ', 'doorbell'],
  },
  {
    stem: 'SEC',
    name: 'Kestrel Awareness',
    subcategory: 11,
    type: 2,
    productClass: 'Agreement',
    maker: 8,
    price: 3,
    models: SIZES,
    editions: ['phishing tests', 'training', 'dark web watch', 'policy pack', 'password vault'],
  },
  {
    stem: 'CON',
    name: 'Consulting',
    subcategory: 16,
    type: 3,
    productClass: 'Service',
    maker: 0,
    price: 185,
    models: ['vCIO', 'Compliance', 'Audit', 'Training'],
    editions: ['hour', 'half day', 'day', 'week', 'retainer'],
  },
];

/** Plain items first, then the bundles made of them. */
export function plantDemoCatalog(store: Store, { withVendors = true } = {}): void {
  let id = 70;
  for (const family of FAMILIES) {
    for (const [at, model] of family.models.entries()) {
      for (const [edition, label] of family.editions.entries()) {
        plantItem(store, id, family, { at, model, edition, label, withVendors });
        id += 1;
      }
    }
  }
  plantBundles(store, id);
}

function plantItem(
  store: Store,
  id: number,
  family: Family,
  of: { at: number; model: string; edition: number; label: string; withVendors: boolean },
): void {
  const price = Math.round(family.price * (1 + of.at * 0.35) * (1 + of.edition * 0.22) * 100) / 100;
  const isRecurring = family.productClass === 'Agreement';
  const description = `${family.name} ${of.model} ${of.label}`.slice(0, 60);
  plant(
    store,
    'catalog',
    id,
    {
      identifier: `${family.stem}-${of.model.replace(/\W/g, '').toUpperCase().slice(0, 12)}-${of.edition + 1}`,
      description,
      customerDescription: `${family.name} ${of.model}, ${of.label}`,
      inactiveFlag: id % 67 === 0,
      subcategory: family.subcategory,
      category: store.table('subcategories').get(family.subcategory)?.category,
      type: family.type,
      productClass: family.productClass,
      unitOfMeasure: family.type === 3 && !isRecurring ? 2 : isRecurring ? 3 : 1,
      price,
      cost: Math.round(price * (0.55 + spread(id) * 0.2) * 100) / 100,
      taxableFlag: family.type === 1 || family.type === 4,
      manufacturer: family.maker || undefined,
      manufacturerPartNumber: family.maker
        ? `${family.stem}${of.model.slice(0, 4).toUpperCase()}${of.edition + 1}-US`
        : undefined,
      vendor: of.withVendors && family.type === 1 ? 257 + (id % 2) : undefined,
      vendorSku: family.type === 1 ? `TD${100_000 + id}` : undefined,
      recurringFlag: isRecurring,
      recurringRevenue: isRecurring ? price : undefined,
      recurringCost: isRecurring ? Math.round(price * 60) / 100 : undefined,
      recurringBillCycle: isRecurring ? 1 : undefined,
      recurringCycleType: isRecurring ? 'ContractYear' : undefined,
      billableOption: 'Billable',
      connectWiseID: guidFor('catalog', id),
    },
    { updated: pastTime(id, 500), by: 'zadmin' },
  );
}

const BUNDLES: readonly (readonly [string, string, readonly (readonly [string, number])[]])[] = [
  [
    'NEW-USER',
    'New user kit',
    [
      ['LT-200-2', 1],
      ['AC-100-1', 1],
      ['MN-200-2', 2],
      ['INS-DESKTOP-1', 1],
    ],
  ],
  [
    'BRANCH-NET',
    'Branch office network',
    [
      ['FW-100-2', 1],
      ['SW-200-3', 1],
      ['AP-200-1', 3],
      ['INS-NETWORK-2', 1],
    ],
  ],
  [
    'SERVER-REFRESH',
    'Server refresh',
    [
      ['SV-200-3', 1],
      ['BK-100-2', 1],
      ['PRJ-MIGRATION-2', 1],
    ],
  ],
  [
    'SECURITY-START',
    'Security starter',
    [
      ['EDR-100-1', 10],
      ['M365-BUSINESS-3', 10],
      ['FW-200-3', 1],
    ],
  ],
  [
    'VOICE-START',
    'Voice starter',
    [
      ['VO-SEAT-2', 8],
      ['SW-100-3', 1],
      ['INS-NETWORK-1', 1],
    ],
  ],
  [
    'CLINIC-KIT',
    'Clinic workstation kit',
    [
      ['DT-300-2', 1],
      ['MN-300-1', 1],
      ['LOB-200-4', 1],
    ],
  ],
];

function plantBundles(store: Store, firstId: number): void {
  let id = firstId;
  let componentId = 1;
  for (const [identifier, name, parts] of BUNDLES) {
    for (const [at, size] of ['small', 'medium', 'large', 'site'].entries()) {
      // Every other bundle is priced by its parts; the rest have a price of their own.
      const isSum = at % 2 === 0;
      const rows = parts.map(([part, quantity]) => ({
        item: store.table('catalog').holder('identifier', part),
        quantity: quantity * (at + 1),
      }));
      const total = (field: 'price' | 'cost') =>
        Math.round(
          rows.reduce(
            (sum, row) => sum + row.quantity * Number(store.table('catalog').get(row.item ?? 0)?.[field] ?? 0),
            0,
          ) * 100,
        ) / 100;
      plant(
        store,
        'catalog',
        id,
        {
          identifier: `BND-${identifier}-${size.toUpperCase()}`,
          description: `${name} (${size})`,
          customerDescription: `${name}, ${size}: hardware, set-up and licences`,
          subcategory: 15,
          category: 4,
          type: 3,
          productClass: 'Bundle',
          unitOfMeasure: 1,
          price: isSum ? total('price') : Math.round(total('price') * 0.93),
          cost: total('cost'),
          calculatedPriceFlag: isSum,
          calculatedCostFlag: isSum,
          calculatedPrice: isSum ? total('price') : undefined,
          calculatedCost: isSum ? total('cost') : undefined,
          taxableFlag: true,
          billableOption: 'Billable',
          connectWiseID: guidFor('catalog', id),
        },
        { updated: pastTime(id, 400), by: 'zadmin' },
      );
      for (const [index, row] of rows.entries()) {
        const part = store.table('catalog').get(row.item ?? 0);
        plant(store, 'catalogComponents', componentId, {
          parentCatalogItem: id,
          catalogItem: row.item,
          quantity: row.quantity,
          sequenceNumber: index + 1,
          price: part?.price,
          cost: part?.cost,
        });
        componentId += 1;
      }
      id += 1;
    }
  }
}
