import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { componentLine } from './component-line.ts';
import { writeForecastLine } from './forecast-line.ts';

/** Old data may hold a bundle that contains itself by way of others. */
const MAX_BUNDLE_DEPTH = 10;

/**
 * ConnectWise itself adds the lines of a bundle's components when the bundle line is posted (§3.8); a component that is a
 * bundle brings its own. `isPriced` is false below a bundle with a price of its own, so that revenue counts once.
 */
export function addBundleLines(bundle: Stored, context: WriteContext, isPriced: boolean, depth = 1): void {
  if (depth > MAX_BUNDLE_DEPTH) return;
  for (const part of context.related('catalogComponents', 'parentCatalogItem', bundle.catalogItem as number)) {
    const item = context.find('catalog', part.catalogItem);
    const isBundle = item?.productClass === 'Bundle';
    const sumsUp = isBundle && isSumOfParts(item, context);
    const priced = isPriced && !sumsUp ? part : { ...part, price: 0, cost: 0 };
    const line = context.add('products', componentLine(bundle, priced, item, context, depth));
    writeForecastLine(line, context);
    linkComponent(bundle, line, part, context);
    if (isBundle) addBundleLines(line, context, isPriced && sumsUp, depth + 1);
  }
}

/** Whether a bundle costs what its parts cost. */
export function isSumOfParts(item: Stored | undefined, context: WriteContext): boolean {
  return item?.calculatedPriceFlag === true && context.readings.bundlePriceFromParts;
}

function linkComponent(bundle: Stored, line: Stored, part: Stored, context: WriteContext): void {
  context.add('productComponents', {
    sequenceNumber: part.sequenceNumber,
    quantity: part.quantity,
    catalogItem: part.catalogItem,
    hidePriceFlag: part.hidePriceFlag,
    hideItemIdentifierFlag: part.hideItemIdentifierFlag,
    hideDescriptionFlag: part.hideDescriptionFlag,
    hideQuantityFlag: part.hideQuantityFlag,
    hideExtendedPriceFlag: part.hideExtendedPriceFlag,
    parentProductItem: bundle.id,
    productItem: line.id,
    price: line.price,
    cost: line.cost,
  });
}
