import { canExpress, equals, every, like, some } from '../../../../connectwise/client/conditions.ts';
import { spacedPattern } from '../../matching/scoring/look-alike.rules.ts';
import { alikeName } from '../alike-name.rules.ts';
import { wireLine } from '../wire-text.rules.ts';
import type { ProductRow } from './product.fields.ts';

const ofProduct = { hasLegalForm: false };

/** Catalog items in use that have the product's name, or its identifier or SKU as their own or as the manufacturer's part number, whatever the spaces. */
export function alikeItems(product: ProductRow, identifier: string): string | undefined {
  const numbers = [...new Set([identifier, wireLine(product.sku) ?? identifier])].filter(canExpress);
  const keys = some(
    ...numbers.map((number) => equals('manufacturerPartNumber', number)),
    ...numbers.flatMap((number) => {
      const pattern = spacedPattern(number);
      return pattern === null ? [] : [like('identifier', pattern), like('manufacturerPartNumber', pattern)];
    }),
    ...alikeName('description', product.name, ofProduct),
  );
  return keys && every(equals('inactiveFlag', false), keys);
}
