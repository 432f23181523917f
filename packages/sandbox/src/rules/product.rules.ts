import { conflict } from '../http/api-error.ts';
import type { RecordRules } from '../model/rules.ts';
import type { Draft, Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { addBundleLines, isSumOfParts } from './bundle-lines.ts';
import { componentLine, money } from './component-line.ts';
import { dropForecastLine, writeForecastLine } from './forecast-line.ts';
import { inheritRecurring, recurringOf, settleRecurring } from './recurring.ts';
import { refreshSalesTax } from './sales-tax.ts';

/** Product lines: values from the catalog item, computed totals, the forecast line that follows (§3.6, §3.8). */
export const productRules: RecordRules = {
  defaults(draft, context) {
    const item = context.find('catalog', draft.catalogItem);
    const opportunity = context.find('opportunities', draft.opportunity);
    const member = context.memberRow();
    draft.quantity ??= 1;
    draft.description ??= item?.description;
    draft.customerDescription ??= item?.customerDescription;
    for (const field of ['unitOfMeasure', 'manufacturer', 'vendor', 'vendorSku', 'entityType', 'sla'] as const) {
      if (context.definition.table.byName.has(field)) draft[field] ??= item?.[field];
    }
    if (!('taxableFlag' in context.body)) draft.taxableFlag = item?.taxableFlag;
    defaultPrice(draft, item, context);
    if (context.body.recurring !== null) {
      const quantity = Number(draft.quantity);
      draft.recurring = inheritRecurring(recurringOf(draft), item, { quantity, readings: context.readings });
    }
    draft.locationId ??= draft.location ?? opportunity?.locationId ?? member?.defaultLocation;
    draft.businessUnitId ??= draft.businessUnit ?? opportunity?.businessUnitId ?? member?.defaultDepartment;
    draft.company ??= opportunity?.company;
    draft.taxCode ??= opportunity?.taxCode;
    draft.forecastStatus ??= opportunity && context.defaultRow('opportunityStatuses')?.id;
    draft.priceMethod ??= undefined;
    draft.sequenceNumber ??= opportunity && context.related('products', 'opportunity', opportunity.id).length + 1;
  },

  beforeSave(draft, context, before) {
    if (before) refuseWhenBilled(before);
    const item = context.find('catalog', draft.catalogItem);
    draft.productClass = item?.productClass ?? draft.productClass;
    draft.calculatedPriceFlag ??= item?.calculatedPriceFlag;
    draft.calculatedCostFlag ??= item?.calculatedCostFlag;
    if (draft.locationId === undefined || draft.locationId === before?.locationId)
      draft.locationId = draft.location ?? draft.locationId;
    draft.location = draft.locationId;
    draft.businessUnit = draft.businessUnitId;
    const quantity = Number(draft.quantity ?? 0) - Number(draft.quantityCancelled ?? 0);
    draft.discount ??= 0;
    draft.recurring = settleRecurring(draft, before, context);
    draft.extPrice = money(quantity * Number(draft.price ?? 0) - Number(draft.discount));
    draft.extCost = money(quantity * Number(draft.cost ?? 0));
    draft.margin = money(Number(draft.extPrice) - Number(draft.extCost));
    if (draft.cancelledFlag === true && before?.cancelledFlag !== true) {
      draft.cancelledBy ??= context.member.id;
      draft.cancelledDate ??= context.nowSeconds;
    }
  },

  afterCreate(row, context) {
    writeForecastLine(row, context);
    const wanted = context.readings.bundleAddsLines && context.body.addComponentsFlag !== false;
    if (row.productClass === 'Bundle' && wanted) {
      const isPriced = row.price === undefined || isSumOfParts(context.find('catalog', row.catalogItem), context);
      addBundleLines(row, context, isPriced);
    }
    refreshSalesTax(row.opportunity, context);
  },

  afterUpdate(row, context, before) {
    if (row.opportunity !== before.opportunity) dropForecastLine(before, context);
    writeForecastLine(row, context);
    for (const link of context.related('productComponents', 'productItem', row.id)) {
      context.change('productComponents', link, { price: row.price, cost: row.cost }, { silent: true });
    }
    refreshSalesTax(row.opportunity, context);
    if (row.opportunity !== before.opportunity) refreshSalesTax(before.opportunity, context);
  },

  remove(row, context) {
    refuseWhenBilled(row);
    removeLine(row, context);
    refreshSalesTax(row.opportunity, context);
    return true;
  },
};

/** A component is itself a product line; removing the link removes the line. */
export const productComponentRules: RecordRules = {
  defaults(draft, context) {
    const siblings = context.related('productComponents', 'parentProductItem', draft.parentProductItem as number);
    draft.sequenceNumber ??= siblings.length + 1;
    const item = context.find('catalog', draft.catalogItem);
    draft.price ??= item?.price;
    draft.cost ??= item?.cost;
  },
  afterCreate(row, context) {
    const parent = context.find('products', row.parentProductItem);
    if (!parent || row.productItem !== undefined) return;
    const item = context.find('catalog', row.catalogItem);
    const line = context.add('products', componentLine(parent, row, item, context));
    context.change('productComponents', row, { productItem: line.id }, { silent: true });
    writeForecastLine(line, context);
    refreshSalesTax(parent.opportunity, context);
  },
  /** A component and its line are the same thing. */
  afterUpdate(row, context) {
    const line = context.find('products', row.productItem);
    const parent = context.find('products', row.parentProductItem);
    if (!line) return;
    const quantity = Number(row.quantity ?? 1) * Number(parent?.quantity ?? 1);
    const [price, cost] = [Number(row.price ?? 0), Number(row.cost ?? 0)];
    const extPrice = money(quantity * price - Number(line.discount ?? 0));
    const extCost = money(quantity * cost);
    const fields = { quantity, price, cost, extPrice, extCost, margin: money(extPrice - extCost) };
    writeForecastLine(context.change('products', line, fields), context);
    refreshSalesTax(line.opportunity, context);
  },

  remove(row, context) {
    context.remove('productComponents', row.id);
    const line = context.find('products', row.productItem);
    if (line) removeLine(line, context);
    refreshSalesTax(context.find('products', row.parentProductItem)?.opportunity, context);
    return true;
  },
};

/**
 * Without a price the catalog's stands in. A bundle whose price is the sum of its parts carries none itself: its
 * component lines do, so that revenue counts once.
 */
function defaultPrice(draft: Draft, item: Stored | undefined, context: WriteContext): void {
  const isUnpriced = item?.productClass === 'Bundle' && (isSumOfParts(item, context) || context.body.price === null);
  if (isUnpriced) return;
  draft.price ??= item?.price;
  draft.cost ??= item?.cost;
}

function removeLine(row: Stored, context: WriteContext): void {
  for (const part of context.related('productComponents', 'parentProductItem', row.id)) {
    context.remove('productComponents', part.id);
    const line = context.find('products', part.productItem);
    if (line) removeLine(line, context);
  }
  for (const link of context.related('productComponents', 'productItem', row.id))
    context.remove('productComponents', link.id);
  dropForecastLine(row, context);
  context.remove('products', row.id);
}

function refuseWhenBilled(row: Stored): void {
  if (row.invoice === undefined && row.salesOrder === undefined) return;
  throw conflict(`Product ${row.id} is on an invoice or sales order and cannot be changed.`);
}
