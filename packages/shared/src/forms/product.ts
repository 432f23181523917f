import { z } from 'zod';
import { type BillingKind, type ProductKind, productKinds } from '../vocabulary.ts';
import { billingFields, billingProblem } from './billing.ts';
import { customFieldValues } from './custom-field.ts';
import type { WholeCheck } from './edit.ts';
import { chosenId, decimalText, optionalText, requiredText, versionField } from './fields.ts';

/** Prices and costs of products: up to four digits after the point, as ConnectWise keeps them. */
export const priceField = (what: string) => decimalText({ what, min: '0', max: '999999999', digits: 4 });
export const quantityField = decimalText({ what: 'The quantity', min: '0', above: true, max: '1000000', digits: 4 });

export const bundleLineForm = z.object({ productId: chosenId('Choose a product.'), quantity: quantityField });

/** `kind` is taken in either case ("BUNDLE" from GraphQL, "bundle" inside) and given in lower case. */
export const productForm = z
  .object({
    name: requiredText({ what: 'the name', max: 75 }),
    sku: optionalText({ what: 'the SKU', max: 75 }),
    description: optionalText({ what: 'the description', max: 6000, multiline: true }),
    kind: z.preprocess(
      (value) => (typeof value === 'string' ? value.toLowerCase() : value),
      z.enum(productKinds, 'Choose whether this is a product or a bundle.'),
    ),
    productClass: optionalText({ what: 'the class', max: 50 }),
    type: optionalText({ what: 'the type', max: 50 }),
    category: optionalText({ what: 'the category', max: 50 }),
    subcategory: optionalText({ what: 'the subcategory', max: 50 }),
    price: priceField('The price'),
    cost: priceField('The cost'),
    isTaxable: z.preprocess((value) => value ?? true, z.boolean()),
    isActive: z.preprocess((value) => value ?? true, z.boolean()),
    unit: optionalText({ what: 'the unit', max: 50 }),
    ...billingFields('0'),
    bundleLines: z.preprocess(
      (value) => value ?? [],
      z.array(bundleLineForm).max(200, 'Keep a bundle to 200 products.'),
    ),
    customFields: customFieldValues,
    version: versionField,
  })
  .superRefine((product, context) =>
    productWhole.check(product, (path, message) => context.addIssue({ code: 'custom', path, message })),
  );

export type ProductForm = z.output<typeof productForm>;

/** What a product and its parts must be together. */
export const productWhole: WholeCheck<{
  kind: ProductKind;
  bundleLines: readonly { productId: string }[];
  billing: BillingKind;
  billingCycle: string | null;
}> = {
  fields: ['kind', 'bundleLines', 'billing', 'billingCycle'],
  check: ({ kind, bundleLines, ...billing }, refuse) => {
    const unbilled = billingProblem(billing);
    if (unbilled) refuse(['billingCycle'], unbilled);
    if (kind === 'product' && bundleLines.length > 0)
      refuse(['bundleLines'], 'Only a bundle can hold other products. Remove them, or make this a bundle.');
    if (kind === 'bundle' && bundleLines.length === 0)
      refuse(['bundleLines'], 'Add at least one product to the bundle.');
    const seen = new Set<string>();
    bundleLines.forEach((line, index) => {
      if (seen.has(line.productId))
        refuse(
          ['bundleLines', index, 'productId'],
          'This product is in the bundle already. Raise its quantity instead.',
        );
      seen.add(line.productId);
    });
  },
};
