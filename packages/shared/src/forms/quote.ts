import { z } from 'zod';
import { decimalText, optionalId, requiredText, versionField } from './fields.ts';
import { priceField, quantityField } from './product.ts';

export const quoteLineForm = z.object({
  productId: optionalId('Choose a product from the list, or leave it empty.'),
  description: requiredText({ what: 'a description', max: 2000 }),
  quantity: quantityField,
  price: priceField('The price'),
  cost: priceField('The cost'),
  discountPercent: decimalText({ what: 'The discount', min: '0', max: '100', digits: 4, empty: '0' }),
  taxCategoryId: optionalId('Choose a tax category from the list, or leave it empty.'),
});

export const quoteForm = z.object({
  title: requiredText({ what: 'a title', max: 100 }),
  taxRegionId: optionalId('Choose a tax region from the list, or leave it empty.'),
  lines: z
    .array(quoteLineForm, 'Add at least one line.')
    .min(1, 'Add at least one line.')
    .max(500, 'Keep a quote to 500 lines; split it in two.'),
  version: versionField,
});

export type QuoteForm = z.output<typeof quoteForm>;
export type QuoteLineForm = z.output<typeof quoteLineForm>;
