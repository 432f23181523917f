import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { componentLine } from './component-line.ts';
import { writeForecastLine } from './forecast-line.ts';

/** ConnectWise itself adds the lines of a bundle's components when the bundle line is posted (§3.8). */
export function addBundleLines(bundle: Stored, context: WriteContext): void {
  const item = context.find('catalog', bundle.catalogItem);
  const isSumOfParts = item?.calculatedPriceFlag === true || bundle.price === undefined;
  for (const part of context.related('catalogComponents', 'parentCatalogItem', bundle.catalogItem as number)) {
    const priced = isSumOfParts ? part : { ...part, price: 0, cost: 0 };
    const line = context.add('products', componentLine(bundle, priced, context.find('catalog', part.catalogItem)));
    writeForecastLine(line, context);
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
}
