import { records } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import { writeLevelRows } from '../rules/tax.rules.ts';
import { defaultReadings } from '../store/options.ts';
import type { Store } from '../store/store.ts';
import { WriteContext } from '../write/write-context.ts';
import { plant, plantAll } from './plant.ts';

const FROM = Date.UTC(2015, 0, 1) / 1000;

/** One level; three levels with a cap; one with an exemption; one cancelled (§9.5). Percent rates are fractions (0.07 = 7 %). */
export function setUpTaxes(store: Store): void {
  plantAll(store, 'billingTerms', {
    1: { name: 'Due on Receipt', dueDays: 0 },
    2: { name: 'Net 10 days', dueDays: 10 },
    3: { name: 'Net 30 days', dueDays: 30, defaultFlag: true },
  });
  const codes: Readonly<Record<number, Readonly<Record<string, unknown>>>> = {
    11: {
      identifier: 'FL',
      description: 'State',
      invoiceCaption: 'Sales Tax',
      defaultFlag: true,
      country: 1,
      ...level('One', 0.06, 'Florida'),
    },
    12: {
      identifier: 'HILLS',
      description: 'Hillsborough County',
      invoiceCaption: 'Sales Tax',
      country: 1,
      ...level('One', 0.06, 'Florida'),
      ...level('Two', 0.015, 'County surtax', 5_000),
      ...level('Three', 0.005, 'Transit'),
    },
    13: {
      identifier: 'GA',
      description: 'Georgia',
      invoiceCaption: 'Sales Tax',
      country: 1,
      ...level('One', 0.07, 'Georgia'),
    },
    14: { identifier: 'EXEMPT', description: 'Tax Exempt', invoiceCaption: 'Exempt', country: 1 },
    15: {
      identifier: 'OLDFL',
      description: 'Florida before 2018',
      invoiceCaption: 'Sales Tax',
      country: 1,
      cancelDate: Date.UTC(2018, 0, 1) / 1000,
      ...level('One', 0.065, 'Florida'),
    },
  };
  const definition = records.get('taxCodes');
  if (!definition) throw new Error('There is no tax code definition.');
  const context = new WriteContext({
    store,
    member: { id: 1, identifier: 'zadmin' },
    readings: defaultReadings,
    definition,
  });
  for (const [id, fields] of Object.entries(codes)) {
    const row: Stored = plant(store, 'taxCodes', Number(id), {
      effectiveDate: FROM,
      displayOnInvoiceFlag: true,
      ...fields,
    });
    writeLevelRows(row, context);
  }
  // Services are not taxed in Georgia.
  plant(store, 'productTypeExemptions', 1, { taxCodeId: 13, productType: 3, taxableLevels: [] });
  plant(store, 'taxCodeXRefs', 1, { taxCode: 11, description: 'Taxable', defaultFlag: true, levelOne: 'Taxable' });
  plant(store, 'taxCodeXRefs', 2, { taxCode: 11, description: 'Non-Taxable', levelOne: 'NonTaxable' });
}

function level(number: string, rate: number, caption: string, cap?: number): Record<string, unknown> {
  return {
    [`level${number}Rate`]: rate,
    [`level${number}RateType`]: 'Percent',
    [`level${number}Caption`]: caption,
    [`level${number}TaxableMax`]: cap,
    [`level${number}ProductsFlag`]: true,
    [`level${number}ServicesFlag`]: false,
    [`level${number}ExpensesFlag`]: false,
  };
}
